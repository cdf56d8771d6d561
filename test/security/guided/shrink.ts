import type { Field, Input } from "./target.js";

/** Inputs that are tried to make one smaller. */
const MOST_TRIES = 500;

/** Takes away what an input does not need in order to fail: long stretches first, then single characters. */
export async function shrink(
  input: Input,
  fields: readonly Field[],
  fails: (input: Input) => Promise<boolean>,
): Promise<Input> {
  let small = input;
  let tries = 0;
  for (let before: Input | undefined; before !== small && tries < MOST_TRIES; ) {
    before = small;
    for (const [index, field] of fields.entries()) if (field.kind === "text") await shrinkField(index);
  }
  return small;

  async function shrinkField(index: number): Promise<void> {
    for (let size = small[index]?.length ?? 0; size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at < (small[index]?.length ?? 0) && tries < MOST_TRIES; ) {
        const shorter = small.map((text, each) => (each === index ? text.slice(0, at) + text.slice(at + size) : text));
        tries++;
        if (await fails(shorter)) small = shorter;
        else at += size;
      }
    }
  }
}
