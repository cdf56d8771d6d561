import type { CompileRequest, Renderer } from "../renderer/types.js";
import type { MessageProblem } from "./problem.js";
import type { MessageFields } from "./record.js";

/** What a record needs of a renderer. */
export type CompilesMessages = Pick<Renderer, "compileSafe">;

/** What of a record is compiled: the texts with variables, and what they are embedded into. */
export function requestOf(fields: MessageFields): CompileRequest {
  const given = <Name extends keyof MessageFields>(...names: Name[]) =>
    // A field that is set is not null.
    Object.fromEntries(names.flatMap((name) => (fields[name] == null ? [] : [[name, fields[name]]]))) as {
      [Key in Name]?: NonNullable<MessageFields[Key]>;
    };
  if (fields.type === "email") {
    const header = given("subject", "from_name", "from_email");
    return { type: "email", ...given("template", "content", "content_type"), ...header };
  }
  const { content_type, ...content } = given("content", "content_type");
  // An MMS may be nothing but its file.
  const empty = fields.file_id != null ? { content: "" } : {};
  // That a text message is not MJML is a rule of its own.
  return { type: "sms", ...empty, ...content, ...(content_type && content_type !== "mjml" && { content_type }) };
}

/**
 * Whether a message can be rendered.
 *
 * @returns All findings of the compiler; those in a text of the record's own name the field.
 */
export async function compileFields(fields: MessageFields, renderer: CompilesMessages): Promise<Compiled> {
  // What came in is nobody's template, and what was sent will not be rendered again.
  if (fields.incoming === true || fields.sent === true) return { ok: true, findings: [] };
  const result = await renderer.compileSafe(requestOf(fields));
  const diagnostics = result.ok ? result.message.warnings : result.diagnostics;
  return { ok: result.ok, findings: diagnostics.map(inField) };
}

interface Compiled {
  readonly ok: boolean;
  readonly findings: readonly MessageProblem[];
}

/** The compiler calls the texts of a message by the names of their fields. */
const TEXTS: readonly string[] = ["content", "subject", "from_name"];

function inField(finding: MessageProblem): MessageProblem {
  const path = finding.span?.source.path;
  const field = path !== undefined && TEXTS.includes(path) ? path : FIELDS_OF_CODES[finding.code];
  return field === undefined ? finding : { ...finding, field };
}

/** Findings that are about one field, wherever they stand: a content is missing where the template embeds it. */
const FIELDS_OF_CODES: Partial<Record<MessageProblem["code"], string>> = {
  "unknown-template": "template",
  "missing-template": "template",
  "missing-subject": "subject",
  "missing-content": "content",
  "unplaced-content": "content",
  "invalid-address": "from_email",
};
