import type { Span } from "../source/source-file.js";
import {
  type EmbeddedNode,
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
  /** An embedded content is a value while what is around it is laid out. */
  readonly node: ValueNode | LineNode | EmbeddedNode;
}

/** Whether a hole is `{{{html}}}`. */
export function isRaw({ node }: Hole): boolean {
  return node.type === "Value" && node.raw;
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
  /** With what every hole starts: text without it has none. */
  readonly prefix: string;
}

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  readonly hole: Hole | undefined;
  /** Whether the text was made from its source, so that only the span as a whole tells where it is from. */
  readonly derived: boolean;
}

export interface PunchOptions {
  /** Whether embedded contents are holes; else they are a part of the text. */
  readonly embeds?: "holes" | "text";
  /** The branch in which all of it stands. */
  readonly within?: Branch | undefined;
}

export function punch(nodes: readonly ExpandedNode[], { embeds, within }: PunchOptions = {}): Punched {
  const tokens = createTokens(nodes, embeds);
  const holes = new Map<string, Hole>();
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;

  walk(nodes, within);
  return { text: texts.join(""), pieces, holes, pattern: tokens.pattern, prefix: tokens.prefix };

  function walk(siblings: readonly ExpandedNode[], branch: Branch | undefined): void {
    for (const node of siblings) {
      if (node.type === "Text") add(node.value, node.span, { hole: undefined, derived: node.derived === true });
      else if (node.type === "Value" || node.type === "Line" || (node.type === "Embedded" && embeds === "holes"))
        addHole({ type: "value", token: tokens.next(), branch, node });
      else if (node.type === "Block") walkBlock(node, branch);
      else walk(node.body, branch);
    }
  }

  function walkBlock(node: ExpandedBlockNode, branch: Branch | undefined): void {
    if (isScopeOnly(node)) return walk(node.body, { block: node, arm: "body", outer: branch });
    addHole({ type: "open", token: tokens.next(), branch, node });
    walk(node.body, { block: node, arm: "body", outer: branch });
    if (node.otherwise.length > 0) {
      addHole({ type: "else", token: tokens.next(), branch, node });
      walk(node.otherwise, { block: node, arm: "otherwise", outer: branch });
    }
    addHole({ type: "close", token: tokens.next(), branch, node });
  }

  function addHole(hole: Hole): void {
    holes.set(hole.token, hole);
    add(hole.token, hole.node.span, { hole, derived: false });
  }

  function add(text: string, span: Span, kind: Pick<Piece, "hole" | "derived">): void {
    pieces.push({ start: length, end: length + text.length, span, ...kind });
    texts.push(text);
    length += text.length;
  }
}

/** Words that are nowhere in the text of a tree, and a pattern that matches all of them, globally. */
export interface Tokens {
  next(): string;
  readonly pattern: RegExp;
  readonly prefix: string;
}

export function createTokens(nodes: readonly ExpandedNode[], embeds: PunchOptions["embeds"] = "text"): Tokens {
  const prefix = choosePrefix(collectText(nodes, embeds));
  let count = 0;
  return {
    next: () => prefix + indexLetters(count++),
    pattern: new RegExp(`${prefix}[a-y]{${INDEX_LENGTH}}`, "g"),
    prefix,
  };
}

/** What a hole has after its prefix. 25^5 holes fit; the limits on sources stay far below. */
export const INDEX_LENGTH = 5;
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

function collectText(nodes: readonly ExpandedNode[], embeds: PunchOptions["embeds"]): string {
  const textOf = (node: ExpandedNode): string => {
    switch (node.type) {
      case "Text":
        return node.value;
      case "Block":
        return collectText(node.body, embeds) + collectText(node.otherwise, embeds);
      case "Indented":
        return collectText(node.body, embeds);
      case "Embedded":
        return embeds === "holes" ? "" : collectText(node.body, embeds);
      default:
        return "";
    }
  };
  return nodes.map(textOf).join("");
}

/** Where an offset of the punched text was written. Inside a hole it is the whole tag. */
export function originOf(punched: Punched, start: number, end: number): Span | undefined {
  const piece = pieceAt(punched.pieces, start);
  if (piece === undefined) return undefined;
  if (piece.hole !== undefined || piece.derived) return piece.span;
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
