import fc from "fast-check";
import { expect, test } from "vitest";
import { writeHtml } from "../../src/bytes/write-html.js";
import { startWriting, targetIn, writeText } from "../../src/bytes/writing.js";
import { ESCAPERS } from "../../src/runtime/escape.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** What is written of a text into so much memory; undefined if it is left to the escaper. */
function written(text: string, size = text.length * 6 + 2): string | undefined {
  const writing = startWriting(targetIn(new Uint8Array(size).fill(1)), () => expect.unreachable(), false);
  writing.at = 1;
  if (!writeHtml(text, writing)) return writing.at === 1 ? undefined : "moved on";
  return writing.memory[0] === 1 ? decoder.decode(writing.memory.subarray(1, writing.at)) : "wrote beside its place";
}

test("every character is as the escaper says, or left to it", () => {
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    const isLeft = code < 0x20 || (code >= 0x7f && code < 0xa0) || code >= 0xd800;
    for (const text of [character, `a${character}b`, `&${character}${character}`]) {
      if (written(text) !== (isLeft ? undefined : ESCAPERS.html(text))) expect.fail(`U+${code.toString(16)}`);
    }
  }
});

test("any text is as the escaper says, or left to it", () => {
  const unit = fc.oneof(
    fc.constantFrom(..."a <>&'\"`={}é€\u2028\u00a0"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect([undefined, ESCAPERS.html(text)]).toContain(written(text));
    }),
    { seed: 8, numRuns: 2000 },
  );
});

test.each([
  ["", 1, ""],
  ["}", 6, undefined],
  ["}", 7, "&#125;"],
  ["a", 7, "a"],
])("%j into %j bytes: %j", (text, size, wanted) => expect(written(text, size)).toBe(wanted));

test("every character and pair of them is written in UTF-8, whatever room there is", () => {
  const encoder = new TextEncoder();
  for (let code = 0; code < 0x10000; code++) {
    for (const text of [String.fromCharCode(code), `é${String.fromCharCode(code, 0xde00)}`]) {
      const wanted = encoder.encode(text);
      for (const size of [wanted.length, wanted.length + 9]) {
        const writing = startWriting(targetIn(new Uint8Array(size)), () => expect.unreachable(), false);
        writeText(text, writing);
        if (Buffer.compare(writing.memory.subarray(0, writing.at), wanted) !== 0) expect.fail(`U+${code.toString(16)}`);
      }
    }
  }
});
