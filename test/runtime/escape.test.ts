import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Escape } from "../../src/artifact/instructions.js";
import { ESCAPES } from "../../src/artifact/instructions.js";
import { ESCAPERS } from "../../src/runtime/escape.js";

/** What an escaper makes of a text, or the code it refuses it with. */
function escaped(place: Escape, text: string): string {
  const result = ESCAPERS[place](text);
  return typeof result === "string" ? result : `!${result.code}`;
}

function table(place: Escape, rows: readonly (readonly [text: string, expected: string])[]): void {
  describe(place, () => {
    test.each(rows)("%j", (text, expected) => {
      expect(escaped(place, text)).toBe(expected);
    });
  });
}

function refusals(place: Escape, code: string, texts: readonly string[]): void {
  describe(`${place} refuses`, () => {
    test.each(texts)("%j", (text) => {
      expect(escaped(place, text)).toBe(`!${code}`);
    });
  });
}

function accepts(place: Escape, texts: readonly string[]): void {
  describe(`${place} leaves`, () => {
    test.each(texts)("%j", (text) => {
      expect(escaped(place, text)).toBe(text);
    });
  });
}

table("plain", [
  ["Ana & <b>", "Ana & <b>"],
  ["a\tb\nc", "a\tb\nc"],
  ["a\r\nb\rc", "a\nb\nc"],
  ["a\0b\x1bc\x7fd\x85e\x9ff", "abcdef"],
  ["\ud83d!\ude00", "\ufffd!\ufffd"],
  ["\ud83d\0\ude00", "\ufffd\ufffd"],
  ["\ud83f\ufdd0\udffe", "\ufffd\ufffd"],
  ["😀 é 日本", "😀 é 日本"],
  ["\ufdd0a\uffff\u{1fffe}", "a"],
  ["\0a\tb\nc", "a\tb\nc"],
]);

table("header", [
  ["Ana\r\nBcc: x@y.z", "Ana Bcc: x@y.z"],
  ["a\u2028b\u2029c\x85d\x0be", "a b c d e"],
  ["a \t b", "a b"],
  ["\u202eabc\u2066d\u2069\ufeff\u200b", "abcd"],
  ["10\u00a0€", "10\u00a0€"],
  ["👩‍👩‍👧 ❤️ می‌خواهم", "👩‍👩‍👧 ❤️ می‌خواهم"],
  ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
]);

table("line", [
  ["a\r\n\tb\u2028c\0d", "a b cd"],
  ["\u202ea\u200b", "\u202ea\u200b"],
]);
table("raw-text", [
  ["a\r\n\tb\u2028c\0d", "a b cd"],
  ["\u202e<b>", "\u202e<b>"],
]);
refusals("raw", "untrusted-html", ["", "a", "<b>a</b>"]);

table("name", [
  ["Ana O'Neil-Müller, Jr.", "Ana O'Neil-Müller Jr."],
  ['a(b)c<d>e[f]g:h;i@j\\k,l"m\uFE6Bn\uFF20o', "a b c d e f g h i j k l m n o"],
  ["a@@b\r\nc\u202e", "a b c"],
]);

table("html", [
  ["Ana", "Ana"],
  [
    "<a href=\"x\" id='y'>`{{z}}` & co",
    "&#60;a href&#61;&#34;x&#34; id&#61;&#39;y&#39;&#62;&#96;&#123;&#123;z&#125;&#125;&#96; &#38; co",
  ],
  ["a\0b\r\nc", "ab\nc"],
  ["\ud83d<", "\ufffd&#60;"],
  ["😀", "😀"],
]);

table("html-color", [
  ["#abc", "#aabbcc"],
  ["#AbC", "#AAbbCC"],
  ["#abcd", "#abcd"],
  ["#a1b2c3", "#a1b2c3"],
  ["#a1b2c3d4", "#a1b2c3d4"],
  ["red", "red"],
  ["rgba(1, 2, 3, 0.5)", "rgba(1, 2, 3, 0.5)"],
  ["hsl(10,20%,30%)", "hsl(10,20%,30%)"],
]);
refusals("html-color", "unsafe-css", [
  "",
  "#ab",
  "#abcde",
  "red;",
  "red ",
  "#ggg",
  "url(x)",
  'red"',
  "rgb(1,2,3",
  "rgb(a)",
]);

const WEB_URLS = [
  "https://example.com",
  "HTTPS://Example.com/",
  "http://example.com:8080/a/b?c=1#d",
  "https://example.com?x",
  "https://example.com#x",
  "https://münchen.example/ü",
  "https://[2001:db8::1]/x",
  "https://example.com/(a)'b",
];

