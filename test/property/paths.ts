import fc from "fast-check";
import { ROOT, type Shape } from "./data.js";
import { type Found, oneOf, type Place } from "./place.js";

export type Kind = Shape["kind"];

/** A path to a value of one of the kinds, as written in a template; undefined when there is none. */
export function findPath(place: Place, kinds: readonly Kind[]): Found | undefined {
  const group = pick(place, groupsAt(place, kinds));
  return group === undefined ? undefined : pick(place, group);
}

/** Whether there is a path to a value of one of the kinds. */
export function hasPath(place: Place, kinds: readonly Kind[]): boolean {
  return groupsAt(place, kinds).length > 0;
}

function pick<T>({ g }: Place, choices: readonly T[]): T | undefined {
  return choices.length === 0 ? undefined : choices[g(fc.integer, { min: 0, max: choices.length - 1 })];
}

const WILD = ["nothing", "user", "name.nothing.at.all", "@root.people", "@index", "people.1.name"];

/** A path that prints; rarely one that leads nowhere or to an object. */
export function printable(place: Place): string {
  if (place.g(fc.integer, { min: 0, max: 99 }) === 99) return oneOf(place.g, WILD);
  return findPath(place, ["scalar"])?.path ?? "@root.name";
}

const LITERALS = ["true", "false", "0", "1", '"x"', '""', "null", "undefined"];
const OPEN = ["nothing", "this", "@first", "@last", "@index", "name.nothing"];

/** What a condition asks for. */
export function condition(place: Place): string {
  const kind = place.g(fc.integer, { min: 0, max: 9 });
  if (kind === 9) return oneOf(place.g, LITERALS);
  if (kind === 8) return oneOf(place.g, OPEN);
  return findPath(place, ["scalar", "maybe", "list", "map", "record"])?.path ?? "this";
}

/** The paths that lead to a value of one of the kinds. Groups with the same right to be taken; nearer ones stand twice. */
function groupsAt({ levels, named, inLoop }: Place, kinds: readonly Kind[]): readonly (readonly Found[])[] {
  const [near = [], ...further] = levels.toReversed().map((shape, up) => pathsIn("../".repeat(up), shape));
  const parameters = named.flatMap(({ path, shape }) => [{ path, shape }, ...fieldsOf(`${path}.`, shape)]);
  const groups = [near, near, near, ...further, parameters, parameters, inLoop ? LOOP : [], fieldsOf("@root.", ROOT)];
  return groups
    .map((group) => group.filter(({ shape }) => kinds.includes(shape.kind)))
    .filter((group) => group.length > 0);
}

const LOOP: readonly Found[] = ["@index", "@key", "@first", "@last"].map((path) => ({
  path,
  shape: { kind: "scalar" },
}));

function pathsIn(prefix: string, shape: Shape): readonly Found[] {
  const self: Found = { path: prefix === "" ? "this" : `${prefix}this`, shape };
  return [self, ...fieldsOf(prefix, shape)];
}

function fieldsOf(prefix: string, shape: Shape, deep = 2): readonly Found[] {
  if (shape.kind === "list") return lengthOf(prefix);
  if (shape.kind !== "record" || deep === 0) return [];
  return Object.entries(shape.fields).flatMap(([name, field]) => {
    const path = `${prefix}${/^[a-z]+$/.test(name) ? name : `[${name}]`}`;
    return [{ path, shape: field }, ...fieldsOf(`${path}.`, field, deep - 1)];
  });
}

/** Where no text can be in the place of the list: Handlebars finds a length there, and Platen does not. */
function lengthOf(prefix: string): readonly Found[] {
  return prefix.startsWith("@root.") ? [{ path: `${prefix}length`, shape: { kind: "scalar" } }] : [];
}
