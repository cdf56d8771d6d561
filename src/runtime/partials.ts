import type { Expression, Hash } from "../artifact/instructions.js";
import { compileArgument, compileExpression, type Read } from "./expression.js";
import type { Loading } from "./loading.js";
import { type Run, reportMissing } from "./rendering.js";
import { nest, outward, own, type Scope } from "./scope.js";
import type { Step } from "./step.js";

/** What a partial is called with. */
interface PartialCall {
  readonly context: Expression | null;
  readonly hash: Hash;
  /** How many remembered scopes to go outwards, for what was written in one. */
  readonly climb?: number;
}

/** Remembers the scope for what was written in it. */
export function compileFrame<R extends Run>(body: Step<R>): Step<R> {
  return (scope, run) => body({ ...scope, frame: { scope, outer: scope.frame }, memory: undefined }, run);
}

/**
 * A partial with a scope of its own: `../` leads nowhere, and block parameters of the caller are out of sight. Or, with
 * `climb`, what was written in a remembered scope: `../` and block parameters mean what they meant there. In both, the
 * loop and the remembered scopes are those of the caller.
 */
export function compilePartial<R extends Run>(call: PartialCall, body: Step<R>, loading: Loading): Step<R> {
  const { hash: named, climb, context } = call;
  const via = context ?? THIS;
  const read = compileContext(call, loading);
  return (scope, run) => {
    const value = read(scope, run);
    const site = climb === undefined ? undefined : (outward(scope.frame, climb, "outer")?.scope ?? scope);
    const { up, base } = site ? nest(site, value) : NOWHERE;
    const { params } = site ?? NOWHERE;
    return body({ ...scope, value, up, base, params, via, from: scope, key: undefined, named, memory: undefined }, run);
  };
}

const THIS: Expression = ["path", 0, [], 0];
const NOWHERE: Partial<Scope> = {};

/** Makes the function that reads what a partial is called with. */
function compileContext({ context, hash }: PartialCall, loading: Loading): Read {
  const subject = compileArgument(context ?? THIS, loading);
  const reads = hash.map(([name, value]) => [name, compileExpression(value, loading)] as const);
  return (scope, run) => {
    const value = subject.read(scope, run);
    if (context !== null && (value === undefined || value === null)) reportMissing(run, subject, scope);
    if (hash.length === 0) return value;
    const properties = plainProperties(value);
    for (const [name, read] of reads) properties[name] = read(scope, run);
    return properties;
  };
}

/** The properties that a lookup would find. */
function plainProperties(value: unknown): Record<string, unknown> {
  const properties: Record<string, unknown> = { __proto__: null };
  if (typeof value !== "object" || value === null) return properties;
  for (const name of Object.keys(value)) properties[name] = own(value, name);
  return properties;
}
