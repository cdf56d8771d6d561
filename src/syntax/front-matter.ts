import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../source/source-file.js";

/** What may stand between the `---` marks at the top of a template. */
export const FRONT_MATTER_KEYS = ["subject", "preheader", "from_name", "unsubscribe", "layout", "marketing"] as const;
export type FrontMatterKey = (typeof FRONT_MATTER_KEYS)[number];

export interface FrontMatter {
  /** Where each value stands in the source. */
  readonly values: ReadonlyMap<FrontMatterKey, Span>;
  /** Offset at which the template itself starts. */
  readonly bodyStart: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `key: value` lines between two `---` lines at the top of a source. A value is the rest of its line as it
 * stands, so that `subject: {{name}}, hello` needs no quotes; one pair of quotes around all of it is taken off. This is
 * not YAML on purpose: there, a value that starts with `{{` is a map.
 */
export function readFrontMatter(source: SourceFile): FrontMatter {
  const values = new Map<FrontMatterKey, Span>();
  const diagnostics: Diagnostic[] = [];
  if (!/^---[ \t]*(?:\r\n?|\n)/.test(source.text)) return { values, bodyStart: 0, diagnostics };

  for (let line = 1; line < source.lineStarts.length; line++) {
    const start = source.lineStarts[line] ?? source.text.length;
    const next = source.lineStarts[line + 1] ?? source.text.length;
    const text = source.text.slice(start, next).replace(/[\r\n]+$/, "");
    if (/^---[ \t]*$/.test(text)) return { values, bodyStart: next, diagnostics };
    readLine(source, start, text);
  }
  const unclosed: Diagnostic = {
    code: "bad-front-matter",
    severity: "error",
    message: "the front matter is never closed",
    help: "end it with a line `---`",
    span: { source, start: 0, end: 3 },
  };
  return { values, bodyStart: source.text.length, diagnostics: [unclosed] };

  function readLine(file: SourceFile, start: number, text: string): void {
    if (/^\s*(#.*)?$/.test(text)) return;
    const match = /^([A-Za-z_][\w-]*)[ \t]*:(.*)$/.exec(text);
    const key = match?.[1];
    const rest = match?.[2]?.trimStart();
    if (key === undefined || rest === undefined) {
      report({ source: file, start, end: start + text.length }, "this line is not `key: value`");
    } else if (!isKey(key)) {
      report({ source: file, start, end: start + key.length }, `unknown key \`${key}\``);
    } else if (values.has(key)) {
      report({ source: file, start, end: start + key.length }, `\`${key}\` is given twice`);
    } else {
      const valueStart = start + text.length - rest.length;
      values.set(key, unquoted({ source: file, start: valueStart, end: valueStart + rest.trimEnd().length }));
    }
  }

  function report(span: Span, message: string): void {
    const help = `known keys are ${FRONT_MATTER_KEYS.map((key) => `\`${key}\``).join(", ")}`;
    diagnostics.push({ code: "bad-front-matter", severity: "error", message, help, span });
  }
}

function isKey(key: string): key is FrontMatterKey {
  return (FRONT_MATTER_KEYS as readonly string[]).includes(key);
}

function unquoted(span: Span): Span {
  const text = span.source.text.slice(span.start, span.end);
  const quote = text[0];
  const quoted = text.length >= 2 && (quote === '"' || quote === "'") && text.indexOf(quote, 1) === text.length - 1;
  return quoted ? { source: span.source, start: span.start + 1, end: span.end - 1 } : span;
}
