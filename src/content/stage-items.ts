import type { ExpandedBlockNode } from "../syntax/nodes.js";
import { type BlockItem, blocksIn, type Item, type Outcome, printItems, USUAL } from "./items.js";
import { outcomesOf } from "./outcomes.js";
import { type Piece, visiblePieces } from "./pieces.js";
import { evaluate, findRegions, type Stretch } from "./regions.js";
import type { Choice } from "./window.js";

/** Why items cannot be staged: the block that stands in the way, if there is any. */
export interface Failure {
  readonly culprit: ExpandedBlockNode | undefined;
}

/** Converts a text; undefined when what follows would become a part of it. */
type ConvertText = (text: string) => readonly Piece[] | undefined;

/** How often one piece of content is staged once more for each arm of a condition. */
const MOST_SPLITS = 16;

/**
 * Finds the regions of all blocks, and tries whether they are right in every outcome. Where conditions together decide
 * what is around them, such as items of a list that is there only with one of them, each arm of the first condition is
 * staged for itself.
 */
export function stageItems(items: readonly Item[], convert: ConvertText): Stretch | Failure {
  let left = MOST_SPLITS;
  return stageOrSplit(items);

  function stageOrSplit(part: readonly Item[]): Stretch | Failure {
    const staged = stageWhole(part, convert);
    const condition = part.find(isCondition);
    if (!("culprit" in staged) || condition === undefined || left-- <= 0) return staged;
    const body = stageOrSplit(withArm(part, condition, condition.body));
    if ("culprit" in body) return staged;
    const otherwise = stageOrSplit(withArm(part, condition, condition.otherwise));
    return "culprit" in otherwise ? staged : choiceOf(condition, body, otherwise);
  }
}

/** A condition that what stands beside it can be put into: paths mean the same inside. */
function isCondition(item: Item): item is BlockItem {
  if (item.type !== "block" || item.scopes.length > 0) return false;
  return item.node.kind === "if" || item.node.kind === "unless";
}

function withArm(items: readonly Item[], condition: BlockItem, arm: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => (item === condition ? arm : [item]));
}

function choiceOf(block: BlockItem, body: Stretch, otherwise: Stretch): Stretch {
  const end = body.pieces.length;
  const region = { block, start: 0, end, body, otherwise, frame: undefined, separator: undefined };
  return { pieces: body.pieces, start: 0, end, regions: [region] };
}

function stageWhole(items: readonly Item[], convertText: ConvertText): Stretch | Failure {
  const convert = (outcome: Outcome) => convertText(printItems(items, outcome));
  const pieces = convert(USUAL);
  if (pieces === undefined) return { culprit: blocksIn(items)[0]?.node };
  const staged = stageWith("first", pieces);
  if (!("culprit" in staged)) return staged;
  const other = stageWith("last", pieces);
  return "culprit" in other ? staged : other;

  function stageWith(choice: Choice, usual: readonly Piece[]): Stretch | Failure {
    const found = findRegions(items, { pieces: usual, choice }, convert);
    if ("culprit" in found) return { culprit: found.culprit.node };
    for (const outcome of outcomesOf(items)) {
      const wanted = convert(outcome);
      if (wanted !== undefined && visiblePieces(evaluate(found, outcome)) === visiblePieces(wanted)) continue;
      return { culprit: lastUnusual(outcome) };
    }
    return found;
  }
}

/** The last block that does not take its usual arm. */
function lastUnusual(outcome: Outcome): ExpandedBlockNode | undefined {
  const unusual = [...outcome].filter(([, times]) => times !== 1).map(([block]) => block);
  return (unusual.at(-1) ?? [...outcome.keys()].at(-1))?.node;
}
