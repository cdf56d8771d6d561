import fc from "fast-check";
import { expect, test } from "vitest";
import { writeHarmless } from "../../src/bytes/write-harmless.js";
import { NOT_IN_BYTES, startWriting, targetIn, type Writing } from "../../src/bytes/writing.js";
import { isHarmless } from "../../src/runtime/clean-text.js";

function writingTo(memory: Uint8Array): Writing {
  return startWriting(targetIn(memory), () => expect.unreachable(), false);
}

/** What was written of a text, or undefined if it is not harmless. */
function written(text: string): string | undefined {
  const writing = writingTo(new Uint8Array(text.length + 2));
  writing.memory.fill(1);
  writing.at = 1;
  if (!writeHarmless(text, writing)) return writing.at === 1 ? undefined : "moved on";
  const { memory, at } = writing;
  if (memory[0] !== 1 || memory.at(-1) !== 1) return "wrote beside its place";
  return new TextDecoder().decode(memory.subarray(1, at));
}

const wanted = (text: string): string | undefined => (isHarmless(text) ? text : undefined);

test("every character, alone, between letters, and twice", () => {
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    const texts = [character, `a${character}`, `${character}a`, `a${character}a`, `a${character}${character}a`];
    if (texts.some((text) => written(text) !== wanted(text))) expect.fail(`U+${code.toString(16)}`);
  }
});

test.each(["", " ", "  ", "a b", "a  b", " a", "a ", "a b c", "a b  c", "a\u00a0b", "Tom & Ana", "x".repeat(1000)])(
  "%j",
  (text) => {
    expect(written(text)).toBe(wanted(text));
  },
);

test("any text", () => {
  const text = fc.string({
    unit: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom("a", " ", "Z", "9", "-") },
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(text, (any) => {
      expect(written(any)).toBe(wanted(any));
    }),
    { seed: 6, numRuns: 2000 },
  );
});

test("a text that does not fit is not written", () => {
  let thrown: unknown;
  try {
    writeHarmless("abc", writingTo(new Uint8Array(2)));
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBe(NOT_IN_BYTES);
  expect(writeHarmless("abc", writingTo(new Uint8Array(3)))).toBe(true);
});
