import fc from "fast-check";
import { ROOT, type Shape } from "./data.js";
import { condition, findPath, printable } from "./paths.js";
import { type Found, oneOf, type Place, tag, type WriteBody } from "./place.js";

/** What opens a block: `each people`, and what its body is about. */
interface Opening {
  readonly keyword: string;
  readonly content: string;
  /** A scope of its own. */
  readonly level?: Shape;
  readonly named?: readonly Found[];
  readonly loops?: boolean;
}

export type Open = (place: Place) => Opening;

export const openIf: Open = (place) => ({ keyword: "if", content: `if ${condition(place)}` });
export const openUnless: Open = (place) => ({ keyword: "unless", content: `unless ${condition(place)}` });

export const openWith: Open = (place) => {
  const { path, shape } = findPath(place, ["record", "record", "scalar"]) ?? HERE;
  // No scope is opened by the context that is there already.
  return { keyword: "with", content: `with ${path}`, ...(path === "this" ? {} : { level: shape }) };
};

export const openEach: Open = (place) => {
  const { path, shape } = findPath(place, ["list", "map"]) ?? HERE;
  return { keyword: "each", content: `each ${path}`, level: itemOf(shape), loops: true };
};

/** `{{#each people as |item1 key1|}}` */
export const openNamedEach: Open = (place) => {
  const { path, shape } = findPath(place, ["list", "map"]) ?? HERE;
  const [item, key] = [`item${place.room}`, `key${place.room}`];
  const named: readonly Found[] = [
    { path: item, shape: itemOf(shape) },
    { path: key, shape: { kind: "scalar" } },
  ];
  return { keyword: "each", content: `each ${path} as |${item} ${key}|`, level: itemOf(shape), named, loops: true };
};

/** `{{#with user as |item1|}}` */
export const openNamedWith: Open = (place) => {
  const { path, shape } = findPath(place, ["record"]) ?? HERE;
  const item = `item${place.room}`;
  const named = [{ path: item, shape }];
  return { keyword: "with", content: `with ${path} as |${item}|`, named, ...(path === "this" ? {} : { level: shape }) };
};

/** `{{#people}}`: a loop over a list, the scope of anything else. */
export const openSection: Open = (place) => {
  const { path, shape } = findPath(place, ["list", "record"]) ?? HERE;
  const scope = path === "this" && shape.kind !== "list" ? {} : { level: itemOf(shape) };
  return { keyword: path, content: path, ...scope, loops: shape.kind === "list" };
};

const HERE: Found = { path: "this", shape: { kind: "maybe" } };

function itemOf(shape: Shape): Shape {
  return shape.kind === "list" || shape.kind === "map" ? shape.item : shape;
}

/** Writes a block with its `{{else}}` or chain of them. */
export function writeBlock(open: Open, place: Place, write: WriteBody): string {
  const opening = open(place);
  const body = write(inside(place, opening), 3);
  return tag(place, `#${opening.content}`) + body + writeElse(place, write) + tag(place, `/${opening.keyword}`);
}

/** `{{^path}}..{{/path}}` */
export function writeInverted(place: Place, write: WriteBody): string {
  const { path } = findPath(place, ["maybe", "list", "record"]) ?? HERE;
  return tag(place, `^${path}`) + write(inside(place), 3) + tag(place, `/${path}`);
}

const CHAIN: readonly Open[] = [openIf, openIf, openUnless, openEach, openWith];

function writeElse(place: Place, write: WriteBody): string {
  const kind = place.g(fc.integer, { min: 0, max: 7 });
  if (kind < 5) return "";
  if (kind < 7) return tag(place, oneOf(place.g, ["else", "else", "^"])) + write(inside(place), 2);
  const open = CHAIN[place.g(fc.integer, { min: 0, max: CHAIN.length - 1 })] ?? openIf;
  const opening = open(place);
  return tag(place, `else ${opening.content}`) + write(inside(place, opening), 2) + writeElse(place, write);
}

function inside(place: Place, opening?: Opening): Place {
  return {
    ...place,
    room: place.room - 1,
    levels: opening?.level === undefined ? place.levels : [...place.levels, opening.level],
    named: [...place.named, ...(opening?.named ?? [])],
    inLoop: place.inLoop || opening?.loops === true,
  };
}

/** What a partial is called with, and what its `this` is then. */
type Call = (place: Place) => { readonly words: string; readonly level: Shape };

export const plainCall: Call = ({ levels }) => ({ words: "", level: levels.at(-1) ?? HERE.shape });

/** Never with null, in whose place Handlebars takes an empty object. */
export const contextCall: Call = (place) => {
  const { levels } = place;
  const up = place.g(fc.integer, { min: 0, max: levels.length });
  const level = levels.at(-1 - up);
  return level === undefined ? { words: " @root", level: ROOT } : { words: ` ${"../".repeat(up)}this`, level };
};

/** Arguments are put over the fields of a record. */
export const argumentCall: Call = (place) => {
  const { path, shape } = findPath(place, ["record"]) ?? HERE;
  const added = { name: { kind: "scalar" }, extra: { kind: "scalar" } } as const;
  const fields = shape.kind === "record" ? { ...shape.fields, ...added } : added;
  return { words: ` ${path} name=${printable(place)} extra="x"`, level: { kind: "record", fields } };
};

/** A partial of its own, called where it is written. Its `../` leads nowhere and block parameters do not reach it. */
export function writePartial(call: Call, place: Place, write: WriteBody): string {
  const { words, level } = call(place);
  return tag(place, `> ${addPartial(place, write(within(place, level), 3))}${words}`);
}

/** `{{#> p}}..{{/p}}`, where the partial prints the block. */
export function writePartialBlock(place: Place, write: WriteBody): string {
  const { level } = plainCall(place);
  const before = write(within(place, level), 1);
  const name = addPartial(place, before + tag(place, "> @partial-block") + write(within(place, level), 1));
  return tag(place, `#> ${name}`) + write(inside(place), 2) + tag(place, `/${name}`);
}

/** `{{#*inline "p"}}..{{/inline}}`, and a call of it. */
export function writeInlinePartial(place: Place, write: WriteBody): string {
  const { level } = plainCall(place);
  const name = `inline${place.partials.size}${place.room}`;
  const body = write({ ...within(place, level), named: place.named }, 2);
  return `${tag(place, `#*inline "${name}"`)}${body}${tag(place, "/inline")}${tag(place, `> ${name}`)}`;
}

function within(place: Place, level: Shape): Place {
  return { ...place, room: place.room - 1, levels: [level], named: [] };
}

function addPartial({ partials }: Place, text: string): string {
  const name = partials.size % 2 === 0 ? `p${partials.size}` : `box/p${partials.size}`;
  partials.set(name, text);
  return name;
}
