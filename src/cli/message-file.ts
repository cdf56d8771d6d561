import { isForm, type MessageFields, type MessageProblem, parseMessage, requestOf } from "../message/index.js";
import type { CompileRequest } from "../renderer/types.js";
import type { SourceFile } from "../source/source-file.js";
import { Fault, type Finding, findingOfFact } from "./findings.js";
import { parseJsonObject, placeAt } from "./json-source.js";

/** What a message record asks to be compiled, and what was found on the way. */
export interface MessageFile {
  readonly request: CompileRequest;
  readonly warnings: readonly Finding[];
}

/** A record as it was written, with where each of its fields is named. */
export interface RecordSource {
  readonly source: SourceFile;
  /** Offsets in JSON; a form has no places. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Reads a message record that is to be compiled, and need not be complete otherwise.
 *
 * @throws Fault `invalid-message` with all problems at once, each naming its field.
 */
export function readMessage(source: SourceFile): MessageFile {
  const record = openRecord(source);
  const parsed = parseMessage(source.text);
  const warnings = parsed.warnings.map((problem) => findingOfProblem(problem, record));
  const problems = parsed.ok ? [] : parsed.problems.map((problem) => findingOfProblem(problem, record));
  const missing = parsed.ok ? missingFields(parsed.fields, source) : [];
  if (!parsed.ok || missing.length > 0) throw new Fault([...problems, ...missing, ...warnings]);
  return { request: requestOf(parsed.fields), warnings };
}

/** @throws Fault `invalid-message` at the place where the text, when it is no form, stops being a JSON object. */
export function openRecord(source: SourceFile): RecordSource {
  if (isForm(source.text)) return { source, places: new Map() };
  return { source, places: parseJsonObject(source, "invalid-message").fields };
}

/** A problem with a field, at its place. Of the rest of a record only names are shown, never values. */
export function findingOfProblem(
  { code, severity, message, help, field }: MessageProblem,
  { source, places }: RecordSource,
): Finding {
  const offset = field === undefined ? undefined : places.get(field);
  const place = offset === undefined ? { file: source.path } : placeAt(source, offset);
  return findingOfFact({ code, severity, message, help, field, place });
}

function missingFields({ type, content, template, file_id }: MessageFields, source: SourceFile): Finding[] {
  const place = { file: source.path };
  const missing: Finding[] = [];
  if (type == null) {
    const message = '`type` is missing: "email" or "sms"';
    missing.push(findingOfFact({ code: "invalid-message", message, field: "type", place }));
  }
  if (content == null && template == null && file_id == null) {
    const message = "`content` is missing, and there is no `template` to do without it";
    missing.push(findingOfFact({ code: "invalid-message", message, field: "content", place }));
  }
  return missing;
}
