import { JSON_TYPES, type JsonSchema, type JsonType } from "../artifact/json-schema.js";
import { ITEM, intersectTypes, type Path, showPath } from "./contract.js";

/** One difference between two contracts, as callers see it. */
export interface ContractChange {
  /** Whether data that fitted the old contract may not fit the new one. */
  readonly breaking: boolean;
  readonly path: string;
  readonly message: string;
}

/** Compares two contracts; breaking changes come first. */
export function diffContracts(before: JsonSchema, after: JsonSchema): readonly ContractChange[] {
  const changes: ContractChange[] = [];
  compare(before, after, { path: [], changes });
  return [...changes.filter(({ breaking }) => breaking), ...changes.filter(({ breaking }) => !breaking)];
}

interface Comparison {
  readonly path: Path;
  readonly changes: ContractChange[];
}

type Side = "breaking" | "compatible";

function compare(before: JsonSchema, after: JsonSchema, at: Comparison): void {
  compareTypes(before, after, at);
  compareEnums(before, after, at);
  compareFormats(before, after, at);
  compareCounts(before, after, at);
  compareDefaults(before, after, at);
  compareProperties(before, after, at);
  const [items, newItems] = [before.items, after.items];
  if (items !== undefined || newItems !== undefined) {
    compare(items ?? {}, newItems ?? {}, { ...at, path: [...at.path, ITEM] });
  }
  compareOthers(before, after, at);
}

function note({ path, changes }: Comparison, side: Side, message: string): void {
  changes.push({ breaking: side === "breaking", path: showPath(path), message });
}

function compareTypes(before: JsonSchema, after: JsonSchema, at: Comparison): void {
  const [old, now] = [typesOf(before), typesOf(after)];
  const lost = old.filter(
    (type) => intersectTypes([type], now).length === 0 || (type === "number" && !now.includes(type)),
  );
  const gained = now.filter(
    (type) => intersectTypes([type], old).length === 0 || (type === "number" && !old.includes(type)),
  );
  if (lost.length > 0) note(at, "breaking", `was ${nameTypes(before)}, and is ${nameTypes(after)}`);
  else if (gained.length > 0) note(at, "compatible", `was ${nameTypes(before)}, and may be ${nameTypes(after)}`);
}

/** Without a type anything goes. */
function typesOf({ type }: JsonSchema): readonly JsonType[] {
  if (type === undefined) return JSON_TYPES;
  return typeof type === "string" ? [type] : type;
}

function nameTypes(schema: JsonSchema): string {
  return schema.type === undefined ? "anything" : typesOf(schema).join(" or ");
}

function compareEnums({ enum: old }: JsonSchema, { enum: now }: JsonSchema, at: Comparison): void {
  if (old === undefined && now === undefined) return;
  if (now === undefined) return note(at, "compatible", "may be any value now");
  if (old === undefined) return note(at, "breaking", `may only be one of ${nameValues(now)} now`);
  const lost = old.filter((value) => !now.includes(value));
  const gained = now.filter((value) => !old.includes(value));
  if (lost.length > 0) note(at, "breaking", `may no longer be ${nameValues(lost)}`);
  if (gained.length > 0) note(at, "compatible", `may be ${nameValues(gained)} too`);
}

function nameValues(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function compareFormats({ format: old }: JsonSchema, { format: now }: JsonSchema, at: Comparison): void {
  if (old === now) return;
  if (now === undefined) note(at, "compatible", `need not be of the format ${old} any more`);
  else note(at, "breaking", `must be of the format ${now}`);
}

function compareCounts({ maxItems: old }: JsonSchema, { maxItems: now }: JsonSchema, at: Comparison): void {
  if (old === now) return;
  if (now === undefined) note(at, "compatible", "may have any number of items now");
  else note(at, now < (old ?? Number.POSITIVE_INFINITY) ? "breaking" : "compatible", `may have ${now} items at most`);
}

function compareDefaults({ default: old }: JsonSchema, { default: now }: JsonSchema, at: Comparison): void {
  if (JSON.stringify(old) === JSON.stringify(now)) return;
  if (now === undefined) note(at, "compatible", "has no default any more");
  else note(at, "compatible", old === undefined ? "has a default now" : "has another default");
}

function compareProperties(before: JsonSchema, after: JsonSchema, at: Comparison): void {
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  for (const [name, schema] of now) {
    const inner = { ...at, path: [...at.path, name] };
    const known = old.get(name);
    const [wasRequired, isRequired] = [isRequiredIn(before, name), isRequiredIn(after, name)];
    if (known === undefined) {
      note(inner, isRequired ? "breaking" : "compatible", isRequired ? "is new, and required" : "is new, and optional");
      continue;
    }
    if (isRequired && !wasRequired) note(inner, "breaking", "was optional, and is required");
    if (wasRequired && !isRequired) note(inner, "compatible", "was required, and is optional");
    compare(known, schema, inner);
  }
  for (const name of old.keys()) {
    if (!now.has(name)) note({ ...at, path: [...at.path, name] }, "compatible", "is not used any more");
  }
}

function propertiesOf({ properties = {} }: JsonSchema): ReadonlyMap<string, JsonSchema> {
  return new Map(Object.entries(properties));
}

function isRequiredIn({ required = [] }: JsonSchema, name: string): boolean {
  return required.includes(name);
}

/** What an object may hold besides its properties. */
function compareOthers(before: JsonSchema, after: JsonSchema, at: Comparison): void {
  const [old, now] = [before.additionalProperties ?? true, after.additionalProperties ?? true];
  if (old !== false && now === false) note(at, "breaking", "may hold nothing else now");
  else if (old === false && now !== false) note(at, "compatible", "may hold other values too");
  else if (typeof old === "object" || typeof now === "object") {
    compare(asSchema(old), asSchema(now), { ...at, path: [...at.path, "*"] });
  }
}

function asSchema(schema: boolean | JsonSchema): JsonSchema {
  return typeof schema === "boolean" ? {} : schema;
}
