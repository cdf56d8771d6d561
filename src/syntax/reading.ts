import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { offsetAt, type SourceFile, type Span } from "../source/source-file.js";
import type { HbsLocation } from "./handlebars.js";

/** What the functions that read a parsed template share: where it stands, the names in scope, the findings. */
export interface Reading {
  readonly span: Span;
  /** The stretch's text with lines of its own, as the parser counts them. */
  readonly local: SourceFile;
  readonly diagnostics: Diagnostic[];
  /** Block parameters in scope, one list for each block that has some, innermost last. */
  readonly params: readonly (readonly string[])[];
}

export function spanOf(loc: HbsLocation, reading: Reading): Span {
  const { source, start } = reading.span;
  return {
    source,
    start: start + offsetAt(reading.local, loc.start.line, loc.start.column),
    end: start + offsetAt(reading.local, loc.end.line, loc.end.column),
  };
}

/** Reports a construct that is not compiled. */
export function refuse(reading: Reading, span: Span, what: string, help: string): undefined {
  const message = `this version does not compile ${what}`;
  reading.diagnostics.push({ code: "unsupported-syntax", severity: "error", message, help, span });
  return undefined;
}

/** Reports something that Handlebars itself would refuse. */
export function reject(reading: Reading, span: Span, message: string, help: string): undefined {
  reading.diagnostics.push({ code: "syntax-error", severity: "error", message, help, span });
  return undefined;
}
