import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** What is wrong with a record. The `span` of a text that does not compile lies in a field, or in a template file. */
export interface MessageProblem extends Diagnostic {
  /** The field it is about, as it was named; absent when it is about the record as a whole, or a template file. */
  readonly field?: string;
}

/** A fact about a field. Facts name fields and types, never values: those are personal data. */
export function fieldProblem(field: string, message: string, help?: string): MessageProblem {
  return { code: "invalid-message", severity: "error", message, field, ...(help === undefined ? {} : { help }) };
}

export function recordProblem(message: string, help?: string): MessageProblem {
  return { code: "invalid-message", severity: "error", message, ...(help === undefined ? {} : { help }) };
}
