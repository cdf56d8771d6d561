import { includeChain, lineText, positionAt, type Span } from "../source/source-file.js";
import type { Diagnostic } from "./diagnostic.js";

/**
 * Writes a diagnostic for people: headline, place, the line with carets under the span, where
 * its source is included, and the help.
 *
 * @returns Several lines without a final line end. Tabs of the source line are kept under the line, so that carets
 *   stand under what they mean at any tab width.
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const headline = `${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`;
  const { span, help } = diagnostic;
  if (span === undefined) return [headline, ...(help === undefined ? [] : [` = help: ${help}`])].join("\n");

  const { line, column } = positionAt(span.source, span.start);
  const view = clip(lineText(span.source, line), column - 1, span.end - span.start);
  const margin = " ".repeat(String(line).length);
  const before = view.before.replace(/[^\t]/gu, (character) => " ".repeat(columnsOf(character)));
  return [
    headline,
    `${margin}--> ${placeOf(span)}`,
    `${margin} |`,
    `${line} | ${view.before}${view.marked}${view.after}`,
    `${margin} | ${before}${"^".repeat(Math.max(1, columnsOf(view.marked)))}`,
    ...includeChain(span).map((place) => `${margin} = included from ${placeOf(place)}`),
    ...(help === undefined ? [] : [`${margin} = help: ${help}`]),
  ].join("\n");
}

function placeOf({ source, start }: Span): string {
  const { line, column } = positionAt(source, start);
  return `${source.path}:${line}:${column}`;
}

const WIDTH = 120;

/** The part of a line around what is marked; where a long line is cut stands `...`. */
function clip(text: string, start: number, length: number): { before: string; marked: string; after: string } {
  const end = Math.min(text.length, start + length);
  if (text.length <= WIDTH)
    return { before: text.slice(0, start), marked: text.slice(start, end), after: text.slice(end) };
  const from = Math.max(0, Math.min(start - WIDTH / 4, text.length - WIDTH));
  const to = Math.min(text.length, from + WIDTH);
  const marked = text.slice(start, Math.min(end, to));
  return {
    before: (from > 0 ? "..." : "") + text.slice(from, start),
    marked,
    after: text.slice(start + marked.length, to) + (to < text.length ? "..." : ""),
  };
}

/** East Asian wide and full-width blocks, and characters that are emoji on their own. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

/** Columns that a text takes at a terminal: wide characters take two, combining marks none. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

function columnsOfCharacter(character: string): number {
  if (/\p{Mark}/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
