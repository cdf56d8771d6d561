import { enter, isObject, own, type Scope, type Loop as Turn } from "../runtime/scope.js";
import { type Call, type Level, type Loop, type Path, THIS } from "./operation.js";
import { NOT_IN_BYTES, toStrings, type Writing } from "./writing.js";

/** A scope as far as bytes need one: what `this` is, and what was found there. */
export interface Frame {
  readonly value: unknown;
  /** The frame around the loop or scope, and which of how many items this is. */
  readonly outer: Frame | undefined;
  readonly loop: Loop | undefined;
  readonly index: number;
  readonly length: number;
  /** The same scope for steps, once one asked for it. */
  scope: Scope | undefined;
  readonly memory: unknown[];
}

export function topFrame(value: unknown, { blank }: Level): Frame {
  return { value, outer: undefined, loop: undefined, index: 0, length: 0, scope: undefined, memory: blank.slice() };
}

/**
 * Finds a getter without calling it, in a third of the time that a descriptor of an element takes. The library's own types
 * leave it out, as it is older than the language's other means.
 */
const { __lookupGetter__: getterOf } = Object.prototype as unknown as { __lookupGetter__(name: number): unknown };

/** The frame of an item; undefined for a hole of the list. */
export function itemFrame(list: readonly unknown[], index: number, loop: Loop, outer: Frame): Frame | undefined {
  if (getterOf.call(list, index) !== undefined) throw NOT_IN_BYTES;
  if (!Object.hasOwn(list, index)) return undefined;
  const { length } = list;
  return { value: list[index], outer, loop, index, length, scope: undefined, memory: freshMemory(loop.level) };
}

/** The frame of the value that a scope is about. */
export function valueFrame(value: unknown, loop: Loop, outer: Frame): Frame {
  return { value, outer, loop, index: 0, length: 0, scope: undefined, memory: freshMemory(loop.level) };
}

/** The frame of a partial; undefined if it lacks what it is about. */
export function partialFrame(path: Path, loop: Loop, outer: Frame): Frame | undefined {
  const { call, level } = loop;
  const value = lookUp(path, outer);
  if (call === undefined || (call.hasContext && (value === undefined || value === null))) return undefined;
  const frame = valueFrame(value, loop, outer);
  for (const { slot, name } of level.firsts ?? []) frame.memory[slot] = firstOf(name, call, frame) ?? NOWHERE;
  return frame;
}

/** What a name stands for in a partial with names of its own: one of them, or what is listed among the properties. */
function firstOf(name: string, { named }: Call, { value, outer }: Frame): unknown {
  const given = named.get(name);
  if (given !== undefined) return "path" in given ? outer && lookUp(given.path, outer) : given.literal;
  return isObject(value) && Object.prototype.propertyIsEnumerable.call(value, name) ? own(value, name) : undefined;
}

const NONE = undefined;

/** Small ones are made from a literal, as that takes a quarter of the time of a copy. */
function freshMemory({ blank }: Level): unknown[] {
  if (blank.length > 16) return blank.slice();
  return [NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE];
}

/** What is remembered of a path that leads nowhere. */
const NOWHERE = Symbol("nowhere");

/** What a path leads to; undefined where nothing is. */
export function lookUp(path: Path, frame: Frame): unknown {
  const { parent, slot, name } = path;
  if (parent === undefined) return frame.value;
  const { memory } = frame;
  const known = memory[slot];
  if (known !== undefined) return known === NOWHERE ? undefined : known;
  const value = own(parent === THIS ? frame.value : lookUp(parent, frame), name);
  memory[slot] = value === undefined ? NOWHERE : value;
  return value;
}

/** What a condition or a loop is about. Functions are never that; strings say what is wrong with them. */
export function subjectAt(path: Path, frame: Frame): unknown {
  const value = lookUp(path, frame);
  if (typeof value === "function") throw NOT_IN_BYTES;
  return value;
}

/** The scope that steps run in. */
export function scopeOf(frame: Frame, writing: Writing): Scope {
  const { scope, outer, loop } = frame;
  if (scope !== undefined) return scope;
  const run = toStrings(writing);
  const { rendering } = run;
  const via = loop?.subject;
  if (outer === undefined) frame.scope = rendering.top;
  else if (loop?.call !== undefined) frame.scope = loop.call.enter(scopeOf(outer, writing), run);
  else if (via === undefined) frame.scope = rendering.top;
  else {
    const around = scopeOf(outer, writing);
    const turn = loop?.kind === "each" ? turnOf(frame, around) : undefined;
    const entry = { via, count: loop?.count ?? 0, loop: turn, memory: rendering.blank.slice() };
    frame.scope = enter(around, frame.value, entry);
  }
  return frame.scope;
}

function turnOf({ index, length }: Frame, around: Scope): Turn {
  return { index, key: index, first: index === 0, last: index === length - 1, outer: around.loop };
}
