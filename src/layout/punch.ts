import type { Span } from "../source/source-file.js";
import {
  type ExpandedBlockNode,
  type ExpandedNode,
  isScopeOnly,
  type LineNode,
  type ValueNode,
} from "../syntax/nodes.js";

/**
 * A hole is the opaque word that stands for one expression or block tag while MJML, the inliner and the text derivation
 * run. They must never see `{{`, and must never mistake a hole for anything but a word.
 */
export type Hole = ValueHole | BlockHole;

interface HoleBase {
  readonly token: string;
  /** The innermost branch the hole was written in; it must still be there when it arrives. */
  readonly branch: Branch | undefined;
}

export interface ValueHole extends HoleBase {
  readonly type: "value";
  readonly node: ValueNode | LineNode;
}

export interface BlockHole extends HoleBase {
  readonly type: "open" | "else" | "close";
  readonly node: ExpandedBlockNode;
}

/** One arm of a block, and the arm around that block. Blocks that only change what paths mean have no holes. */
export interface Branch {
  readonly block: ExpandedBlockNode;
  readonly arm: "body" | "otherwise";
  readonly outer: Branch | undefined;
}

/** A text with holes, and where each piece of it came from. Pieces are in order and cover the text. */
export interface Punched {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly holes: ReadonlyMap<string, Hole>;
  /** Matches every hole of this text, globally. */
  readonly pattern: RegExp;
}

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  readonly hole: Hole | undefined;
}

export function punch(nodes: readonly ExpandedNode[]): Punched {
  const prefix = choosePrefix(collectText(nodes));
  const holes = new Map<string, Hole>();
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;

  walk(nodes, undefined);
  return { text: texts.join(""), pieces, holes, pattern: new RegExp(`${prefix}[a-y]{${INDEX_LENGTH}}`, "g") };

  function walk(siblings: readonly ExpandedNode[], branch: Branch | undefined): void {
    for (const node of siblings) {
      if (node.type === "Text") add(node.value, node.span, undefined);
      else if (node.type === "Value" || node.type === "Line")
        addHole({ type: "value", token: nextToken(), branch, node });
      else if (node.type === "Block") walkBlock(node, branch);
      else walk(node.body, branch);
    }
  }

  function walkBlock(node: ExpandedBlockNode, branch: Branch | undefined): void {
    if (isScopeOnly(node)) return walk(node.body, { block: node, arm: "body", outer: branch });
    addHole({ type: "open", token: nextToken(), branch, node });
    walk(node.body, { block: node, arm: "body", outer: branch });
    if (node.otherwise.length > 0) {
      addHole({ type: "else", token: nextToken(), branch, node });
      walk(node.otherwise, { block: node, arm: "otherwise", outer: branch });
    }
    addHole({ type: "close", token: nextToken(), branch, node });
  }

  function addHole(hole: Hole): void {
    holes.set(hole.token, hole);
    add(hole.token, hole.node.span, hole);
  }

  function add(text: string, span: Span, hole: Hole | undefined): void {
    pieces.push({ start: length, end: length + text.length, span, hole });
    texts.push(text);
    length += text.length;
  }

  function nextToken(): string {
    return prefix + indexLetters(holes.size);
  }
}

/** 25^5 holes fit; the limits on sources stay far below. */
const INDEX_LENGTH = 5;
const PREFIX_LENGTH = 18;
const LETTERS = "abcdefghijklmnopqrstuvwxy";

function indexLetters(index: number): string {
  let letters = "";
  for (let rest = index; letters.length < INDEX_LENGTH; rest = Math.floor(rest / LETTERS.length)) {
    letters = LETTERS.charAt(rest % LETTERS.length) + letters;
  }
  return letters;
}

/**
 * A prefix that the text does not contain. It follows from the text alone, so that the same source compiles to the same
 * bytes. `z` stands only at its start: no text before a hole can form another match with it.
 */
function choosePrefix(text: string): string {
  for (let seed = hash(text); ; seed = Math.imul(seed, 0x01000193) + 1) {
    let prefix = "z";
    for (
      let state = seed >>> 0;
      prefix.length < PREFIX_LENGTH;
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    ) {
      prefix += LETTERS.charAt((state >>> 8) % LETTERS.length);
    }
    if (!text.includes(prefix)) return prefix;
  }
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state;
}

function collectText(nodes: readonly ExpandedNode[]): string {
  return nodes.map((node) => (node.type === "Text" ? node.value : childText(node))).join("");
}

function childText(node: ExpandedNode): string {
  if (node.type === "Block") return collectText(node.body) + collectText(node.otherwise);
  return node.type === "Indented" ? collectText(node.body) : "";
}

/** Where an offset of the punched text was written. Inside a hole it is the whole tag. */
export function originOf(punched: Punched, start: number, end: number): Span | undefined {
  const piece = pieceAt(punched.pieces, start);
  if (piece === undefined) return undefined;
  if (piece.hole !== undefined) return piece.span;
  const from = piece.span.start + (start - piece.start);
  return { ...piece.span, start: from, end: from + Math.max(1, Math.min(end, piece.end) - start) };
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return pieces[low];
}
