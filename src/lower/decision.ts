import type { PieceWith } from "../layout/plain-text.js";
import type { Branch, Hole } from "../layout/punch.js";
import { describeMeaning, type ExpandedBlockNode, type ExpressionNode, isScopeOnly } from "../syntax/nodes.js";

/** What is found out when rendering, and chooses between variants of the document. */
export interface Decision {
  /** Where it was written: there its subject means what it means, and is asked for. */
  readonly hole: Hole;
  readonly subject: ExpressionNode;
  readonly form: DecisionForm;
}

export type DecisionForm =
  /** The subject holds, or not. */
  | { readonly type: "condition" }
  /** The subject is anything but nothing, false and an empty list. */
  | { readonly type: "presence" }
  /** The number of items, from 0 to `max`. Without an else part, a list that is missing is an error. */
  | { readonly type: "count"; readonly max: number; readonly required: boolean }
  /** The subject's text is one of these. */
  | { readonly type: "values"; readonly values: readonly string[] };

/** Something for each outcome of each decision: what is compiled once when nothing is to be decided. */
export type Variants<Leaf> =
  | { readonly type: "leaf"; readonly leaf: Leaf }
  | { readonly type: "choice"; readonly decision: Decision; readonly outcomes: readonly Variants<Leaf>[] };

/** Where variants differ: the pieces of each outcome. */
export interface ChoicePiece {
  readonly type: "choice";
  readonly decision: Decision;
  /** Whether the arms are in the scopes of the decision; else they are in those around the choice. */
  readonly isInside: boolean;
  readonly arms: readonly (readonly Piece[])[];
}

/** A piece of a part that has variants. */
export type Piece = PieceWith<ChoicePiece>;

export function mapVariants<From, To>(variants: Variants<From>, map: (leaf: From) => To): Variants<To> {
  if (variants.type === "leaf") return { type: "leaf", leaf: map(variants.leaf) };
  return { ...variants, outcomes: variants.outcomes.map((outcome) => mapVariants(outcome, map)) };
}

export function leavesOf<Leaf>(variants: Variants<Leaf>): readonly Leaf[] {
  return variants.type === "leaf" ? [variants.leaf] : variants.outcomes.flatMap(leavesOf);
}

/** The arms of blocks with tags around a place, outermost first, each by what it means. */
export function armsAround(branch: Branch | undefined): readonly string[] {
  const arms: string[] = [];
  for (let place = branch; place !== undefined; place = place.outer) {
    if (!isScopeOnly(place.block)) arms.unshift(describeArm(place.block, place.arm));
  }
  return arms;
}

export function describeArm(block: ExpandedBlockNode, arm: Branch["arm"]): string {
  return `${describeBlock(block)} ${arm}`;
}

/** What a block means, without its bodies: blocks of two variants that are equal in this are the same block. */
export function describeBlock({ kind, subject, params, hash, climb, settled }: ExpandedBlockNode): string {
  return describeMeaning([kind, subject, params, hash, climb, settled]);
}
