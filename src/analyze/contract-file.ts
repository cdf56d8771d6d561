import { JSON_TYPES, type JsonScalar, type JsonType } from "../artifact/json-schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { suggest } from "../diagnostics/suggest.js";
import type { SourceFile, Span } from "../source/source-file.js";
import type { Declaration } from "./contract.js";
import { FORMATS } from "./formats.js";
import { type Entry, type LocatedJson, readLocatedJson } from "./located-json.js";

export interface ReadContract {
  /** What could be read; undefined when the file is not an object at all. */
  readonly declaration: Declaration | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a contract file: a subset of JSON Schema 2020-12, in which everything means something to Platen. */
export function readContractFile(source: SourceFile): ReadContract {
  const json = readLocatedJson(source);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (span, message, help) => {
    const fact = { code: "invalid-contract", severity: "error", message, span } as const;
    diagnostics.push(help === undefined ? fact : { ...fact, help });
  };
  if (!("kind" in json)) {
    report(json.span, `not valid JSON: ${json.message}`);
    return { declaration: undefined, diagnostics };
  }
  const declaration = readSchema(json, report);
  const isObject = declaration?.types.every((type) => type === "object");
  if (isObject === false) report(json.span, "the variables are an object", 'write `"type": "object"`');
  return { declaration, diagnostics };
}

type Report = (span: Span, message: string, help?: string) => void;

type Draft = { -readonly [Key in keyof Declaration]: Declaration[Key] };

/** Reads the value of one keyword into the draft. */
type ReadKeyword = (draft: Draft, value: LocatedJson, report: Report) => void;

const KEYWORDS: Readonly<Record<string, ReadKeyword>> = {
  $schema: () => {},
  $id: () => {},
  $comment: () => {},
  title: () => {},
  examples: () => {},
  description: (draft, value, report) => {
    draft.description = expectString(value, report);
  },
  type: (draft, value, report) => {
    draft.types = (value.kind === "array" ? value.items : [value]).flatMap((item) => readType(item, report) ?? []);
  },
  enum: (draft, value, report) => {
    draft.enum = readEnum(value, report);
  },
  format: (draft, value, report) => {
    draft.format = readFormat(value, report);
  },
  maxItems: (draft, value, report) => {
    draft.maxItems = readCount(value, report);
  },
  default: (draft, value, report) => {
    draft.default = readDefault(value, report);
  },
  properties: (draft, value, report) => {
    draft.properties = readProperties(value, report);
  },
  required: (draft, value, report) => {
    draft.required = readRequired(value, report);
  },
  items: (draft, value, report) => {
    draft.items = readSchema(value, report);
  },
  additionalProperties: (draft, value, report) => {
    const isFlag = value.kind === "scalar" && typeof value.value === "boolean";
    draft.additionalProperties = isFlag ? value.value === true : readSchema(value, report);
  },
};

function readSchema(json: LocatedJson, report: Report): Declaration | undefined {
  if (json.kind !== "object") {
    report(json.span, "expected a schema, which is an object");
    return undefined;
  }
  const draft: Draft = {
    types: [],
    enum: undefined,
    format: undefined,
    maxItems: undefined,
    default: undefined,
    description: undefined,
    properties: undefined,
    required: undefined,
    items: undefined,
    additionalProperties: undefined,
  };
  for (const entry of json.entries) readKeyword(entry, draft, report);
  checkSchema(json.entries, draft, report);
  return draft;
}

function readKeyword({ name, nameSpan, value }: Entry, draft: Draft, report: Report): void {
  const read = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
  if (read !== undefined) return read(draft, value, report);
  const known = Object.keys(KEYWORDS);
  const near = suggest(name, known);
  const help =
    near === undefined ? `known: ${known.map((each) => `\`${each}\``).join(", ")}` : `did you mean \`${near}\`?`;
  report(nameSpan, `\`${name}\` is not a keyword that contracts have`, help);
}

