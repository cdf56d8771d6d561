import type { Expression, Hash } from "../artifact/instructions.js";
import { compileArgument, compileHash, type Read } from "./expression.js";
import type { Loading } from "./loading.js";
import { type Run, reportMissing } from "./rendering.js";
import { nest, outward, own, type Scope } from "./scope.js";
import type { Step } from "./step.js";

/** What a partial is called with. */
interface PartialCall {
  readonly context: Expression | null;
  readonly hash: Hash;
}

/** A partial with a scope of its own: `../` leads nowhere, and block parameters of the caller are out of sight. */
export function compilePartial<R extends Run>(call: PartialCall, body: Step<R>, loading: Loading): Step<R> {
  const read = compileContext(call, loading);
  return (scope, run) => {
    return body(callScope(scope, read(scope, run), { call, up: undefined, base: undefined, params: undefined }), run);
  };
}

/** Remembers the scope for `enter`. */
export function compileFrame<R extends Run>(body: Step<R>): Step<R> {
  return (scope, run) => body({ ...scope, frame: { scope, outer: scope.frame }, memory: undefined }, run);
}

/**
 * Runs what was written in a remembered scope: `../` and block parameters mean what they meant there, while `this` and
 * the loop are those of the caller.
 */
export function compileEnter<R extends Run>(
  call: PartialCall & { readonly climb: number },
  body: Step<R>,
  loading: Loading,
): Step<R> {
  const read = compileContext(call, loading);
  return (scope, run) => {
    const site = outward(scope.frame, call.climb, "outer")?.scope ?? scope;
    const value = read(scope, run);
    return body(callScope(scope, value, { call, ...nest(site, value), params: site.params }), run);
  };
}

interface Callee extends Pick<Scope, "up" | "base" | "params"> {
  readonly call: PartialCall;
}

/** The loop and the remembered scopes stay those of the caller. */
function callScope(scope: Scope, value: unknown, { call, up, base, params }: Callee): Scope {
  const via = call.context ?? THIS;
  const named = call.hash.length === 0 ? undefined : call.hash;
  return { ...scope, value, up, base, params, via, from: scope, key: undefined, named, memory: undefined };
}

const THIS: Expression = ["path", 0, [], 0];

/** Makes the function that reads what a partial is called with. */
function compileContext({ context, hash }: PartialCall, loading: Loading): Read {
  const { read, describe, position } = compileArgument(context ?? THIS, loading);
  const readHash = compileHash(hash, loading);
  return (scope, run) => {
    const value = read(scope, run);
    if (context !== null && (value === undefined || value === null)) {
      reportMissing(run.rendering, describe(scope), position);
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
