import { createTokens } from "../layout/punch.js";
import type { Span } from "../source/source-file.js";
import { type ExpandedBlockNode, type ExpandedNode, isScopeOnly } from "../syntax/nodes.js";

/** A content in pieces: text that the converter reads, words that stand for what is opaque to it, and blocks. */
export type Item = TextItem | LeafItem | BlockItem;

export interface TextItem {
  readonly type: "text";
  readonly value: string;
  readonly span: Span;
}

/** A value, or a text that is HTML already: a word while the content is converted. */
export interface LeafItem {
  readonly type: "leaf";
  readonly token: string;
  readonly node: ExpandedNode;
  readonly span: Span;
  readonly around: Arm | undefined;
}

export interface BlockItem {
  readonly type: "block";
  readonly node: ExpandedBlockNode;
  /** Blocks without tags around it, outermost first. */
  readonly scopes: readonly ExpandedBlockNode[];
  readonly body: readonly Item[];
  readonly otherwise: readonly Item[];
  readonly around: Arm | undefined;
}

/** One arm of a block, and the arm around that block. */
export interface Arm {
  readonly block: ExpandedBlockNode;
  readonly arm: "body" | "otherwise";
  readonly outer: Arm | undefined;
}

/** Whether paths mean in an arm what they mean around its block. */
export function keepsScope({ block: { kind }, arm }: Arm): boolean {
  return arm === "otherwise" || kind === "if" || kind === "unless";
}

export interface Items {
  readonly items: readonly Item[];
  readonly leaves: ReadonlyMap<string, LeafItem>;
  /** Matches the words of all leaves, globally. */
  readonly words: RegExp;
  /** A word of the same kind that stands for nothing. */
  readonly guard: string;
}

/** Cuts a content into items. Blocks that only change what paths mean are put around what they are about. */
export function toItems(nodes: readonly ExpandedNode[]): Items {
  const tokens = createTokens(nodes);
  const leaves = new Map<string, LeafItem>();
  const items = walk(nodes, [], undefined);
  return { items, leaves, words: tokens.pattern, guard: tokens.next() };

  function walk(
    siblings: readonly ExpandedNode[],
    scopes: readonly ExpandedBlockNode[],
    around: Arm | undefined,
  ): Item[] {
    return siblings.flatMap((node): Item[] => {
      if (node.type === "Indented" || node.type === "Embedded") return walk(node.body, scopes, around);
      if (node.type === "Block") return walkBlock(node, scopes, around);
      if (node.type === "Text" && node.derived !== true) {
        return [{ type: "text", value: node.value.replace(/\r\n?/g, "\n"), span: node.span }];
      }
      const leaf: LeafItem = {
        type: "leaf",
        token: tokens.next(),
        node: within(scopes, node),
        span: node.span,
        around,
      };
      leaves.set(leaf.token, leaf);
      return [leaf];
    });
  }

  function walkBlock(node: ExpandedBlockNode, scopes: readonly ExpandedBlockNode[], around: Arm | undefined): Item[] {
    if (isScopeOnly(node)) return walk(node.body, [...scopes, node], around);
    const body = walk(node.body, [], { block: node, arm: "body", outer: around });
    const otherwise = walk(node.otherwise, [], { block: node, arm: "otherwise", outer: around });
    return [{ type: "block", node, scopes, body, otherwise, around }];
  }
}

/** Puts scopes around a node. */
export function within(scopes: readonly ExpandedBlockNode[], node: ExpandedNode): ExpandedNode {
  return scopes.reduceRight<ExpandedNode>((body, scope) => ({ ...scope, body: [body], otherwise: [] }), node);
}

/**
 * Which arm each block takes: 0 is `{{else}}`, any other number is how many turns a loop has; 1 unless it is said.
 * `twice` are two turns that print the same, whatever they say of `@first` and `@last`. A list has for each turn what the
 * blocks inside come to in it.
 */
export interface Outcome extends ReadonlyMap<BlockItem, number | "twice" | readonly Outcome[]> {}

export const USUAL: Outcome = new Map();

/** One time that a body runs: where in a loop, and what the blocks inside come to. */
export interface Turn {
  readonly outcome: Outcome;
  readonly first?: boolean;
  readonly last?: boolean;
}

/** The turns of a block, none when it takes its `{{else}}`. Inside of a condition it is still the turn around it. */
export function turnsOf(block: BlockItem, around: Turn): readonly Turn[] {
  const { outcome } = around;
  const value = decidedBy(block, around) ?? outcome.get(block) ?? 1;
  if (value === "twice") return [{ outcome }, { outcome }];
  if (typeof value !== "number") {
    return value.map((inner, index) => turnAt(index, value.length, new Map([...outcome, ...inner])));
  }
  if (!isLoop(block)) return value === 0 ? [] : [around];
  if (value === 1) return [{ outcome }];
  return Array.from({ length: value }, (_, index) => turnAt(index, value, outcome));
}

function turnAt(index: number, count: number, outcome: Outcome): Turn {
  return { outcome, first: index === 0, last: index === count - 1 };
}

/** What a condition on `@first` or `@last` comes to in a turn. */
function decidedBy({ node: { kind, subject } }: BlockItem, turn: Turn): number | undefined {
  if ((kind !== "if" && kind !== "unless") || subject?.type !== "Path" || !subject.data || subject.depth > 0)
    return undefined;
  const [name, ...rest] = subject.names;
  if (rest.length > 0 || (name !== "first" && name !== "last")) return undefined;
  const holds = turn[name];
  return holds === undefined ? undefined : Number(holds === (kind === "if"));
}

/** What a content prints in an outcome, with a word for each value. */
export function printItems(items: readonly Item[], outcome: Outcome): string {
  return printIn(items, { outcome });
}

function printIn(items: readonly Item[], turn: Turn): string {
  return items.map((item) => printItem(item, turn)).join("");
}

function printItem(item: Item, turn: Turn): string {
  if (item.type === "text") return item.value;
  if (item.type === "leaf") return item.token;
  const turns = turnsOf(item, turn);
  return turns.length === 0 ? printIn(item.otherwise, turn) : turns.map((inner) => printIn(item.body, inner)).join("");
}

export function isLoop({ node }: BlockItem): boolean {
  return node.kind === "each" || node.kind === "section";
}

/** All blocks of a content, outer ones first. */
export function blocksIn(items: readonly Item[]): readonly BlockItem[] {
  return items.flatMap((item) =>
    item.type === "block" ? [item, ...blocksIn(item.body), ...blocksIn(item.otherwise)] : [],
  );
}
