import { type BlockItem, type Item, isLoop, type Outcome, printItems } from "./items.js";

/**
 * All outcomes of a content are tried when there are no more than this. Else those of every two blocks, and for
 * neighbours those in which none of them prints anything: then what is around them may be empty.
 */
const ALL = 64;
/** Of more blocks than this, only those near each other are tried together. */
const MANY = 12;
const NEAR = 5;

/** Numbers of turns that are tried: only neighbours change each other, but marks of emphasis may do so in pairs. */
const TURNS = [1, 0, 2, 3];
const MORE_TURNS = [3, 4, 5];
const ARMS = [1, 0];

/** Blocks of a content that is converted as a whole; more would take too long. */
export const MOST_BLOCKS = 30;

interface Placed {
  readonly block: BlockItem;
  /** The arms that must be taken for the block to be there at all. */
  readonly reached: Outcome;
}

/** The outcomes in which a staged content is compared with the converted one. */
export function outcomesOf(items: readonly Item[]): readonly Outcome[] {
  const placed = placeBlocks(items, new Map());
  return [...outcomesOfBlocks(items, placed), ...moreTurns(placed), ...unlikeTurns(placed)];
}

function moreTurns(placed: readonly Placed[]): readonly Outcome[] {
  return placed.flatMap(({ block, reached }) =>
    isLoop(block) ? MORE_TURNS.map((turns) => new Map(reached).set(block, turns)) : [],
  );
}

function outcomesOfBlocks(items: readonly Item[], placed: readonly Placed[]): Iterable<Outcome> {
  const count = placed.reduce((product, { block }) => product * valuesOf(block).length, 1);
  return count <= ALL ? everyOutcome(placed) : someOutcomes(items, placed);
}

function* someOutcomes(items: readonly Item[], placed: readonly Placed[]): Generator<Outcome> {
  yield* emptyOutcomes(items, new Map());
  yield* outcomesOfPairs(placed);
}

/** Outcomes in which several blocks after each other print nothing. */
function* emptyOutcomes(items: readonly Item[], reached: Outcome): Generator<Outcome> {
  const blocks = items.filter((item) => item.type === "block");
  for (const start of blocks.keys()) {
    const outcome = new Map(reached);
    const reach = blocks.length > MANY && start > 0 ? start + NEAR : blocks.length;
    for (const block of blocks.slice(start, reach)) {
      outcome.set(block, printItems(block.body, outcome).trim() === "" ? 1 : 0);
      yield new Map(outcome);
    }
  }
  for (const block of blocks) {
    yield* emptyOutcomes(block.body, new Map(reached).set(block, 1));
    yield* emptyOutcomes(block.otherwise, new Map(reached).set(block, 0));
  }
}

/** What may stand beside each other in two turns of a loop is tried up to so many outcomes of its body. */
const MOST_TURNS = 8;

/** Outcomes in which two turns of a loop print different things. */
function* unlikeTurns(placed: readonly Placed[]): Generator<Outcome> {
  for (const { block, reached } of placed) {
    const turns = isLoop(block) ? turnsIn(block) : [];
    if (turns.length < 2) continue;
    for (const one of turns) {
      for (const other of turns) yield new Map(reached).set(block, [one, other]);
    }
  }
}

/** What the body of a loop may come to: all of it, or each block in it for itself. */
function turnsIn({ body }: BlockItem): readonly Outcome[] {
  const placed = placeBlocks(body, new Map());
  const count = placed.reduce((product, { block }) => product * valuesOf(block).length, 1);
  if (count <= MOST_TURNS) return everyOutcome(placed);
  const single = placed.flatMap(({ block, reached }) =>
    valuesOf(block).map((value) => new Map(reached).set(block, value)),
  );
  return [new Map(), ...single];
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

function fewValuesOf(block: BlockItem): readonly number[] {
  return isLoop(block) ? [0, 2, 1] : ARMS;
}

function everyOutcome([first, ...rest]: readonly Placed[]): readonly Outcome[] {
  if (first === undefined) return [new Map()];
  const others = everyOutcome(rest);
  return valuesOf(first.block).flatMap((value) => others.map((outcome) => new Map(outcome).set(first.block, value)));
}

function* outcomesOfPairs(placed: readonly Placed[]): Generator<Outcome> {
  for (const [index, one] of placed.entries()) {
    const reach = placed.length > MANY ? index + NEAR : placed.length;
    for (const other of placed.slice(index + 1, reach)) yield* outcomesOfPair(one, other);
  }
}

function* outcomesOfPair(one: Placed, other: Placed): Generator<Outcome> {
  for (const value of fewValuesOf(one.block)) {
    for (const otherValue of fewValuesOf(other.block)) {
      yield new Map([...one.reached, ...other.reached]).set(one.block, value).set(other.block, otherValue);
    }
  }
}
