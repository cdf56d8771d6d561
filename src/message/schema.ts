import * as v from "valibot";
import { readInstant } from "./instant.js";
import type { FieldName, MessageFields } from "./record.js";

const TEXT = "must be a string";
const UNICODE = "must be well-formed Unicode, without half surrogate pairs";
const ID = "must be a whole number from 1";
const FLAG = "must be a flag: true, false, 0 or 1";
const INSTANT = "must be a date and time with its zone, such as 2026-11-28T09:30:00Z, or milliseconds since 1970";

// Every value may arrive as a string, for a record may come from a form.
const text = v.pipe(
  v.string(TEXT),
  v.check((value) => !/\p{Surrogate}/u.test(value), UNICODE),
);
const id = v.pipe(
  v.union([v.pipe(v.string(), v.regex(/^[1-9]\d*$/, ID), v.transform(Number)), v.number()], ID),
  v.safeInteger(ID),
  v.minValue(1, ID),
);
const flag = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(["0", "1", 0, 1]),
      v.transform((value) => Number(value) === 1),
    ),
  ],
  FLAG,
);
const instant = v.pipe(
  v.union([v.string(), v.number(), v.date()], INSTANT),
  v.transform(readInstant),
  v.string(INSTANT),
);

const field = <Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(v.nullable(schema));

/** The fields in the order in which a record holds them. */
const SCHEMA = v.object({
  id: field(id),
  hash: field(text),
  conversation_id: field(id),
  user_id: field(id),
  name: field(text),
  type: field(v.picklist(["sms", "email"], 'must be "email" or "sms"')),
  from_email: field(text),
  from_name: field(text),
  subject: field(text),
  template: field(text),
  content: field(text),
  content_type: field(v.picklist(["html", "markdown", "text", "mjml"], 'must be "html", "markdown", "text" or "mjml"')),
  file_id: field(id),
  duplicate_key: field(text),
  incoming: field(flag),
  sent: field(flag),
  batch_id: field(text),
  connection_id: field(id),
  automated: field(flag),
  send_date: field(instant),
  modified_date: field(instant),
} satisfies Record<FieldName, v.GenericSchema>);

export const FIELD_NAMES: readonly FieldName[] = v.keyof(SCHEMA).options;

export function isField(name: string): name is FieldName {
  return FIELD_NAMES.some((known) => known === name);
}

/** What is wrong with the value of one field: the rest of a sentence that begins with its name. */
export interface SchemaProblem {
  readonly field: FieldName;
  readonly fact: string;
  readonly value: unknown;
}

/** Reads the values of known fields: typed ones in the order of the schema, and what is wrong with each of the others. */
export function checkFields(values: Readonly<Partial<Record<FieldName, unknown>>>): {
  readonly fields: MessageFields;
  readonly problems: readonly SchemaProblem[];
} {
  const result = v.safeParse(SCHEMA, values, { abortPipeEarly: true });
  if (result.success) return { fields: result.output, problems: [] };
  const problems = result.issues.map(({ path, message }) => {
    // The schema has one level, so that every issue is about a field of it.
    const field = path?.[0].key as FieldName;
    return { field, fact: message, value: values[field] };
  });
  const wrong = new Set<string>(problems.map(({ field }) => field));
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.has(name)));
  return { fields: v.parse(SCHEMA, rest), problems };
}
