import { type BlockItem, type Item, isLoop, type Outcome } from "./items.js";

/** All outcomes of a content are tried when there are no more than this, else those of every two blocks. */
const ALL = 64;

/** A loop that is right for these numbers of turns is right for any, as only neighbours can change each other. */
const TURNS = [1, 0, 2, 3];
const ARMS = [1, 0];

/** Blocks of a content that is converted as a whole; more would take too long. */
export const MOST_BLOCKS = 60;

interface Placed {
  readonly block: BlockItem;
  /** The arms that must be taken for the block to be there at all. */
  readonly reached: Outcome;
}

/** The outcomes in which a staged content is compared with the converted one. */
export function outcomesOf(items: readonly Item[]): Iterable<Outcome> {
  const placed = placeBlocks(items, new Map());
  const count = placed.reduce((product, { block }) => product * valuesOf(block).length, 1);
  return count <= ALL ? everyOutcome(placed) : outcomesOfPairs(placed);
}

function placeBlocks(items: readonly Item[], reached: Outcome): readonly Placed[] {
  return items.flatMap((block) => {
    if (block.type !== "block") return [];
    const inBody = placeBlocks(block.body, new Map(reached).set(block, 1));
    return [{ block, reached }, ...inBody, ...placeBlocks(block.otherwise, new Map(reached).set(block, 0))];
  });
}

function valuesOf(block: BlockItem): readonly number[] {
  return isLoop(block) ? TURNS : ARMS;
}

function everyOutcome([first, ...rest]: readonly Placed[]): readonly Outcome[] {
  if (first === undefined) return [new Map()];
  const others = everyOutcome(rest);
  return valuesOf(first.block).flatMap((value) => others.map((outcome) => new Map(outcome).set(first.block, value)));
}

function* outcomesOfPairs(placed: readonly Placed[]): Generator<Outcome> {
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) yield* outcomesOfPair(one, other);
  }
}

function* outcomesOfPair(one: Placed, other: Placed): Generator<Outcome> {
  for (const value of valuesOf(one.block)) {
    for (const otherValue of valuesOf(other.block)) {
      yield new Map([...one.reached, ...other.reached]).set(one.block, value).set(other.block, otherValue);
    }
  }
}
