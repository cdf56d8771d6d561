import { suggest } from "../diagnostics/suggest.js";
import type { CompileRequest, ContentType } from "../renderer/types.js";
import type { SourceFile } from "../source/source-file.js";
import { Fault, type Finding, findingOfFact } from "./findings.js";
import { type JsonObject, parseJsonObject, placeAt, typeName } from "./json-source.js";

/** What a message record asks to be compiled, and what was found on the way. */
export interface MessageFile {
  readonly request: CompileRequest;
  readonly warnings: readonly Finding[];
}

/**
 * Reads a message record. Fields that do not bear on the content are checked for their type and otherwise ignored;
 * null, and an empty string as forms send it, is a field that is not set.
 *
 * @throws Fault `invalid-message` with all problems at once, each naming its field.
 */
export function parseMessage(source: SourceFile): MessageFile {
  const object = parseJsonObject(source, "invalid-message");
  const problems = [...fieldProblems(object, source), ...missingFields(object, source)];
  if (problems.length > 0) throw new Fault(problems);
  return { request: requestOf(object), warnings: ignoredFields(object, source) };
}

type FieldType = "text" | "content type" | "integer" | "flag" | "instant" | "channel" | "any";

/** The fields of a message record (DESIGN, section 12), and how its content is written. */
const FIELDS: Readonly<Record<string, FieldType>> = {
  id: "integer",
  hash: "text",
  conversation_id: "integer",
  user_id: "integer",
  name: "text",
  type: "channel",
  from_email: "text",
  from_name: "text",
  subject: "text",
  template: "text",
  content: "text",
  content_type: "content type",
  file_id: "integer",
  duplicate_key: "text",
  incoming: "flag",
  sent: "flag",
  batch_id: "text",
  connection_id: "integer",
  automated: "flag",
  send_date: "instant",
  modified_date: "instant",
  to_email: "any",
  media_type: "any",
  media_url: "any",
  thread_id: "any",
};

/** Written out, because reading a message does not load the compiler. */
const CONTENT_TYPES: readonly ContentType[] = ["html", "markdown", "text", "mjml"];

/** Every value may arrive as a string, for a record may come from a form. */
const TYPES: Readonly<Record<FieldType, { readonly name: string; accepts(value: unknown): boolean }>> = {
  text: { name: "a string", accepts: (value) => typeof value === "string" },
  "content type": {
    name: '"html", "markdown", "text" or "mjml"',
    accepts: (value) => CONTENT_TYPES.some((type) => type === value),
  },
  integer: {
    name: "an integer",
    accepts: (value) => (typeof value === "string" ? /^\d+$/.test(value) : Number.isSafeInteger(value)),
  },
  flag: {
    name: "a flag: true, false, 0 or 1",
    accepts: (value) => [true, false, 0, 1, "0", "1"].some((f) => f === value),
  },
  instant: { name: "a date and time", accepts: (value) => typeof value === "string" || Number.isSafeInteger(value) },
  channel: { name: '"email" or "sms"', accepts: (value) => value === "email" || value === "sms" },
  any: { name: "anything", accepts: () => true },
};

const EMAIL_ONLY = ["subject", "from_email", "from_name"];

function fieldProblems({ value, fields }: JsonObject, source: SourceFile): Finding[] {
  return Object.keys(value).flatMap((name) => {
    const place = placeAt(source, fields.get(name) ?? 0);
    const type = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (type === undefined) {
      const nearest = suggest(name, Object.keys(FIELDS));
      const help = nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
      return findingOfFact({
        code: "invalid-message",
        message: `\`${name}\` is not a field of a message`,
        help,
        place,
      });
    }
    if (name === "content_type" && value["type"] === "sms" && value[name] === "mjml") {
      return findingOfFact({ code: "invalid-message", message: "`content_type` of an SMS cannot be MJML", place });
    }
    if (!isSet(value[name]) || TYPES[type].accepts(value[name])) return [];
    return findingOfFact({ code: "invalid-message", message: wrongType(name, type, value[name]), place });
  });
}

function wrongType(name: string, type: FieldType, value: unknown): string {
  const expected = `\`${name}\` must be ${TYPES[type].name}`;
  // A string of the wrong form: its type would tell nothing, and its value is not told.
  return typeof value === "string" ? expected : `${expected}, found ${typeName(value)}`;
}

function missingFields({ value }: JsonObject, source: SourceFile): Finding[] {
  const place = { file: source.path };
  const missing: Finding[] = [];
  if (!isSet(value["type"])) {
    missing.push(findingOfFact({ code: "invalid-message", message: '`type` is missing: "email" or "sms"', place }));
  }
  if (!isSet(value["content"]) && !isSet(value["template"])) {
    const message = "`content` is missing, and there is no `template` to do without it";
    missing.push(findingOfFact({ code: "invalid-message", message, place }));
  }
  return missing;
}

function ignoredFields({ value, fields }: JsonObject, source: SourceFile): Finding[] {
  if (value["type"] !== "sms") return [];
  return EMAIL_ONLY.filter((name) => isSet(value[name])).map((name) =>
    findingOfFact({
      code: "invalid-message",
      severity: "warning",
      message: `\`${name}\` is for email only, and ignored`,
      place: placeAt(source, fields.get(name) ?? 0),
    }),
  );
}

function requestOf({ value }: JsonObject): CompileRequest {
  const body = textFields(value, ["template", "content"]);
  const type = CONTENT_TYPES.find((known) => known === value["content_type"]);
  if (value["type"] === "sms") {
    // That an SMS cannot be MJML was found out before.
    return { type: "sms", ...body, ...(type && type !== "mjml" && { content_type: type }) };
  }
  const header = textFields(value, ["subject", "from_name", "from_email"]);
  return { type: "email", ...body, ...(type && { content_type: type }), ...header };
}

function textFields<Name extends string>(
  value: JsonObject["value"],
  names: readonly Name[],
): { [Key in Name]?: string } {
  const texts: { [Key in Name]?: string } = {};
  for (const name of names) {
    const text = value[name];
    if (typeof text === "string" && text !== "") texts[name] = text;
  }
  return texts;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
