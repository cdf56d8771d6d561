import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";

/**
 * Walks over the tags of a template in one pass, before the real parser: that one needs more than linear time and
 * overflows the stack on deep nesting. Finds blocks nested deeper than `maxDepth`, tags and blocks that are never
 * closed; the parser finds everything else.
 */
export function preScan(span: Span, maxDepth: number): Diagnostic[] {
  const { source } = span;
  const text = source.text.slice(0, span.end);
  const open: { name: string; start: number; end: number }[] = [];

  for (let at = text.indexOf("{{", span.start); at !== -1; ) {
    if (isEscaped(text, at)) {
      at = text.indexOf("{{", at + 2);
      continue;
    }
    const end = tagEnd(text, at);
    if (end === -1)
      return [unclosed(at, Math.min(text.length, at + 2), "this tag is never closed", "end it with `}}`")];
    const tag = readTag(text.slice(at, end));
    if (tag.kind === "open") open.push({ name: tag.name, start: at, end });
    if (tag.kind === "close") open.pop();
    if (open.length > maxDepth) return [tooDeep(at, end)];
    at = text.indexOf("{{", end);
  }
  return open
    .slice(0, 1)
    .map(({ name, start, end }) =>
      unclosed(start, end, `the block \`${name}\` is never closed`, `add \`{{/${name}}}\``),
    );

  function unclosed(start: number, end: number, message: string, help: string): Diagnostic {
    return { code: "syntax-error", severity: "error", message, help, span: { source, start, end } };
  }

  function tooDeep(start: number, end: number): Diagnostic {
    const message = `blocks are nested deeper than ${maxDepth}`;
    const help = "move inner blocks into a partial, or raise the limit `depth`";
    return { code: "too-deep", severity: "error", message, help, span: { source, start, end } };
  }
}

/** A backslash before `{{` makes it text, unless the backslash itself is escaped. */
function isEscaped(text: string, at: number): boolean {
  return text[at - 1] === "\\" && text[at - 2] !== "\\";
}

/** Offset after the tag that starts at `at`, or -1. A comment with dashes ends only at `--}}`. */
function tagEnd(text: string, at: number): number {
  if (/^\{\{~?!--/.test(text.slice(at, at + 6))) {
    const end = text.slice(at).search(/--~?\}\}/);
    return end === -1 ? -1 : text.indexOf("}}", at + end) + 2;
  }
  const closing = text.startsWith("{{{{", at) ? "}}}}" : "}}";
  const end = text.indexOf(closing, at + 2);
  return end === -1 ? -1 : end + closing.length;
}

function readTag(tag: string): { kind: "open" | "close" | "other"; name: string } {
  const opening = /^\{\{~?(?:#[*>]?|\^)\s*([^\s~}]+)/.exec(tag);
  if (opening?.[1] !== undefined) return { kind: "open", name: opening[1] };
  if (/^\{\{~?\//.test(tag)) return { kind: "close", name: "" };
  return { kind: "other", name: "" };
}
