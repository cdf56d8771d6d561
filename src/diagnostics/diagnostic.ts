import { includeChain, positionAt, type Span } from "../source/source-file.js";
import type { Code } from "./catalog.js";

export type Severity = "error" | "warning";

/** One finding about a source: a permanent code, the fact, where it is, and what to do about it. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** Absent when the finding is about no particular place, such as a missing file. */
  readonly span?: Span;
  /** What was thrown, of an `internal-error`. It is never printed, as it may quote the templates. */
  readonly cause?: unknown;
}

/** A diagnostic as `--json` prints it. Line and column count from 1, the end is exclusive. */
export interface DiagnosticJson {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Where the file is included, nearest first; absent in a template itself. */
  readonly includedFrom?: readonly IncludeJson[];
}

/** The tag of a partial, or the name of a layout. */
export interface IncludeJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export function diagnosticToJson(diagnostic: Diagnostic): DiagnosticJson {
  const { code, severity, message, help, span } = diagnostic;
  const fact = { code, severity, message, ...(help === undefined ? {} : { help }) };
  if (span === undefined) return fact;
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, span.end);
  return {
    ...fact,
    file: span.source.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(span.includedFrom && { includedFrom: includeChain(span).map(includeJson) }),
  };
}

/** The same finding at the same place once, as it is found in every variant of a layout. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const unique = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { code, span } = diagnostic;
    const key = JSON.stringify([code, span?.source.path, span?.start, span?.end]);
    if (!unique.has(key)) unique.set(key, diagnostic);
  }
  return [...unique.values()];
}

function includeJson({ source, start }: Span): IncludeJson {
  return { file: source.path, ...positionAt(source, start) };
}

/** Errors first of all by file, then by place, so that a list reads like the sources. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) =>
      compareText(a.span?.source.path ?? "", b.span?.source.path ?? "") || (a.span?.start ?? 0) - (b.span?.start ?? 0),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
