import type { Piece } from "./decision.js";

/**
 * Leaves only the strongest of the separators that follow each other, and joins static words of one line: rendering
 * would come to the same, for every recipient anew. White space that is shown, in `<pre>`, is not for this.
 */
export function foldSeparators(pieces: readonly Piece[]): readonly Piece[] {
  const folded: Piece[] = [];
  let run: Run = NOTHING;
  for (const piece of pieces) {
    const next = extend(run, piece);
    if (next === undefined) push(folded, [...separatorsOf(run), foldInside(piece)]);
    run = next ?? NOTHING;
  }
  push(folded, separatorsOf(run));
  return folded;
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
  readonly margin: 0 | 1 | 2;
  readonly lines: number;
  readonly cell: boolean;
  readonly space: boolean;
}

const NOTHING: Run = { margin: 0, lines: 0, cell: false, space: false };

function extend(run: Run, piece: Piece): Run | undefined {
  switch (piece.type) {
    case "margin":
      return { ...run, margin: run.margin === 2 ? 2 : piece.lines };
    case "line":
      return { ...run, lines: run.lines + 1 };
    case "cell":
      return { ...run, cell: true };
    case "static":
      return /^[ \t\n\r\f]*$/.test(piece.text) ? { ...run, space: run.space || piece.text !== "" } : undefined;
    default:
      return undefined;
  }
}

function separatorsOf({ margin, lines, cell, space }: Run): Piece[] {
  const breaks = Array.from({ length: Math.min(lines, 2) }, (): Piece => ({ type: "line" }));
  if (margin > 0 || lines > 0)
    return [...(margin === 0 ? [] : [{ type: "margin", lines: margin } as const]), ...breaks];
  if (cell) return [{ type: "cell" }];
  return space ? [{ type: "static", text: " " }] : [];
}
