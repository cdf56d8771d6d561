import { tokenizeHtml, VOID_ELEMENTS } from "../layout/html.js";

/** A tag, a word, a run of white space or a single character of HTML. */
export interface Piece {
  readonly text: string;
  readonly opens?: string;
  readonly closes?: string;
}

/** @param pattern Matches the words that stand for values; each is a piece of its own. */
export function toPieces(html: string, pattern: RegExp): readonly Piece[] {
  const words = new RegExp(`${pattern.source}|\\s+|(?:(?!${pattern.source})[\\p{L}\\p{N}])+|&#?\\w+;|[^]`, "gu");
  return tokenizeHtml(html).flatMap((token): Piece[] => {
    const text = html.slice(token.start, token.end);
    if (token.type === "open") return [VOID_ELEMENTS.has(token.name) ? { text } : { text, opens: token.name }];
    if (token.type === "close") return [{ text, closes: token.name }];
    if (token.type !== "text") return [{ text }];
    return (text.match(words) ?? []).map((word) => ({ text: word }));
  });
}

/** Whether a stretch opens and closes the same elements. */
export function isBalanced(pieces: readonly Piece[], start: number, end: number): boolean {
  const open: string[] = [];
  for (let at = start; at < end; at++) {
    const { opens, closes } = pieces[at] ?? { text: "" };
    if (opens !== undefined) open.push(opens);
    if (closes !== undefined && open.pop() !== closes) return false;
  }
  return open.length === 0;
}

export function isSpace({ text }: Piece): boolean {
  return /^\s+$/.test(text);
}

const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  "address article aside blockquote center dd div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** The same pieces without white space that no client shows: runs are one space, and there is none beside a block. */
export function visiblePieces(pieces: readonly Piece[]): string {
  let pre = 0;
  let atEdge = true;
  let space = "";
  let text = "";
  for (const piece of pieces) {
    const isPre = piece.opens === "pre" || piece.closes === "pre";
    if (pre === 0 && isSpace(piece)) {
      space = " ";
      continue;
    }
    const isEdge = isBlockTag(piece);
    if (!isEdge && !atEdge) text += space;
    space = "";
    text += piece.text;
    atEdge = isEdge;
    if (isPre) pre += piece.opens === undefined ? -1 : 1;
  }
  return text;
}

function isBlockTag({ text, opens, closes }: Piece): boolean {
  return BLOCK_ELEMENTS.has(opens ?? closes ?? "") || /^<[bh]r[\s/>]/i.test(text);
}