const HOSTILE_URLS = [
  "",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " https://example.com",
  "\x01https://example.com",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://example.com",
  "//example.com",
  "/path",
  "example.com",
  "https:example.com",
  "https:/example.com",
  "https://",
  "https:///x",
  "https://?x",
  "https://.",
  "https://user@example.com",
  "https://user:pw@example.com",
  "https://example.com\\@evil.example",
  "https://example.com/a b",
  "https://example.com/\u2028",
  "https://example.com/<b>",
  'https://example.com/"',
  "https://example.com/\0",
  "https://example.com/\ud800",
  "https://example.com/\u202e",
  "https://example.com:x",
  "https://exa mple.com",
  "https://example.com%2f@evil",
  "httpſ://example.com",
  "https://example.com\n",
];

accepts("plain-url", [
  ...WEB_URLS,
  "mailto:ana@example.com",
  "MailTo:ana+x@example.com?subject=Hi%20you&body=x",
  "tel:+15551234567",
  "tel:+1%20(555)-123.4567",
  "tel:911",
]);
refusals("plain-url", "unsafe-url", [
  ...HOSTILE_URLS,
  "cid:logo",
  "mailto:",
  "mailto:ana",
  "mailto:ana@",
  "mailto:a@b.c,d@e.f",
  "tel:",
  "tel:12",
  "tel:javascript",
]);
refusals("html-url", "unsafe-url", [...HOSTILE_URLS, "cid:logo"]);
refusals("html-image", "unsafe-url", [...HOSTILE_URLS, "mailto:ana@example.com", "tel:911", "cid:"]);
refusals("css-url", "unsafe-url", [...HOSTILE_URLS, "mailto:ana@example.com"]);
table("html-url", [["https://x.example/?a=1&b={'}", "https://x.example/?a&#61;1&#38;b&#61;&#123;&#39;&#125;"]]);
table("html-image", [
  ["https://x.example/a.png", "https://x.example/a.png"],
  ["cid:logo@x", "cid:logo@x"],
]);

table("css-url", [
  ["https://x.example/a.png?w=1&h=2", "https://x.example/a.png?w=1&h=2"],
  ["https://x.example/');x:url(", "https://x.example/%27%29;x:url%28"],
  ["https://x.example/{a}`", "https://x.example/%7Ba%7D%60"],
  ["https://x.example/?&quot;&#41;", "https://x.example/?\\000026quot;\\000026#41;"],
  ["https://x.example/?&copy_x=1&lt=2&copy=3", "https://x.example/?\\000026copy_x=1\\000026lt=2&copy=3"],
]);

table("url-component", [
  ["", ""],
  ["a b&c=d/e?f#g", "a%20b%26c%3Dd%2Fe%3Ff%23g"],
  ["it's (!*)", "it%27s%20%28%21%2A%29"],
  ["..", ".."],
  ["é", "%C3%A9"],
  ["\ud800x\udc00", "%EF%BF%BDx%EF%BF%BD"],
  ["\r\n", "%0D%0A"],
]);
table("url-segment", [
  ["a/../b", "a%2F..%2Fb"],
  ["...", "..."],
  ["%2e%2e", "%252e%252e"],
]);
refusals("url-segment", "unsafe-url", ["", ".", ".."]);

table("email-address", [
  ["ana@example.com", "ana@example.com"],
  ["ana+x@exämple.com", "ana%2Bx@exämple.com"],
  ["o'b#/&=@x.example", "o%27b%23%2F%26%3D@x.example"],
]);
refusals("email-address", "unsafe-url", [
  "",
  "ana",
  "@x",
  "a@",
  "a@b@c",
  "a b@c",
  "a@b?cc=d",
  "a@b,c@d",
  "a@b\n",
  "a@-",
  "<a@b>",
]);

table("phone-number", [
  ["+1 (555) 123-4567", "+1%20(555)%20123-4567"],
  ["911", "911"],
]);
refusals("phone-number", "unsafe-url", ["", "12", "+", "1234;ext=1", "123a", "123\n", "1+23"]);

accepts("css", [
  "red",
  "inline-block",
  "#abc",
  "#aabbccdd",
  "12",
  "-1.5px",
  "+.5em",
  "50%",
  "rgb(1,2,3)",
  "hsla(1, 2%, 3%, .5)",
]);
refusals("css", "unsafe-css", [
  "",
  "red;x:y",
  "red blue",
  "expression",
  "EXPRESSION",
  "expression(alert(1))",
  "url(x)",
  "--x",
  "-moz-binding",
  "1pxpxp",
  "rgb(var(--x))",
  "rgb(1,2,3);",
  "}",
  "red/**/",
  "+",
  "%",
  "-%",
  "+px",
  "\\72 ed",
  "red\n",
  "1e21",
]);

