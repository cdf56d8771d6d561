import type { Expression, Hash } from "../artifact/instructions.js";
import { compileExpression, compileHash, describe, positionOf, type Read } from "./expression.js";
import { type Run, reportMissing } from "./rendering.js";
import { type Frame, nest, own, type Scope } from "./scope.js";
import type { Step } from "./step.js";

/** A partial with a scope of its own: `../` leads nowhere, and block parameters of the caller are out of sight. */
export function compilePartial<R extends Run>(context: Expression | null, hash: Hash, body: Step<R>): Step<R> {
  const read = compileContext(context, hash);
  return (scope, run) => {
    const value = read(scope, run);
    const via = context ?? THIS;
    body(
      {
        ...scope,
        value,
        up: undefined,
        base: undefined,
        params: undefined,
        via,
        from: scope,
        key: undefined,
        named: hash.length === 0 ? undefined : hash,
      },
      run,
    );
  };
}

/** Remembers the scope for `enter`. */
export function compileFrame<R extends Run>(body: Step<R>): Step<R> {
  return (scope, run) => body({ ...scope, frame: { scope, outer: scope.frame } }, run);
}

/**
 * Runs what was written in a remembered scope: `../` and block parameters mean what they meant there, while `this` and
 * the loop are those of the caller.
 */
export function compileEnter<R extends Run>(
  climb: number,
  { context, hash }: { readonly context: Expression | null; readonly hash: Hash },
  body: Step<R>,
): Step<R> {
  const read = compileContext(context, hash);
  return (scope, run) => {
    const site = frameAt(scope.frame, climb)?.scope ?? scope;
    const value = read(scope, run);
    const { loop, frame } = scope;
    const { params } = site;
    const via = context ?? THIS;
    body(
      {
        value,
        ...nest(site, value),
        loop,
        params,
        frame,
        via,
        from: scope,
        key: undefined,
        named: hash.length === 0 ? undefined : hash,
      },
      run,
    );
  };
}

const THIS: Expression = ["path", 0, [], 0];

function frameAt(frame: Frame | undefined, climb: number): Frame | undefined {
  let found = frame;
  for (let left = climb; left > 0 && found !== undefined; left--) found = found.outer;
  return found;
}

/** Makes the function that reads what a partial is called with. */
function compileContext(context: Expression | null, hash: Hash): Read {
  const read = context === null ? (scope: Scope) => scope.value : compileExpression(context);
  const readHash = compileHash(hash);
  return (scope, run) => {
    const value = read(scope, run);
    if (context !== null && (value === undefined || value === null)) {
      reportMissing(run.rendering, describe(context, scope), positionOf(context));
    }
    return hash.length === 0 ? value : { ...plainProperties(value), ...readHash(scope, run) };
  };
}

/** The properties that a lookup would find. */
function plainProperties(value: unknown): Record<string, unknown> {
  const properties: Record<string, unknown> = { __proto__: null };
  if (typeof value !== "object" || value === null) return properties;
  for (const name of Object.keys(value)) properties[name] = own(value, name);
  return properties;
}
