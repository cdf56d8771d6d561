/** One template file, or a text given in its place, with what is needed to name a position in it. */
export interface SourceFile {
  /** Path as the author knows it, relative to the template root, with `/` between folders. */
  readonly path: string;
  readonly text: string;
  /** Offset at which each line starts. Lines end at LF, CRLF or CR. */
  readonly lineStarts: readonly number[];
  readonly trust: Trust;
}

/** Whether the author of a source may use all of HTML, or only what can harm nobody. */
export type Trust = "trusted" | "untrusted";

/** A stretch of a source: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
  /** Where its source is included: the tag of a partial, or the name of a layout. Absent in a template itself. */
  readonly includedFrom?: Span;
}

/** The places through which a span came into the template, nearest first. */
export function includeChain({ includedFrom }: Span): readonly Span[] {
  return includedFrom === undefined ? [] : [includedFrom, ...includeChain(includedFrom)];
}

/** A place for people: both from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function createSourceFile(path: string, text: string, trust: Trust = "trusted"): SourceFile {
  const lineStarts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) lineStarts.push(match.index + match[0].length);
  return { path, text, lineStarts, trust };
}

/** The line and column of an offset; an offset beyond the end is the end. */
export function positionAt(source: SourceFile, offset: number): Position {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const lineStart = source.lineStarts[low] ?? 0;
  return { line: low + 1, column: Math.min(offset, source.text.length) - lineStart + 1 };
}

/** The offset of a line (from 1) and column (from 0, as parsers of the Handlebars family count). */
export function offsetAt(source: SourceFile, line: number, column: number): number {
  const start = source.lineStarts[line - 1] ?? source.text.length;
  return Math.min(start + column, source.text.length);
}

/** The text of a line (from 1) without its line end. */
export function lineText(source: SourceFile, line: number): string {
  const start = source.lineStarts[line - 1] ?? source.text.length;
  const end = source.lineStarts[line] ?? source.text.length;
  return source.text.slice(start, end).replace(/[\r\n]+$/, "");
}
