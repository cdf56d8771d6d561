import { suggest } from "../diagnostics/suggest.js";
import { fieldProblem, type MessageProblem, recordProblem } from "./problem.js";
import { DEPRECATED_FIELDS, type FieldName, type MessageFields } from "./record.js";
import { typeProblems } from "./rules.js";
import { checkFields, FIELD_NAMES, isField, type SchemaProblem } from "./schema.js";
import { readGiven, shown } from "./wire.js";

/** Fields of a record, or all that is wrong with them. `warnings` are about deprecated fields, which are ignored. */
export type ParsedMessage =
  | { readonly ok: true; readonly fields: MessageFields; readonly warnings: readonly MessageProblem[] }
  | { readonly ok: false; readonly problems: readonly MessageProblem[]; readonly warnings: readonly MessageProblem[] };

/** Unknown names are reported one by one up to this many. */
const UNKNOWN_LIMIT = 100;

/**
 * Reads a message record, or the fields of one that are to change.
 *
 * @param input JSON or form-encoded text, an object, or pairs such as `URLSearchParams`. Every value may be a string;
 *   flags `"0"` or `"1"`. An empty string or `null` is a field that is not set, or is to be cleared.
 * @returns Typed fields in the order of the schema, or all problems at once, each with the `field` it is about.
 *   Which fields there must be is for `createMessage`, `updateMessage` and `checkMessage` to say.
 */
export function parseMessage(input: unknown): ParsedMessage {
  const { fields, problems, warnings } = readFields(input);
  return problems.length > 0 ? { ok: false, problems, warnings } : { ok: true, fields, warnings };
}

/** The fields that are in order, and what is wrong with the others, so that more can be said of the former. */
export function readFields(input: unknown): {
  readonly fields: MessageFields;
  readonly problems: readonly MessageProblem[];
  readonly warnings: readonly MessageProblem[];
} {
  const { values, problems: badly } = readGiven(input);
  const names = [...values.keys()];
  const warnings = names.filter((name) => isDeprecated(name) && values.get(name) !== null).map(deprecatedField);
  const { fields, problems: wrong } = checkFields(knownValues(values));
  const problems = [
    ...badly,
    ...unknownFields(names.filter((name) => !isField(name) && !isDeprecated(name))),
    ...wrong.map(wrongValue),
    ...typeProblems(fields),
  ];
  return { fields, problems: inOrder(problems, names), warnings };
}

function knownValues(values: ReadonlyMap<string, unknown>): Partial<Record<FieldName, unknown>> {
  return Object.fromEntries([...values].filter(([name]) => isField(name)));
}

function isDeprecated(name: string): name is keyof typeof DEPRECATED_FIELDS {
  return Object.hasOwn(DEPRECATED_FIELDS, name);
}

function deprecatedField(name: string): MessageProblem {
  const help = isDeprecated(name) ? DEPRECATED_FIELDS[name] : "";
  const message = `\`${name}\` is no longer used, and ignored`;
  return { code: "deprecated-field", severity: "warning", message, help, field: name };
}

function unknownFields(names: readonly string[]): MessageProblem[] {
  const candidates = [...FIELD_NAMES, ...Object.keys(DEPRECATED_FIELDS)];
  const problems = names.slice(0, UNKNOWN_LIMIT).map((name) => {
    const nearest = suggest(name, candidates);
    const help = nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
    return fieldProblem(name, `\`${shown(name)}\` is not a field of a message`, help);
  });
  const more = names.length - problems.length;
  return more > 0 ? [...problems, recordProblem(`${more} more names are not fields of a message`)] : problems;
}

function wrongValue({ field, fact, value }: SchemaProblem): MessageProblem {
  // A string of the wrong form: its type would tell nothing, and its value is not told.
  const found = typeof value === "string" ? "" : `, found ${typeName(value)}`;
  return fieldProblem(field, `\`${field}\` ${fact}${found}`);
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a date";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** As the record names the fields; what is about no field stands last. */
function inOrder(problems: readonly MessageProblem[], names: readonly string[]): MessageProblem[] {
  const places = new Map(names.map((name, index) => [name, index]));
  const placeOf = ({ field }: MessageProblem) => (field === undefined ? undefined : places.get(field)) ?? names.length;
  return problems.toSorted((a, b) => placeOf(a) - placeOf(b));
}
