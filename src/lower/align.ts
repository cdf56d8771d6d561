import { diffArrays } from "diff";

/** Lists side by side: items that all of them have in the same order, and what each has between those. */
export type Step<Item> = { readonly same: readonly Item[] } | { readonly different: readonly (readonly Item[])[] };

/**
 * Finds what lists have in common. The only importer of the diff library.
 *
 * @param describe Equal for items that are the same.
 */
export function align<Item>(
  lists: readonly (readonly Item[])[],
  describe: (item: Item) => string,
): readonly Step<Item>[] {
  const [first = [], ...others] = lists;
  const keys = first.map(describe);
  let rows: readonly (readonly number[])[] = first.map((_, index) => [index]);
  for (const other of others) {
    const otherKeys = other.map(describe);
    const pairs = pairsOf(
      rows.map(([index = 0]) => keys[index] ?? ""),
      otherKeys,
    );
    rows = pairs.flatMap(([row, index]) => {
      const known = rows[row];
      return known === undefined ? [] : [[...known, index]];
    });
  }
  return toSteps(lists, rows);
}

/** Past so many changes nothing is shared: finding out would take the square of them. */
const MAX_CHANGES = 2000;

/** Indexes of items that two lists have in common. */
function pairsOf(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const changes = diffArrays([...a], [...b], { maxEditLength: MAX_CHANGES });
  const pairs: [number, number][] = [];
  let [inA, inB] = [0, 0];
  for (const { count = 0, added, removed } of changes ?? []) {
    if (added) inB += count;
    else if (removed) inA += count;
    else for (let left = count; left > 0; left--) pairs.push([inA++, inB++]);
  }
  return pairs;
}

/** @param rows Indexes into each of the lists, of items that are the same. */
function toSteps<Item>(
  lists: readonly (readonly Item[])[],
  rows: readonly (readonly number[])[],
): readonly Step<Item>[] {
  const steps: Step<Item>[] = [];
  let from = lists.map(() => 0);
  for (const row of [...rows, lists.map(({ length }) => length)]) {
    const different = lists.map((list, at) => list.slice(from[at], row[at]));
    if (different.some(({ length }) => length > 0)) steps.push({ different });
    const same = lists.flatMap((list, at) => list.slice(row[at], (row[at] ?? 0) + 1));
    if (same.length > 0) steps.push({ same });
    from = row.map((index) => index + 1);
  }
  return steps;
}
