import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createJsonLines } from "../../src/cli/bulk/json-lines.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Any text that UTF-8 can hold, with much of what JSON escapes. */
const text = fc.array(
  fc.oneof(fc.constantFrom(...'"\\\n\r\t\b\f\0\u001f\u007f/é…\u2028😀'), fc.string({ unit: "grapheme", maxLength: 5 })),
  { maxLength: 40 },
);
const object = fc.record({ row: fc.nat(), html: text, from: fc.record({ name: text }), empty: fc.constant([]) });

function inBytes({ html, ...rest }: { readonly html: readonly string[] }): Readonly<Record<string, unknown>> {
  return { ...rest, html: encoder.encode(html.join("")), last: encoder.encode("last") };
}

function inStrings({ html, ...rest }: { readonly html: readonly string[] }): string {
  return `${JSON.stringify({ ...rest, html: html.join(""), last: "last" })}\n`;
}

describe("lines of JSON", () => {
  test("are those of JSON.stringify, one after the other", () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 5 }), (objects) => {
        const lineOf = createJsonLines();
        for (const each of objects) expect(decoder.decode(lineOf(inBytes(each)))).toBe(inStrings(each));
      }),
      { numRuns: 500 },
    );
  });

  test("are not those of JSON.stringify when a byte is another", () => {
    const html = ['a"b'];
    const wrong = createJsonLines()(inBytes({ html: ["a'b"] }));
    expect(decoder.decode(wrong)).not.toBe(inStrings({ html }));
  });

  test("escape every byte of ASCII, and have room for texts longer than any before", () => {
    const lineOf = createJsonLines();
    const all = String.fromCharCode(...Array.from({ length: 128 }, (_, code) => code));
    for (const html of [all, "\0".repeat(200_000), "x", all.repeat(3000)]) {
      expect(decoder.decode(lineOf(inBytes({ html: [html] })))).toBe(inStrings({ html: [html] }));
    }
  });
});
