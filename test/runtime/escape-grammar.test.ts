import { describe, expect, test } from "vitest";
import type { Escape } from "../../src/artifact/instructions.js";
import { cleanText, finishHeader, isHarmless } from "../../src/runtime/clean-text.js";
import { ESCAPERS } from "../../src/runtime/escape.js";

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX = "ABCDEFabcdef0123456789";
const LETTERS = ALPHANUMERIC.slice(0, 52);
const MAIL = `${ALPHANUMERIC}_.!$&'*+/=^\`{|}~-`;
const REST = Array.from({ length: 94 }, (_, at) => String.fromCharCode(at + 33))
  .filter((character) => !'\\"<>'.includes(character))
  .join("");

/** Which characters of ASCII an escaper takes at the place of `¤`; all others make it refuse the whole value. */
const GRAMMARS: readonly (readonly [Escape, string, string])[] = [
  ["css", "#ab¤", HEX],
  ["css", "#abc¤ef", HEX],
  ["css", "#abcdef0¤", HEX],
  ["css", "a¤b", `${ALPHANUMERIC}-`],
  ["css", "¤bcdzz", LETTERS],
  ["css", "1¤1", "0123456789."],
  ["css", "12p¤", LETTERS],
  ["css", "¤1", `${LETTERS}0123456789.+-`],
  ["css", "rgb(¤)", "0123456789.,%/ +-"],
  ["html-color", "a¤b", LETTERS],
  ["html-color", "#ab¤", HEX],
  ["html-color", "hsla(1,¤)", "0123456789.,%/ +-"],
  ["number", "1¤1", "0123456789."],
  ["number", "1¤", "0123456789%"],
  ["html-url", "https://a¤b/", `${ALPHANUMERIC}.-/?#`],
  ["html-url", "https://¤a/", ALPHANUMERIC],
  ["html-url", "https://[1¤2]/", `${HEX}:.`],
  ["html-url", "https://a.example:1¤2", "0123456789/?#"],
  ["html-url", "https://a.example/a¤b", REST],
  ["html-url", "mailto:a¤b@c.example", `${MAIL}%`],
  ["html-url", "mailto:a@b.example?a¤b", REST],
  ["html-url", "tel:1¤23", "0123456789().-"],
  ["html-url", "tel:¤123", "0123456789+().-"],
  ["html-image", "cid:a¤b", REST],
  ["email-address", "a¤b@c.example", `${MAIL}#`],
  ["email-address", "a@b¤c.example", `${ALPHANUMERIC}.-`],
  ["phone-number", "1¤23", "0123456789 ().-"],
  ["phone-number", "¤123", "0123456789+ ().-"],
];

function isTaken(place: Escape, text: string): boolean {
  return typeof ESCAPERS[place](text) === "string";
}

describe("an escaper takes no other character of ASCII than", () => {
  test.each(GRAMMARS)("%s %s: %s", (place, written, allowed) => {
    for (let code = 0; code < 128; code++) {
      const character = String.fromCharCode(code);
      const found = isTaken(
        place,
        written.replace("¤", () => character),
      );
      expect(`${JSON.stringify(character)} ${found}`).toBe(
        `${JSON.stringify(character)} ${allowed.includes(character)}`,
      );
    }
  });
});

