import type { Code } from "../diagnostics/catalog.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import type { Hole } from "./punch.js";

/** A hole on which a library computes: with a known value, or with one arm chosen, it would be fine. */
export interface Demand {
  readonly hole: Hole;
  /** What to report when its values cannot be listed. */
  readonly diagnostic: Diagnostic;
}

/** Collects diagnostics of one stage; the same finding at the same place is reported once. */
export interface Findings {
  readonly diagnostics: Diagnostic[];
  /** Holes in structural positions; they are not among the diagnostics. */
  readonly demands: Demand[];
  /** Refuses a hole: one in a structural position unless its outcomes can be listed, any other one at once. */
  refuse(hole: Hole, problem: Refusal, at?: Span): void;
  error(code: Code, span: Span | undefined, message: string, help?: string): void;
  warning(code: Code, span: Span | undefined, message: string, help?: string): void;
}

/** Why a hole cannot stand where it stands. */
export interface Refusal {
  readonly code: "structural-position" | "unsafe-position" | "ambiguous-position";
  readonly message: string;
  readonly help: string;
}

export function createFindings(): Findings {
  const diagnostics: Diagnostic[] = [];
  const demands: Demand[] = [];
  const seen = new Set<string>();
  const isNew = (code: Code, span: Span | undefined): boolean => {
    const key = JSON.stringify([code, span?.source.path, span?.start, span?.end]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  const add = (diagnostic: Diagnostic): void => {
    if (isNew(diagnostic.code, diagnostic.span)) diagnostics.push(diagnostic);
  };
  return {
    diagnostics,
    demands,
    refuse(hole, problem, at = hole.node.span) {
      const diagnostic: Diagnostic = { severity: "error", ...problem, span: at };
      if (problem.code === "structural-position") demands.push({ hole, diagnostic });
      else add(diagnostic);
    },
    error: (code, span, message, help) => add(diagnosticOf("error", code, span, { message, help })),
    warning: (code, span, message, help) => add(diagnosticOf("warning", code, span, { message, help })),
  };
}

function diagnosticOf(
  severity: Diagnostic["severity"],
  code: Code,
  span: Span | undefined,
  { message, help }: { readonly message: string; readonly help: string | undefined },
): Diagnostic {
  return { code, severity, message, ...(help === undefined ? {} : { help }), ...(span === undefined ? {} : { span }) };
}

/** What is left of demands that cannot be met. */
export function reportDemands(demands: readonly Demand[]): Diagnostic[] {
  const findings = new Map<string, Diagnostic>();
  for (const { diagnostic } of demands) {
    const { span } = diagnostic;
    const key = `${span?.source.path} ${span?.start} ${span?.end}`;
    if (!findings.has(key)) findings.set(key, diagnostic);
  }
  return [...findings.values()];
}

/** Refuses a hole in a comment, which readers never see. */
export function reportInComment(hole: Hole, findings: Findings): void {
  const help = "remove the comment, or write `{{!-- --}}` to comment out template code";
  findings.error("unsafe-position", hole.node.span, `${quoteHole(hole)} stands in a comment`, help);
}

/** A hole as the author wrote it, for messages: `` `{{name}}` ``. */
export function quoteHole(hole: Hole): string {
  return quoteSpan(hole.node.span);
}

/** A stretch of a source as the author wrote it. */
export function quoteSpan({ source, start, end }: Span): string {
  const text = source.text.slice(start, end).replace(/\s+/g, " ");
  return `\`${text.length > 60 ? `${text.slice(0, 57)}...` : text}\``;
}