table("css-string", [
  ["Open Sans, a-b_c.1", "Open Sans, a-b_c.1"],
  ["é日", "é日"],
  ["'\"", "\\27 \\22 "],
  ["</style>&", "\\3c \\2f style\\3e \\26 "],
  ["a\\b\nc", "a\\5c b\\a c"],
  ["😀", "\\1f600 "],
  ["\ud800", "\\fffd "],
]);

accepts("css-number", ["0", "12", "-1", "1.5", "-12.25"]);
refusals("css-number", "unsafe-number", [
  "",
  "-",
  "1.",
  ".5",
  "1.a",
  "-.",
  "--1",
  "+1",
  "1px",
  "1%",
  "a",
  "1 2",
  "1\n",
]);

accepts("number", ["0", "12", "-1", "1.5", "50%", "12px", "1em", "1rem", "1pt"]);
refusals("number", "unsafe-number", ["", "1.", ".5", "12 px", "12vw", "1e3", "a", "+1", "12px;", "12\n"]);

describe("header takes out what is not seen", () => {
  const ranges: readonly (readonly [from: number, to: number])[] = [
    [0x00ad, 0x00ad],
    [0x034f, 0x034f],
    [0x061c, 0x061c],
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x180e, 0x180e],
    [0x200b, 0x200b],
    [0x200e, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x2064],
    [0x2066, 0x206f],
    [0x3164, 0x3164],
    [0xfeff, 0xfeff],
    [0xffa0, 0xffa0],
    [0xfff9, 0xfffb],
    [0x1d173, 0x1d17a],
    [0xe0001, 0xe0001],
    [0xe0020, 0xe007f],
  ];
  test.each(ranges)("U+%x to U+%x", (from, to) => {
    for (let code = from; code <= to; code++) expect(escaped("header", `a${String.fromCodePoint(code)}b`)).toBe("ab");
  });

  test("but no joiner and no variation selector", () => {
    const kept = "a\u200cb\u200dc\ufe0f\ufe00\u180b\u{e0100}";
    expect(escaped("header", kept)).toBe(kept);
  });

  test("and tags of an emoji only as long as it is one", () => {
    expect(escaped("header", "🏴\u{e0067}\u{e0062}")).toBe("🏴");
    expect(escaped("header", `🏴${"\u{e0067}".repeat(40)}\u{e007f}`)).toBe("🏴");
  });
});

describe("a long value", () => {
  test.each([
    ["css", "a".repeat(101), "!unsafe-css"],
    ["css", "a".repeat(100), "a".repeat(100)],
    ["html-color", `rgb(${"1".repeat(96)})`, "!unsafe-css"],
    ["number", "1".repeat(101), "!unsafe-number"],
  ] as const)("%s %s", (place, text, expected) => {
    expect(escaped(place, text)).toBe(expected);
  });
});

describe("time grows with the length", () => {
  /** Texts that make a pattern with more than one way to match them try all of the ways. */
  const LONG = 100_000;
  const patterns = ["1", "a", "1,", "#a", "a.", "&a", "1-", "%20", "1 ", " ", "\r", "\ud800", "\t ", "é", "."];
  const starts = [
    "",
    "rgb(",
    "#",
    "https://",
    "https://a/",
    "https://a/?",
    "mailto:",
    "mailto:a@",
    "a@",
    "tel:",
    "cid:",
  ];
  test.each(ESCAPES)("%s", (place) => {
    for (const start of starts) {
      for (const pattern of patterns) {
        const text = `${start}${pattern.repeat(LONG)}!"\0`;
        const begin = performance.now();
        ESCAPERS[place](text);
        expect(performance.now() - begin).toBeLessThan(1000);
      }
    }
  });
});

describe("any text", () => {
  const hostile = fc.string({
    unit: fc.constantFrom(..."<>&\"'`={}()\\;:/@?#%. \n\r\0\ud800\udc00\u202eaZ09é", "https://x.y/", "\u2028"),
  });

  it("never ends an attribute, an element or a style", () => {
    const texts = new Set<Escape>(["plain", "line", "header", "name", "raw-text", "plain-url"]);
    const places = ESCAPES.filter((place) => !texts.has(place));
    fc.assert(
      fc.property(fc.constantFrom(...places), hostile, (place, text) => {
        const result = ESCAPERS[place](text);
        if (typeof result === "string") expect(result).not.toMatch(/["'<>`{}\0\ud800-\udfff]/u);
      }),
      { numRuns: 2000 },
    );
  });

  it("decodes back to itself from HTML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const html = escaped("html", text);
        const decoded = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
        expect(decoded).toBe(escaped("plain", text));
      }),
    );
  });
});
