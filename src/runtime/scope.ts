import type { Expression } from "../artifact/instructions.js";

/** The caller's data. Only own properties that hold plain values are read; getters and functions are never called. */
export type Variables = Readonly<Record<string, unknown>>;

/** What `this` is, and how it came to be. */
export interface Scope {
  readonly value: unknown;
  /** What `../` leads to. */
  readonly up: Scope | undefined;
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
}

export interface Frame {
  readonly scope: Scope;
  readonly outer: Frame | undefined;
}

export function topScope(variables: Variables): Scope {
  return {
    value: variables,
    up: undefined,
    loop: undefined,
    params: undefined,
    frame: undefined,
    via: undefined,
    from: undefined,
    key: undefined,
  };
}

/** A scope for another value, inside of one: the same scope when the value stays the same, as in Handlebars. */
export function enter(scope: Scope, value: unknown, via: Expression, values: readonly unknown[] = []): Scope {
  const params = values.length === 0 ? scope.params : { values, outer: scope.params };
  if (isSameContext(value, scope.value)) return params === scope.params ? scope : { ...scope, params };
  return { value, up: scope, loop: scope.loop, params, frame: scope.frame, via, from: scope, key: undefined };
}

/** Scope of one iteration of `{{#each}}`, with as many block parameters as the block names. */
export function enterEach(
  scope: Scope,
  value: unknown,
  { via, loop, count }: { readonly via: Expression; readonly loop: Loop; readonly count: number },
): Scope {
  const up = isSameContext(value, scope.value) ? scope.up : scope;
  const key = typeof loop.key === "number" ? loop.key : "*";
  const params = count === 0 ? scope.params : { values: [value, loop.key], outer: scope.params };
  return { value, up, loop, params, frame: scope.frame, via, from: scope, key };
}

/** Handlebars compares with `==`; objects are never converted here, as that would call their methods. */
export function isSameContext(a: unknown, b: unknown): boolean {
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
