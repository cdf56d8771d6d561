import type { Code } from "../diagnostics/catalog.js";
import { formatDiagnostic } from "../diagnostics/code-frame.js";
import { type Diagnostic, type DiagnosticJson, diagnosticToJson, type Severity } from "../diagnostics/diagnostic.js";

/** A diagnostic ready to be shown: for people with its frame, for programs as JSON. */
export interface Finding {
  readonly text: string;
  readonly json: FindingJson;
}

export interface FindingJson extends DiagnosticJson {
  /** The variable that a problem of rendering is about. */
  readonly path?: string;
  /** The field of a message record that it is about. */
  readonly field?: string;
}

/** A finding about the user's files or data, whose place, if any, is shown without the line itself. */
export interface Fact {
  readonly code: Code;
  readonly severity?: Severity;
  readonly message: string;
  readonly help?: string | undefined;
  readonly path?: string | undefined;
  readonly field?: string | undefined;
  readonly place?: Place | undefined;
}

/** Line and column from 1; absent for a file as a whole. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** The template or the data is at fault: exit code 1, with all findings at once. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly findings: readonly Finding[];
  /** A closing word for people, such as where to look for all of the findings' cause. */
  readonly note: string | undefined;

  constructor(findings: readonly Finding[], note?: string) {
    super(findings.map((finding) => finding.json.message).join("\n"));
    this.findings = findings;
    this.note = note;
  }
}

/** A fault of one finding. */
export function fault(fact: Fact): Fault {
  return new Fault([findingOfFact(fact)]);
}

export function findingOfDiagnostic(diagnostic: Diagnostic, path?: string): Finding {
  const json = diagnosticToJson(diagnostic);
  return { text: formatDiagnostic(diagnostic), json: path === undefined ? json : { ...json, path } };
}

/** Shows no source line: a line of data or of a message record holds values, and those are personal data. */
export function findingOfFact(fact: Fact): Finding {
  const { code, severity = "error", message, help, path, field, place } = fact;
  const lines = [`${severity}[${code}]: ${message}`];
  if (place !== undefined) {
    lines.push(` --> ${[place.file, place.line, place.column].filter((part) => part !== undefined).join(":")}`);
  }
  if (help !== undefined) lines.push(` = help: ${help}`);
  return {
    text: lines.join("\n"),
    json: {
      code,
      severity,
      message,
      ...(help === undefined ? {} : { help }),
      ...(path === undefined ? {} : { path }),
      ...(field === undefined ? {} : { field }),
      ...place,
    },
  };
}

/** Findings as text, a blank line after each. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings.map((finding) => `${printable(finding.text)}\n\n`).join("");
}

/** Makes control characters visible, which a template or a value could use to command the terminal. */
export function printable(text: string): string {
  return text.replace(/\r(?!\n)|[^\P{Cc}\r\n\t]/gu, "\uFFFD");
}
