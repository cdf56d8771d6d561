import { expect, test } from "vitest";
import { toBase64 } from "../../src/handover/base64.js";
import { encodeHeader } from "../../src/handover/encoded-words.js";

test.each([
  ["Your receipt A-1", "Your receipt A-1"],
  ["", ""],
  ["Grüße", "=?UTF-8?B?R3LDvMOfZQ==?="],
  ["two  spaces", "=?UTF-8?B?dHdvICBzcGFjZXM=?="],
  [" before", "=?UTF-8?B?IGJlZm9yZQ==?="],
  ["=?utf-8?q?x?=", "=?UTF-8?B?PT91dGYtOD9xP3g/PQ==?="],
  ["a\r\nBcc: b", "=?UTF-8?B?YQ0KQmNjOiBi?="],
])("%j", (text, header) => {
  expect(encodeHeader(text)).toBe(header);
});

test("words have at most 75 characters and hold whole ones", () => {
  for (const character of ["x", "ü", "山", "🔥", "👩‍👩‍👧‍👦"]) {
    const words = encodeHeader(character.repeat(61)).split(" ");
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(75);
    const texts = words.map((word) => Buffer.from(word.slice(10, -2), "base64").toString("utf8"));
    expect(texts.join("")).toBe(character.repeat(61));
    expect(texts.join("")).not.toContain("\uFFFD");
  }
});

test("base64 of more bytes than a call has arguments", () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
});
