import type { BlockHole, Hole, ValueHole } from "../layout/punch.js";
import { describeMeaning } from "../syntax/nodes.js";
import { describeBlock, type Piece } from "./decision.js";
import { scopesAround } from "./scopes.js";

/** Pieces for comparing: text is cut into tags and words, and the tags of a block are one atom with what is between. */
export type Atom =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "piece"; readonly piece: PlainPiece; readonly meaning: string }
  | { readonly type: "group"; readonly piece: GroupPiece; readonly body: readonly Atom[] }
  | BlockAtom;

export interface BlockAtom {
  readonly type: "block";
  readonly open: BlockHole;
  readonly body: readonly Atom[];
  /** The tag of the else part, when there is one. */
  readonly middle: BlockHole | undefined;
  readonly otherwise: readonly Atom[];
  readonly close: BlockHole;
}

type GroupPiece = Extract<Piece, { readonly body: unknown }>;
type PlainPiece = Exclude<Piece, GroupPiece | { readonly type: "static" | "block" }>;

export function toAtoms(pieces: readonly Piece[]): readonly Atom[] {
  const levels: Level[] = [{ atoms: [], open: undefined, middle: undefined, body: undefined }];
  for (const piece of pieces) {
    const level = levels.at(-1);
    if (level === undefined) break;
    if (piece.type === "block") readTag(piece.hole, level, levels);
    else if (piece.type === "static") level.atoms.push(...cut(piece.text));
    else level.atoms.push(toAtom(piece));
  }
  return levels[0]?.atoms ?? [];
}

interface Level {
  atoms: Atom[];
  readonly open: BlockHole | undefined;
  middle: BlockHole | undefined;
  body: readonly Atom[] | undefined;
}

/** Tags are balanced: the check of conservation comes first. */
function readTag(hole: BlockHole, level: Level, levels: Level[]): void {
  if (hole.type === "open") {
    levels.push({ atoms: [], open: hole, middle: undefined, body: undefined });
  } else if (hole.type === "else") {
    level.middle = hole;
    level.body = level.atoms;
    level.atoms = [];
  } else if (level.open !== undefined) {
    levels.pop();
    const { open, middle, body = level.atoms } = level;
    const otherwise = middle === undefined ? [] : level.atoms;
    levels.at(-1)?.atoms.push({ type: "block", open, body, middle, otherwise, close: hole });
  }
}

export function toAtom(piece: PlainPiece | GroupPiece): Atom {
  switch (piece.type) {
    case "link":
    case "list":
    case "item":
    case "quote":
    case "pre":
      return { type: "group", piece, body: toAtoms(piece.body) };
    default:
      return { type: "piece", piece, meaning: describePiece(piece) };
  }
}

/** Tags, and lines of what is between them; indentation apart from its line. */
export function cut(text: string): readonly Atom[] {
  const parts = text.match(/<[^<\n]*\n?|[ \t]+(?=[^\s<])|[^<\n]+\n?|\n/g) ?? [];
  return parts.map((part) => ({ type: "text", text: part }));
}

export function toPieces(atoms: readonly Atom[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const atom of atoms) {
    const last = pieces.at(-1);
    if (atom.type === "text" && last?.type === "static") {
      pieces[pieces.length - 1] = { type: "static", text: last.text + atom.text };
    } else {
      pieces.push(...piecesOf(atom));
    }
  }
  return pieces;
}

function piecesOf(atom: Atom): readonly Piece[] {
  switch (atom.type) {
    case "text":
      return [{ type: "static", text: atom.text }];
    case "piece":
      return [atom.piece];
    case "group":
      return [{ ...atom.piece, body: toPieces(atom.body) }];
    case "block": {
      const { open, body, middle, otherwise, close } = atom;
      const rest = middle === undefined ? [] : [tag(middle), ...toPieces(otherwise)];
      return [tag(open), ...toPieces(body), ...rest, tag(close)];
    }
  }
}

function tag(hole: BlockHole): Piece {
  return { type: "block", hole };
}

/** Equal for atoms that render the same. */
export function describeAtom(atom: Atom): string {
  switch (atom.type) {
    case "text":
      return atom.text;
    case "piece":
      return atom.meaning;
    case "group":
      return `${describeHead(atom)} ${JSON.stringify(atom.body.map(describeAtom))}`;
    case "block":
      return `${describeHead(atom)} ${JSON.stringify([atom.body, atom.otherwise].map((arm) => arm.map(describeAtom)))}`;
  }
}

/** Equal for atoms that are the same but for what is inside of them. */
export function describeHead(atom: Atom): string {
  switch (atom.type) {
    case "group": {
      const { body: _, ...head } = atom.piece;
      const href = "href" in head ? head.href.map((segment) => describeSegment(segment)) : [];
      return JSON.stringify([head.type, "first" in head ? head.first : null, href]);
    }
    case "block":
      return JSON.stringify([
        "block",
        describeBlock(atom.open.node),
        describeScopes(atom.open),
        atom.middle !== undefined,
      ]);
    default:
      return describeAtom(atom);
  }
}

function describePiece(piece: PlainPiece): string {
  switch (piece.type) {
    case "value":
      return describeSegment(piece);
    case "margin":
      return `margin ${piece.lines}`;
    case "choice": {
      const { subject, form, hole } = piece.decision;
      const arms = piece.arms.map((arm) => toAtoms(arm).map(describeAtom));
      return describeMeaning(["choice", subject, form, describeScopes(hole), arms]);
    }
    default:
      return piece.type;
  }
}

function describeSegment(segment: Extract<GroupPiece, { readonly type: "link" }>["href"][number]): string {
  switch (segment.type) {
    case "static":
      return segment.text;
    case "value":
      return `${describeMeaning([segment.escape, printedBy(segment.hole)])} ${describeScopes(segment.hole)}`;
    case "block":
      return JSON.stringify([segment.hole.type, describeBlock(segment.hole.node), describeScopes(segment.hole)]);
  }
}

function printedBy({ node }: ValueHole): unknown {
  return node.type === "Value" ? node.expression : node.body;
}

function describeScopes(hole: Hole): string {
  return JSON.stringify(scopesAround(hole).map(describeBlock));
}