/** What the keywords of one schema say about each other. */
function checkSchema(entries: readonly Entry[], draft: Draft, report: Report): void {
  const at = (name: string) => entries.find((entry) => entry.name === name);
  const value = at("default")?.value;
  if (value !== undefined && draft.default !== undefined && !fitsDeclared(draft.default, draft)) {
    report(value.span, "the default does not fit the type or the `enum`");
  }
  const required = at("required")?.value;
  for (const item of required?.kind === "array" ? required.items : []) {
    const name = item.kind === "scalar" ? String(item.value) : "";
    const property = draft.properties?.get(name);
    if (property === undefined) {
      const near = suggest(name, draft.properties?.keys() ?? []);
      report(item.span, `there is no property \`${name}\``, near && `did you mean \`${near}\`?`);
    } else if (property.default !== undefined) {
      report(item.span, `\`${name}\` is required and has a default`, "leave one of the two away");
    }
  }
}

function fitsDeclared(value: JsonScalar | readonly never[], draft: Draft): boolean {
  if (typeof value === "object" && value !== null) return draft.types.length === 0 || draft.types.includes("array");
  if (draft.enum !== undefined && !draft.enum.includes(value)) return false;
  return draft.types.length === 0 || draft.types.some((type) => isOfType(value, type));
}

/** Whether a scalar is of a JSON type. */
export function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

function expectString(value: LocatedJson, report: Report): string | undefined {
  if (value.kind === "scalar" && typeof value.value === "string") return value.value;
  report(value.span, "expected a text");
  return undefined;
}

function readType(value: LocatedJson, report: Report): JsonType | undefined {
  const name = expectString(value, report);
  if (name === undefined) return undefined;
  const type = JSON_TYPES.find((each) => each === name);
  const near = suggest(name, JSON_TYPES);
  const help = near === undefined ? `types are ${JSON_TYPES.join(", ")}` : `did you mean \`${near}\`?`;
  if (type === undefined) report(value.span, `\`${name}\` is not a type`, help);
  return type;
}

function readEnum(value: LocatedJson, report: Report): readonly JsonScalar[] | undefined {
  const items = value.kind === "array" ? value.items : [];
  const scalars = items.flatMap((item) => (item.kind === "scalar" ? [item.value] : []));
  if (scalars.length > 0 && scalars.length === items.length) return scalars;
  report(value.span, "expected a list of texts, numbers or booleans");
  return undefined;
}

function readFormat(value: LocatedJson, report: Report): string | undefined {
  const name = expectString(value, report);
  if (name === undefined || Object.hasOwn(FORMATS, name)) return name;
  const near = suggest(name, Object.keys(FORMATS));
  const help = near === undefined ? `formats are ${Object.keys(FORMATS).join(", ")}` : `did you mean \`${near}\`?`;
  report(value.span, `\`${name}\` is not a format`, help);
  return undefined;
}

function readCount(value: LocatedJson, report: Report): number | undefined {
  const count = value.kind === "scalar" ? value.value : undefined;
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  report(value.span, "expected a whole number");
  return undefined;
}

function readDefault(value: LocatedJson, report: Report): Draft["default"] {
  if (value.kind === "scalar" && value.value !== null) return value.value;
  if (value.kind === "array" && value.items.length === 0) return [];
  report(value.span, "a default is a text, a number, a boolean or an empty list");
  return undefined;
}

function readProperties(value: LocatedJson, report: Report): Draft["properties"] {
  if (value.kind !== "object") {
    report(value.span, "expected an object of schemas");
    return undefined;
  }
  const properties = new Map<string, Declaration>();
  for (const { name, value: schema } of value.entries) {
    const declaration = readSchema(schema, report);
    if (declaration !== undefined) properties.set(name, declaration);
  }
  return properties;
}

function readRequired(value: LocatedJson, report: Report): Draft["required"] {
  if (value.kind === "array") return new Set(value.items.flatMap((item) => expectString(item, report) ?? []));
  report(value.span, "expected a list of names");
  return undefined;
}
