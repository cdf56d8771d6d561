import fc from "fast-check";
import { expect } from "vitest";
import { type EmlOptions, toEml } from "../../src/eml/index.js";
import type { RenderedEmail } from "../../src/runtime/index.js";
import { parseEml } from "./parse.js";

/** What breaks lines, parts, words, headers, encodings and letters. */
const PIECES = [
  "Ana",
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\r",
  "From me\n",
  ".\n",
  "--",
  "----_NmP-",
  "=?utf-8?q?x?=",
  "=?",
  "?=",
  "=20",
  "=\n",
  "Bcc: eve@x.example",
  "Content-Type: text/html\n\n",
  '"',
  "\\",
  ",",
  ";",
  ":",
  "<eve@x.example>",
  "(",
  "é",
  "e\u0301",
  "山",
  "مرحبا",
  "שלום",
  "\u200F",
  "👩‍👩‍👧‍👦",
  "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  "\u00A0",
  "\u2028",
  "\u0085",
  "\uFEFF",
  "x".repeat(80),
  "y".repeat(1100),
  "word ".repeat(40),
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 12 })), { maxLength: 12 })
  .map((pieces) => pieces.join(""));

export interface Case {
  readonly subject: string;
  readonly fromName: string;
  readonly toName: string;
  readonly html: string;
  readonly text: string;
  readonly filename: string;
  readonly content: Uint8Array;
}

export const anyCase: fc.Arbitrary<Case> = fc.record({
  subject: text,
  fromName: text.map((name) => name.slice(0, 200)),
  toName: text.map((name) => name.slice(0, 200)),
  html: text,
  text,
  filename: fc.stringMatching(/^[\wäß山 ()'=?%*.-]{1,60}$/).map((name) => `${name.trim()}.bin`),
  content: fc.uint8Array({ maxLength: 200 }),
});

/**
 * What a parser finds in the `.eml` of a rendered message is what was rendered, and the file keeps to the rules of lines.
 *
 * @param spoil Breaks the file, to show that it is noticed.
 */
export async function checkEml(message: RenderedEmail, parts: Case, spoil = (eml: string) => eml): Promise<void> {
  const { toName, filename, content } = parts;
  const eml = await toEml(message, optionsOf(parts));
  const spoiled = new TextEncoder().encode(spoil(new TextDecoder().decode(eml)));
  checkLines(spoiled);
  const parsed = parseEml(spoiled);
  expect(parsed.subject).toBe(message.subject);
  expect(parsed.from?.email).toBe(message.from.email);
  expect(visible(parsed.from?.name)).toBe(visible(message.from.name));
  expect(parsed.to).toHaveLength(2);
  expect(parsed.to?.[1]).toEqual({ name: "", email: "ben@x.example" });
  expect(lettersOf(parsed.to?.[0]?.name)).toBe(lettersOf(toName));
  expect(lines(parsed.html)).toBe(lines(message.html));
  expect(lines(parsed.text)).toBe(lines(message.text));
  expect(parsed.attachments).toEqual([{ filename, contentType: "application/octet-stream", content }]);
  expect(Object.keys(parsed.headers).toSorted()).toEqual(
    HEADERS.filter((name) => name !== "subject" || message.subject),
  );
}

const HEADERS = ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

function optionsOf({ toName, filename, content }: Case): EmlOptions {
  return {
    to: [{ email: "ana@x.example", name: toName }, "ben@x.example"],
    date: 1_795_847_000_000,
    messageId: "1@shop.example",
    attachments: [{ filename, contentType: "application/octet-stream", content }],
  };
}

/** @see RFC 5322, section 2.1.1: CR and LF stand together, and a line has at most 998 octets. Here all of it is ASCII. */
export function checkLines(eml: Uint8Array): void {
  const text = Buffer.from(eml).toString("latin1");
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).toMatch(/^[\t -~]*$/);
  expect(Math.max(...text.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
}

/** The parser decodes line by line, as the file has them, and drops a mark of byte order at the start of each. */
function lines(text = ""): string {
  return text.replace(/\r\n?/g, "\n").replaceAll("\uFEFF", "");
}

/** Thunderbird shows what is not seen in a name as spaces, even joiners in emoji. */
function visible(name = ""): string {
  return name.replace(/[\p{DI}\p{Cf}\s\u2800]+/gu, "");
}

/** What is left of a recipient's name when all that may be cleaned is: the cleaning has tests of its own. */
function lettersOf(name = ""): string {
  return visible(name).replace(/[^\p{L}\p{N}]/gu, "");
}
