import type { Expression, Hash } from "../artifact/instructions.js";
import type { Argument } from "./call.js";
import { compileArgument, compileHash } from "./expression.js";
import type { Loading } from "./loading.js";
import { type Run, reportMissing } from "./rendering.js";
import { isObject, nest, outward, own, ownOf, type Scope } from "./scope.js";
import type { Step } from "./step.js";

/** What a partial is called with. */
interface PartialCall {
  readonly context: Expression | null;
  readonly hash: Hash;
  /** How many remembered scopes to go outwards, for what was written in one. */
  readonly climb: number | undefined;
}

/** Remembers the scope for what was written in it. */
export function compileFrame(body: Step): Step {
  return (scope, run) => body({ ...scope, frame: { scope, outer: scope.frame }, memory: undefined }, run);
}

export function compilePartial(call: PartialCall, body: Step, loading: Loading): Step {
  const enterPartial = compileEntry(call, loading);
  return (scope, run) => body(enterPartial(scope, run), run);
}

/**
 * Opens the scope of a partial: `../` leads nowhere, and block parameters of the caller are out of sight. Or, with `climb`,
 * that of what was written in a remembered scope: `../` and block parameters mean what they meant there. In both, the loop
 * and the remembered scopes are those of the caller.
 */
export function compileEntry(call: PartialCall, loading: Loading): (scope: Scope, run: Run) => Scope {
  const { climb } = call;
  const via = compileArgument(call.context ?? THIS, loading);
  const named = compileHash(call.hash, loading);
  return (scope, run) => {
    let value = via.read(scope, run);
    if (call.context !== null && (value === undefined || value === null)) reportMissing(run, via, scope);
    if (named.size > 0) value = withProperties(value, named, (argument) => argument.read(scope, run));
    const site = climb === undefined ? undefined : (outward(scope.frame, climb, "outer")?.scope ?? scope);
    const { up, base } = site ? nest(site, value) : NOWHERE;
    const { params } = site ?? NOWHERE;
    return { ...scope, value, up, base, params, via, from: scope, key: undefined, named, memory: undefined };
  };
}

const THIS: Expression = ["path", 0, [], 0];
const NOWHERE: Partial<Scope> = ownOf({});

/** The properties that a lookup would find, and the partial's values over them. */
function withProperties(
  value: unknown,
  named: ReadonlyMap<string, Argument>,
  read: (argument: Argument) => unknown,
): Record<string, unknown> {
  const properties: Record<string, unknown> = { __proto__: null };
  for (const name of isObject(value) ? Object.keys(value) : []) properties[name] = own(value, name);
  for (const [name, argument] of named) properties[name] = read(argument);
  return properties;
}
