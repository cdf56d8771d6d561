import { CONSTRUCT_NAMES } from "./constructs.js";
import { VERDICTS } from "./law.js";
import { emptyTally, type Runs, type Tally } from "./prove.js";

const CHUNK = 50;

/** Cuts many runs into pieces with seeds of their own, so that it does not matter which process makes which. */
export function chunksOf(seed: number, count: number): readonly Runs[] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, index) => ({
    seed: (Math.imul(seed, 0x9e3779b1) + index) | 0,
    count: Math.min(CHUNK, count - index * CHUNK),
  }));
}

/** What all of some runs came to. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const { verdicts, coverage, failures } of tallies) {
    for (const verdict of VERDICTS) sum.verdicts[verdict] += verdicts[verdict];
    for (const construct of CONSTRUCT_NAMES) {
      const { compiled, refused } = coverage[construct] ?? NEVER;
      const row = sum.coverage[construct] ?? NEVER;
      sum.coverage[construct] = { compiled: row.compiled + compiled, refused: row.refused + refused };
    }
    sum.failures.push(...failures);
  }
  return sum;
}

const NEVER = { compiled: 0, refused: 0 };
