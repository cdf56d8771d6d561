/** The caller's data. Only own properties that hold plain values are read; getters and functions are never called. */
export type Variables = Readonly<Record<string, unknown>>;

/** What has a name in messages. */
export interface Named {
  /** @param more The steps that lead on from there. */
  readonly describe: (scope: Scope, more: readonly (string | number)[]) => string;
}

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
  params: Params | undefined;
  /** Innermost remembered scope. */
  readonly frame: Frame | undefined;
  /** For messages: the expression that led here, the scope it was read in, and the step into a list. */
  readonly via: Named | undefined;
  readonly from: Scope | undefined;
  readonly key: number | "*" | undefined;
  /** For messages: the arguments of the partial whose scope this is. */
  readonly named?: ReadonlyMap<string, Named> | undefined;
  /** What was looked up here already, by slot: the parts of a message read the same. */
  readonly memory?: unknown[] | undefined;
}

export interface Loop {
  readonly index: number;
  readonly key: number | string;
  readonly first: boolean;
  readonly last: boolean;
  readonly outer: Loop | undefined;
}

/** What `as |item index|` names. */
export interface Params {
  /** The scope of the block, and one for the step that led to it. */
  readonly scopes: readonly Found[];
  readonly outer: Params | undefined;
}

/** What names are followed from. */
export type Found = Pick<Scope, "value" | "memory"> & Partial<Scope>;

export interface Frame {
  readonly scope: Scope;
  readonly outer: Frame | undefined;
}

export function topScope(variables: Variables, memory: unknown[]): Scope {
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
    memory,
  };
}

/** What opens a scope. */
interface Entry {
  readonly via: Named;
  /** How many block parameters there are. */
  readonly count: number;
  /** The loop, if this is an item of one. */
  readonly loop: Loop | undefined;
  readonly memory: unknown[] | undefined;
}

/**
 * A scope for another value, inside of one. Written out, as it is made for every item of a loop: spreading objects costs
 * more than the rest of a small row.
 */
export function enter(scope: Scope, value: unknown, { via, count, loop, memory }: Entry): Scope {
  const { up, base } = nest(scope, value);
  const step = loop?.key;
  const inner: Scope = {
    value,
    up,
    base,
    loop: loop ?? scope.loop,
    params: scope.params,
    frame: scope.frame,
    via,
    from: scope,
    key: typeof step === "string" ? "*" : step,
    named: undefined,
    memory,
  };
  if (count > 0) inner.params = { scopes: [inner, { value: step, memory: undefined }], outer: scope.params };
  return inner;
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

/** What is so many further out: a scope by `up`; a loop, block parameters or a remembered scope by `outer`. */
export function outward<By extends string, T extends { readonly [by in By]: T | undefined }>(
  inner: T | undefined,
  steps: number,
  by: By,
): T | undefined {
  let target = inner;
  for (let left = steps; left > 0 && target !== undefined; left--) target = target[by];
  return target;
}

/** What was given, without what it inherits. */
export function ownOf<T>(given: T | undefined): Partial<T> {
  return Object.assign(Object.create(null), given);
}

/** An own property that is not a getter, of an object; everything else is undefined. */
export function own(value: unknown, name: string | number): unknown {
  return isObject(value) ? propertyOf(value, name)?.value : undefined;
}

export function propertyOf(value: unknown, name: string | number): PropertyDescriptor | undefined {
  return Object.getOwnPropertyDescriptor(value, name);
}

/** What has properties to look up: no function, whose own are never the caller's data. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What a loop runs over; undefined for functions and iterators, which would have to be called. */
export function keysOf(list: unknown): ArrayLike<unknown> | undefined {
  if (Array.isArray(list)) return list;
  if (!isObject(list)) return typeof list === "function" ? undefined : [];
  return Symbol.iterator in list ? undefined : Object.keys(list);
}
