import type { JsonType } from "../artifact/json-schema.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import { collectReads, type Read } from "./collect-reads.js";
import {
  type Contract,
  ITEM,
  intersectTypes,
  isPrefix,
  type Path,
  SCALAR,
  type Use,
  type Variable,
} from "./contract.js";
import type { Guard } from "./guards.js";
import type { TypesOf } from "./scope.js";

/**
 * Finds the variables of a message with their shapes.
 *
 * @param trees All parts of the message. A variable is required when any of them needs it in any case; under a guard
 *   (`{{#if x}}`) the variable itself is optional, and what lies in it is required of those who give it.
 * @param typesOf Decides what `{{#name}}` is, where the contract file says so.
 */
export function inferContract(trees: readonly (readonly ExpandedNode[])[], typesOf: TypesOf = () => []): Contract {
  const root = createDraft();
  for (const tree of trees) {
    for (const read of collectReads(tree, typesOf)) note(read, root);
  }
  return { ...finish(root), types: ["object"], required: true, open: root.traits.has("open") };
}

/** A variable while its reads come in. */
interface Draft {
  required: boolean;
  readonly conditions: Set<string>;
  /** By place, so that a partial that is included twice counts once. */
  readonly uses: Map<string, Use>;
  readonly properties: Map<string, Draft>;
  items: Draft | undefined;
  readonly traits: Set<Read["trait"]>;
}

function createDraft(): Draft {
  return {
    required: false,
    conditions: new Set(),
    uses: new Map(),
    properties: new Map(),
    items: undefined,
    traits: new Set(),
  };
}

function note(read: Read, root: Draft): void {
  let draft = root;
  read.path.forEach((name, index) => {
    if (index > 0) addUse(draft, read, { accepts: typesWith(name), direct: false });
    draft = name === ITEM ? itemsOf(draft) : propertyOf(draft, name);
    if (read.needed && name !== ITEM) need(draft, read, index);
  });
  addUse(draft, read, { accepts: read.accepts, direct: true });
  if (read.trait !== undefined) draft.traits.add(read.trait);
}

function itemsOf(draft: Draft): Draft {
  draft.items ??= createDraft();
  return draft.items;
}

function propertyOf(draft: Draft, name: string): Draft {
  const known = draft.properties.get(name) ?? createDraft();
  draft.properties.set(name, known);
  return known;
}

/** What has something of this name in it. */
function typesWith(name: string): readonly JsonType[] {
  return name === ITEM || name === "length" ? ["array", "object"] : ["object"];
}

function addUse(draft: Draft, { span }: Read, { accepts, direct }: Omit<Use, "span">): void {
  if (span === undefined) return;
  const key = `${span.source.path}:${span.start}:${direct}`;
  if (!draft.uses.has(key)) draft.uses.set(key, { span, accepts, direct });
}

/** Notes that the path's name at an index is needed, which a guard about that name itself makes harmless. */
function need(draft: Draft, { path, guards }: Read, index: number): void {
  const parent = path.slice(0, index);
  const self = path.slice(0, index + 1);
  const open = guards.filter((guard) => !guard.certain && !holdsWithin(parent, guard));
  if (open.length === 0) draft.required = true;
  else if (!open.some((guard) => guard.path !== undefined && isPrefix(self, guard.path))) {
    draft.conditions.add([...new Set(open.map(({ text }) => text))].join(" and "));
  }
}

/** Whether a guard holds wherever there is a path: that is about it, or about what it lies in. */
function holdsWithin(parent: Path, { path }: Guard): boolean {
  if (path === undefined) return false;
  const list = path.at(-1) === "length" ? [...path.slice(0, -1), ITEM] : path;
  return isPrefix(path, parent) || isPrefix(list, parent);
}

function finish(draft: Draft): Variable {
  const types = typesOfDraft(draft);
  const properties = new Map([...draft.properties].map(([name, property]) => [name, finish(property)] as const));
  const isList = types.includes("array") && !types.includes("object");
  if (isList) properties.delete("length");
  const isSection = draft.traits.has("section");
  const items = draft.items && finish(draft.items);
  const either = isSection && types.includes("object");
  return {
    types,
    required: draft.required,
    conditions: draft.required ? [] : [...draft.conditions],
    uses: [...draft.uses.values()],
    properties: either ? new Map([...(items?.properties ?? []), ...properties]) : properties,
    items: isSection && !types.includes("array") ? undefined : items,
    open: types.length === 0 || draft.traits.has("open"),
    waived: false,
    declared: undefined,
  };
}

function typesOfDraft({ uses, properties, items, traits }: Draft): readonly JsonType[] {
  const accepted = [...uses.values()].map(({ accepts }) => accepts).filter((accepts) => accepts.length > 0);
  let types = accepted[0] ?? [];
  for (const accepts of accepted) types = intersectTypes(types, accepts);
  // Uses that exclude each other stand in different branches.
  if (types.length === 0) types = [...new Set(accepted.flat())];
  if (traits.has("section") && items !== undefined) return sectionTypes(items, types);
  const isLoop = types.includes("array") && types.includes("object");
  const onlyLength = [...properties.keys()].every((name) => name === "length");
  return isLoop && !traits.has("keyed") && !traits.has("open") && onlyLength ? ["array"] : types;
}

/** `{{#name}}` takes a list, or what its items would be, or `true`. */
function sectionTypes(items: Draft, known: readonly JsonType[]): readonly JsonType[] {
  const isPrinted = [...items.uses.values()].some(({ accepts }) => accepts.includes("string"));
  const types: readonly JsonType[] = isPrinted ? ["array", ...SCALAR] : ["array", "object", "boolean"];
  // A step into the section is one into a list or an object, and tells nothing.
  const isKnown = !(known.includes("array") && known.includes("object"));
  const both = isKnown ? intersectTypes(types, known) : types;
  return both.length === 0 ? types : both;
}

/** Both contracts in one, for a template with two channels: what either needs is required. */
export function mergeContracts(a: Contract, b: Contract): Contract {
  return mergeVariables(a, b);
}

function mergeVariables(a: Variable, b: Variable): Variable {
  const required = a.required || b.required;
  const types = intersectTypes(a.types, b.types);
  return {
    types: types.length === 0 ? [...new Set([...a.types, ...b.types])] : types,
    required,
    conditions: required ? [] : [...new Set([...a.conditions, ...b.conditions])],
    uses: [...a.uses, ...b.uses.filter((use) => !a.uses.some((other) => isSameUse(use, other)))],
    properties: mergeProperties(a.properties, b.properties),
    items: a.items && b.items ? mergeVariables(a.items, b.items) : (a.items ?? b.items),
    open: a.open && b.open,
    waived: a.waived || b.waived,
    declared: a.declared ?? b.declared,
  };
}

function isSameUse(a: Use, b: Use): boolean {
  return a.span.source.path === b.span.source.path && a.span.start === b.span.start && a.direct === b.direct;
}

function mergeProperties(a: Variable["properties"], b: Variable["properties"]): Variable["properties"] {
  const merged = new Map(a);
  for (const [name, variable] of b) {
    const known = merged.get(name);
    merged.set(name, known === undefined ? variable : mergeVariables(known, variable));
  }
  return merged;
}
