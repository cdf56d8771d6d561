import type { Code } from "../diagnostics/catalog.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import type { Hole } from "./punch.js";

/** Collects diagnostics of one stage; the same finding at the same place is reported once. */
export interface Findings {
  readonly diagnostics: Diagnostic[];
  error(code: Code, span: Span | undefined, message: string, help?: string): void;
  warning(code: Code, span: Span | undefined, message: string, help?: string): void;
}

export function createFindings(): Findings {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const add = (
    severity: Diagnostic["severity"],
    code: Code,
    span: Span | undefined,
    text: readonly [string, string | undefined],
  ): void => {
    const [message, help] = text;
    const key = JSON.stringify([code, span?.source.path, span?.start, span?.end]);
    if (seen.has(key)) return;
    seen.add(key);
    diagnostics.push({
      code,
      severity,
      message,
      ...(help === undefined ? {} : { help }),
      ...(span === undefined ? {} : { span }),
    });
  };
  return {
    diagnostics,
    error: (code, span, message, help) => add("error", code, span, [message, help]),
    warning: (code, span, message, help) => add("warning", code, span, [message, help]),
  };
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