/** Which code points are left, and which of them are written in another way: all of the ranges where that changes. */
describe("every code point", () => {
  const RANGES = [
    [0, 0x3100],
    [0xd700, 0xe100],
    [0xfb00, 0x10100],
    [0x1f300, 0x20010],
    [0xe0000, 0xe0200],
    [0x10fff0, 0x110000],
  ] as const;
  const CODES = RANGES.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
  const isLone = (code: number) => code >= 0xd800 && code <= 0xdfff;
  const isNone = (code: number) => (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
  const isControl = (code: number) => code < 32 || (code > 126 && code < 160);
  const KEPT: Readonly<Record<string, string>> = { "\t": "\t", "\n": "\n", "\r": "\n", "\f": " ", "\v": " " };

  test.each(["plain", "html"] as const)("in %s, alone and after a text", (place) => {
    for (const code of CODES) {
      const character = String.fromCodePoint(code);
      const cleaned = KEPT[character] ?? (isLone(code) ? "\ufffd" : isNone(code) || isControl(code) ? "" : character);
      const wanted = place === "html" ? cleaned.replace(/[&<>"'`={}]/, (each) => `&#${each.charCodeAt(0)};`) : cleaned;
      if (ESCAPERS[place](`a${character}`) !== `a${wanted}`) expect(code).toBe(`a${wanted}`);
      if (ESCAPERS[place](`${character}${character}`) !== wanted + wanted && code !== 13) expect(code).toBe(wanted);
    }
  });

  test("in a host, letters and digits only", () => {
    for (const code of CODES.slice(128)) {
      const character = String.fromCodePoint(code);
      const [first, second] = [`https://${character}/`, `https://a${character}/`];
      if (isTaken("html-url", first) !== /[\p{L}\p{Nd}]/u.test(character)) expect(code).toBe("first of a host");
      if (isTaken("html-url", second) !== /[\p{L}\p{M}\p{Nd}]/u.test(character)) expect(code).toBe("in a host");
    }
  });

  test("in the rest of a URL, what is seen and is no space", () => {
    for (const code of CODES.slice(128)) {
      const isSeen = !/[\s\p{Cc}\p{Cs}\p{Bidi_C}]/u.test(String.fromCodePoint(code)) && !isNone(code);
      if (isTaken("html-url", `https://a/${String.fromCodePoint(code)}`) !== isSeen) expect(code).toBe(isSeen);
    }
  });

  test("in a CSS string, letters as they are", () => {
    for (const code of CODES) {
      const character = String.fromCodePoint(code);
      if (isControl(code) || isNone(code) || isLone(code)) continue;
      const wanted = /[\p{L}\p{M}\p{Nd} _.,-]/u.test(character) ? character : `\\${code.toString(16)} `;
      if (ESCAPERS["css-string"](character) !== wanted) expect(code).toBe(wanted);
    }
  });
});

describe("an escaper counts", () => {
  test.each<[Escape, string, boolean]>([
    ["css", "1abcd", true],
    ["css", "1abcde", false],
    ["css", "1a", true],
    ["css", "a", true],
    ["css", "1.", false],
    ["css", ".", false],
    ["css", "+.", false],
    ["css", "1%%", false],
    ["css", "1px%", false],
    ["css", "expressions", true],
    ["css", "rgb()", false],
    ["css", "RGBA(1)", true],
    ["html-color", "nones", true],
    ["html-color", "NONE", false],
    ["html-color", "rgb()", false],
    ["number", "-1", true],
    ["number", "--1", false],
    ["number", "1.5.1", false],
    ["html-url", "https://a", true],
    ["html-url", "https://a:", false],
    ["html-url", "https://a:1", true],
    ["html-url", "https://a:12345", true],
    ["html-url", "https://a:123456", false],
    ["html-url", "https://[]", false],
    ["html-url", "https://[AF::1.2.3.4]", true],
    ["html-url", "MAILTO:a@b", true],
    ["html-url", "mailto:@b", false],
    ["html-url", "mailto:a@b?", true],
    ["html-url", "TEL:123", true],
    ["html-url", "tel:%20123", true],
    ["html-url", "tel:1%202%203", true],
    ["html-url", "xtel:123", false],
    ["html-image", "CID:a", true],
    ["html-image", "cid:", false],
    ["phone-number", "x123", false],
    ["phone-number", "1 2 3", true],
    ["phone-number", "1 2", false],
    ["email-address", "a@b", true],
    ["email-address", "@b", false],
  ])("%s %j: %s", (place, text, expected) => {
    expect(isTaken(place, text)).toBe(expected);
  });

  test.each([
    ["#abc", "#aabbcc"],
    ["rgb(1,2,3)", "rgb(1,2,3)"],
    ["#aabbcc", "#aabbcc"],
    ["#abcd", "#abcd"],
  ])("digits of %s", (text, expected) => {
    expect(ESCAPERS["html-color"](text)).toBe(expected);
  });

  test("ampersands of a CSS URL: those of plain parameters stay", () => {
    const escaped = (text: string) => ESCAPERS["css-url"](`https://a/?${text}`);
    for (const name of ["a", "A1", "1"]) expect(escaped(`&${name}=`)).toBe(`https://a/?&${name}=`);
    for (const name of ["", "amp", "apos", "quot", "lt", "gt", "AMP", "a_b", "lta", "-"])
      expect(escaped(`&${name}=&${name}=`)).toBe(`https://a/?\\000026${name}=\\000026${name}=`);
    expect(escaped("&a")).toBe("https://a/?\\000026a");
  });
});

describe("headers", () => {
  test.each([
    ["", ""],
    [" ", ""],
    [" a", "a"],
    ["a ", "a"],
    ["\ta\n", "a"],
    ["a  b", "a b"],
    ["a\tb", "a b"],
    ["a\r\n\tb", "a b"],
    ["a\x85b\u2028\u2029c\v\fd", "a b c d"],
    ["é  é", "é é"],
    ["a b", "a b"],
    ["\u00a0a\u00a0", "a"],
    ["=?utf-8?q?a?= =?utf-8?q?b?=", "= ?utf-8?q?a?= = ?utf-8?q?b?="],
    ["=?a", "= ?a"],
    ["=?=?a", "=?= ?a"],
    ["a=?", "a=?"],
    ["=? a", "=? a"],
    ["=??", "=??"],
    ["=?=", "=?="],
    ["=a", "=a"],
    ["a==?b", "a== ?b"],
  ])("%j is finished as %j", (text, expected) => {
    expect(finishHeader(text)).toBe(expected);
  });

  test("what is harmless is so: nothing of it needs cleaning, escaping or trimming", () => {
    const HARMLESS = `${ALPHANUMERIC} !#$%()*+,-./:;?@[\\]^_|~`;
    for (let code = 0; code < 256; code++) {
      const character = String.fromCharCode(code);
      expect(`${code} ${isHarmless(`a${character}a`)}`).toBe(`${code} ${HARMLESS.includes(character)}`);
      const isEdge = character !== " " && HARMLESS.includes(character);
      expect(`${code} ${isHarmless(`${character}aa`)} ${isHarmless(`aa${character}`)}`).toBe(
        `${code} ${isEdge} ${isEdge}`,
      );
    }
    for (const text of ["a  b", " a", "a ", "", "a   b"]) expect(isHarmless(text)).toBe(false);
    for (const text of ["a", "a b", "a b c"]) expect(isHarmless(text)).toBe(true);
  });

  test("tags of an emoji are one to nine", () => {
    const tagged = (count: number) => `🏴${"\u{e0067}".repeat(count)}\u{e007f}`;
    for (const count of [1, 2, 8, 9]) expect(ESCAPERS.header(tagged(count))).toBe(tagged(count));
    for (const count of [0, 10]) expect(ESCAPERS.header(tagged(count))).toBe("🏴");
  });

  test("controls and noncharacters are taken out of them, lone surrogates replaced", () => {
    expect(ESCAPERS.header("a\0b\ufdd0c\ud800d")).toBe("abc\ufffdd");
    expect(cleanText("a\vb\fc\vd\fe")).toBe("a b c d e");
  });
});
