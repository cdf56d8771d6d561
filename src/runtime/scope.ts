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

export function topScope(variables: Variables): Scope {
  return { value: variables, up: undefined, loop: undefined, via: undefined, from: undefined, key: undefined };
}

/** Scope of `{{#with}}`: the same scope when the context stays the same, as in Handlebars. */
export function enterWith(scope: Scope, value: unknown, via: Expression): Scope {
  if (isSameContext(value, scope.value)) return scope;
  return { value, up: scope, loop: scope.loop, via, from: scope, key: undefined };
}

/** Scope of one iteration of `{{#each}}`. */
export function enterEach(scope: Scope, value: unknown, via: Expression, loop: Loop): Scope {
  const up = isSameContext(value, scope.value) ? scope.up : scope;
  return { value, up, loop, via, from: scope, key: typeof loop.key === "number" ? loop.key : "*" };
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
