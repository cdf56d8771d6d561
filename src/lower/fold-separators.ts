import type { TextPiece } from "../layout/plain-text.js";
import type { Piece } from "./decision.js";

/**
 * Leaves only the strongest of the separators that follow each other, and joins static words of one line: rendering
 * would come to the same, for every recipient anew. White space that is shown, in `<pre>`, is not for this.
 */
export function foldSeparators(pieces: readonly TextPiece[]): readonly TextPiece[];
export function foldSeparators(pieces: readonly Piece[]): readonly Piece[];
export function foldSeparators(pieces: readonly Piece[]): readonly Piece[] {
  const folded: Piece[] = [];
  let run = startRun();
  for (const piece of pieces.flatMap(cutWhiteSpace)) {
    if (extend(run, piece)) continue;
    push(folded, [...separatorsOf(run), foldInside(piece)]);
    run = startRun();
  }
  push(folded, separatorsOf(run));
  return folded;
}

const SPACE: Piece = { type: "static", text: " " };

/** White space at the edges of words is a separator; between them it is one space. */
function cutWhiteSpace(piece: Piece): readonly Piece[] {
  if (piece.type !== "static") return [piece];
  const text = piece.text.replace(/[ \t\n\r\f]+/g, " ");
  const start = text.startsWith(" ") ? 1 : 0;
  const end = text.endsWith(" ") ? text.length - 1 : text.length;
  if (start >= end) return text === "" ? [] : [SPACE];
  const words: Piece = { type: "static", text: text.slice(start, end) };
  return [...(start > 0 ? [SPACE] : []), words, ...(end < text.length ? [SPACE] : [])];
}

/** Static text goes on after static text. */
function push(folded: Piece[], pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    const last = folded.at(-1);
    if (last?.type !== "static" || piece.type !== "static") folded.push(piece);
    else folded[folded.length - 1] = { type: "static", text: last.text + piece.text };
  }
}

function foldInside(piece: Piece): Piece {
  switch (piece.type) {
    case "link":
    case "list":
    case "item":
    case "quote":
      return { ...piece, body: foldSeparators(piece.body) };
    case "choice":
      return { ...piece, arms: piece.arms.map(foldSeparators) };
    default:
      return piece;
  }
}

/** Separators in a row: the largest margin, the number of `<br>`, and whether there was a cell or white space. */
interface Run {
  margin: 0 | 1 | 2;
  lines: number;
  cell: boolean;
  space: boolean;
}

function startRun(): Run {
  return { margin: 0, lines: 0, cell: false, space: false };
}

/** Whether a piece is one more separator of the run. */
function extend(run: Run, piece: Piece): boolean {
  switch (piece.type) {
    case "margin":
      if (run.margin < piece.lines) run.margin = piece.lines;
      return true;
    case "line":
      run.lines++;
      return true;
    case "cell":
      run.cell = true;
      return true;
    case "static":
      if (piece !== SPACE) return false;
      run.space = true;
      return true;
    default:
      return false;
  }
}

/** More of them look the same. */
const BREAKS: readonly Piece[] = [{ type: "line" }, { type: "line" }];

function separatorsOf({ margin, lines, cell, space }: Run): Piece[] {
  const breaks = BREAKS.slice(0, lines);
  if (margin !== 0) return [{ type: "margin", lines: margin }, ...breaks];
  if (lines > 0) return breaks;
  if (cell) return [{ type: "cell" }];
  return space ? [SPACE] : [];
}
