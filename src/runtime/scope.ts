import type { Expression, Hash } from "../artifact/instructions.js";

/** The caller's data. Only own properties that hold plain values are read; getters and functions are never called. */
export type Variables = Readonly<Record<string, unknown>>;

/** What `this` is, and how it came to be. */
export interface Scope {
  readonly value: unknown;
  /** What `../` leads to. */
  readonly up: Scope | undefined;
  /** The scope that `../` of an inner one leads to, when it is not this one. */
  readonly base: Scope | undefined;
  /** Innermost loop, which may be further out than the scope. */
  readonly loop: Loop | undefined;
  /** Innermost block parameters. */
  readonly params: Params | undefined;
  /** Innermost remembered scope. */
  readonly frame: Frame | undefined;
  /** For messages: the expression that led here, the scope it was read in, and the step into a list. */
  readonly via: Expression | undefined;
  readonly from: Scope | undefined;
  readonly key: number | "*" | undefined;
  /** For messages: the arguments of the partial whose scope this is. */
  readonly named?: Hash | undefined;
}

export interface Loop {
  readonly index: number;
  readonly key: number | string;
  readonly first: boolean;
  readonly last: boolean;
  readonly outer: Loop | undefined;
}

/** Values of `as |item index|`. */
export interface Params {
  readonly values: readonly unknown[];
  readonly outer: Params | undefined;
  /** For messages: how the scope of the block that names them came to be. */
  readonly origin: Pick<Scope, "via" | "from" | "key">;
}

export interface Frame {
  readonly scope: Scope;
  readonly outer: Frame | undefined;
}

export function topScope(variables: Variables): Scope {
  return {
    value: variables,
    up: undefined,
    base: undefined,
    loop: undefined,
    params: undefined,
    frame: undefined,
    via: undefined,
    from: undefined,
    key: undefined,
    named: undefined,
  };
}

/** A scope for another value, inside of one. */
export function enter(scope: Scope, value: unknown, via: Expression, values: readonly unknown[] = []): Scope {
  const { up, base } = nest(scope, value);
  const { loop, frame } = scope;
  const origin = { via, from: scope, key: undefined };
  const params = values.length === 0 ? scope.params : { values, outer: scope.params, origin };
  return { value, up, base, loop, params, frame, via, from: scope, key: undefined, named: undefined };
}

/**
 * Scope of one iteration of `{{#each}}`, with as many block parameters as the block names. Written out, as it is made
 * for every item: spreading objects costs more than the rest of a small row.
 */
export function enterEach(
  scope: Scope,
  value: unknown,
  { via, loop, count }: { readonly via: Expression; readonly loop: Loop; readonly count: number },
): Scope {
  const first = scope.base ?? scope;
  const isSame = isSameContext(value, first.value);
  const key = typeof loop.key === "number" ? loop.key : "*";
  const params =
    count === 0
      ? scope.params
      : { values: [value, loop.key], outer: scope.params, origin: { via, from: scope, key } as const };
  return {
    value,
    up: isSame ? first.up : first,
    base: isSame ? first : undefined,
    loop,
    params,
    frame: scope.frame,
    via,
    from: scope,
    key,
    named: undefined,
  };
}

/**
 * Where `../` leads from inside of a scope: as in Handlebars, a value equal to the one before opens no level, and the
 * next is compared with the first of the equal ones.
 */
export function nest(scope: Scope, value: unknown): Pick<Scope, "up" | "base"> {
  const base = scope.base ?? scope;
  return isSameContext(value, base.value) ? { up: base.up, base } : { up: base, base: undefined };
}

/** Handlebars compares with `==`; objects are never converted here, as that would call their methods. */
function isSameContext(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: Handlebars opens no scope from 1 to "1"
  return a === b || (isPrimitive(a) && isPrimitive(b) && a == b);
}

function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}

/** An own property that is not a getter, of an object; everything else is undefined. */
export function own(value: unknown, name: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
