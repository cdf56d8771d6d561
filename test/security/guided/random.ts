/** Numbers that only depend on the seed. */
export interface Random {
  /** A whole number from 0 below a limit. */
  below(limit: number): number;
  /** @throws RangeError when there is nothing to pick. */
  pick<Item>(items: readonly Item[]): Item;
}

/** The generator "mulberry32": 32 bits of state, each of its values once in a round. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new RangeError("nothing to pick");
      return items[below(items.length)] as Item; // below its length
    },
  };
}
