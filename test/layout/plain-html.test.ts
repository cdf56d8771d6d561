import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RAW_MODES, shiftToken, tokenizeHtml } from "../../src/layout/html.js";
import type { HtmlToken } from "../../src/layout/html-token.js";
import { readPlainHtml } from "../../src/layout/plain-html.js";

type Reader = (html: string) => readonly HtmlToken[];

/** Not written plainly, so that the tokenizer reads it and all that follows. */
const ODD = "<?>";

function byTheTokenizer(html: string): readonly HtmlToken[] {
  return tokenizeHtml(ODD + html)
    .slice(1)
    .map((token) => shiftToken(token, -ODD.length));
}

const NAMES = fc.constantFrom(
  ...["a", "p", "td", "v:rect", "o:P", "B", "x-y", "style", "STYLE", "title", "textarea", "script", "plaintext", "xmp"],
  ...["svg", "h1", "br", "a_b", "a.b", "a<b", "é", "zzzab", "ſtyle", "noframes", "iframe", "noembed", "1"],
);
const SPACE = fc.constantFrom(" ", " ", " ", "\n", "\t ", "  ", "", "/", "\f", "\v", "\u00a0");
const VALUES = fc.constantFrom(
  ...[
    '="v"',
    "='v'",
    '=""',
    "",
    "=v",
    ' = "v"',
    '="a>b"',
    "='\"'",
    '="a&amp;b"',
    '="&quot;"',
    '="?a=1&b=2"',
    '="&notit;"',
    '="&amp;lt;&gt"',
    '="&;&lt;"',
  ],
  ...["='&#39;\"&gt'", '="é &eacute"', '="never', '="\n"', '="\ud800"', '="&#0;"', "==", '=""x'],
);
const ATTRIBUTES = fc.array(fc.tuple(SPACE, fc.oneof(fc.constantFrom("href", "class", "HREF", "@x"), NAMES), VALUES), {
  maxLength: 3,
});
const TAG_ENDS = fc.constantFrom(">", ">", ">", ">", "/>", " />", "\n>", " / >", "", "<");
const TAGS = fc
  .tuple(fc.constantFrom("<", "<", "</", "< "), NAMES, ATTRIBUTES, TAG_ENDS)
  .map(([start, name, attributes, end]) => start + name + attributes.flat().join("") + end);
const PLAIN_TAGS = fc
  .tuple(
    fc.constantFrom("a", "B", "td", "o:P", "/a", "/td", "/B", "br", "style", "/style", "title", "/title"),
    fc.constantFrom("", "", "", ' class="v"', ' a="1" b="2" A="3"', " hidden", " c='&lt;' d"),
    fc.constantFrom(">", ">", "/>", " />", "\n>"),
  )
  .filter(([name, attributes, end]) => !name.startsWith("/") || (attributes === "" && !end.includes("/")))
  .map((parts) => `<${parts.join("")}`);
const PLAIN_WORDS = fc.constantFrom(
  "word",
  " ",
  "\n",
  "&amp;",
  "&",
  "é",
  "😀",
  '"',
  "'",
  ">",
  "<!--c-->",
  "<!--&-- ->-->",
);
const WORDS = fc.constantFrom(
  "word",
  " ",
  "\n",
  "a < b",
  "&amp;",
  "&",
  "é",
  "😀",
  "]]>",
  '"',
  "'",
  "=",
  "-",
  "--",
  "!",
  ">",
);
const DECLARATIONS = fc.constantFrom(
  ...[
    "<!--c-->",
    "<!---->",
    "<!-->",
    "<!--->",
    "<!--a--!>",
    "<!--a--!b-->",
    "<!--a--->",
    "<!--",
    "-->",
    "--!>",
    "<!-",
    "<!",
  ],
  ...["<!-- <!-- -->", "<!--<!-->", "<!--a<!--->", "<!doctype html>", "<!DOCTYPE HTML>", '<!doctype html PUBLIC "x">'],
  ...[
    "<![CDATA[x]]>",
    "<?x?>",
    "</>",
    "</ a>",
    "<!--[if mso]>",
    "<!--[if !mso]><!-->",
    "<!--<![endif]-->",
    "<![endif]-->",
  ],
  ...[
    "</style>",
    "</STYLE\n>",
    "</style/>",
    "</style x>",
    "</styles>",
    "</ſtyle>",
    "</title>",
    "</textarea ",
    "</script>",
  ],
);
const REPLACED = fc.constantFrom("\0", "\r", "\r\n");

const HTML = fc
  .array(
    fc.oneof(
      { weight: 16, arbitrary: PLAIN_TAGS },
      { weight: 16, arbitrary: PLAIN_WORDS },
      { weight: 2, arbitrary: TAGS },
      { weight: 2, arbitrary: WORDS },
      { weight: 2, arbitrary: DECLARATIONS },
      { weight: 1, arbitrary: fc.string() },
    ),
    { maxLength: 12 },
  )
  .chain((parts) =>
    fc.tuple(fc.constant(parts.join("")), fc.oneof({ weight: 30, arbitrary: fc.constant("") }, REPLACED)),
  )
  .map((parts) => parts.join(""));

function findDifference(read: Reader): fc.RunDetails<[string]> {
  const law = fc.property(HTML, (html) => isDeepStrictEqual(read(html), byTheTokenizer(html)));
  return fc.check(law, { numRuns: 4_000 });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:html|mjml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const DOCUMENTS = [...filesBelow("test/fixtures"), ...filesBelow("templates")].map((path) =>
  readFileSync(path, "utf8"),
);

describe("what is read by patterns is what the tokenizer reads", () => {
  test("in random HTML", () => {
    expect(findDifference(tokenizeHtml).counterexample).toBe(null);
  });

  test("in all documents of the tests", () => {
    for (const html of DOCUMENTS) expect(tokenizeHtml(html)).toEqual(byTheTokenizer(html));
  });

  const wrong: readonly (readonly [string, (token: HtmlToken) => HtmlToken])[] = [
    ["tokens one letter too far", (token) => shiftToken(token, 1)],
    [
      "an attribute lost",
      (token) => (token.type === "open" ? { ...token, attributes: token.attributes.slice(1) } : token),
    ],
    ["references that stay", (token) => (token.type === "open" ? withValues(token, "&amp;") : token)],
    [
      "comments without their last letter",
      (token) => (token.type === "comment" ? { ...token, data: token.data.slice(0, -1) } : token),
    ],
  ];

  test.each(wrong)("a reader with %s is found out", (_, spoil) => {
    expect(findDifference((html) => tokenizeHtml(html).map(spoil)).failed).toBe(true);
  });
});

function withValues(tag: Extract<HtmlToken, { type: "open" }>, value: string): HtmlToken {
  return {
    ...tag,
    attributes: tag.attributes.map((attribute) =>
      attribute.value.includes("&") ? { ...attribute, value } : attribute,
    ),
  };
}

const SPACES = [" ", "\t", "\n", "\f"];
const RAW_ELEMENTS = ["style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

const PLAIN = [
  "<!DOCTYPE HTML>",
  '<a b="&amp;lt;&quot;&#39;" c="&lt;d&gt;">',
  "<V:A-1 B:C-2=\"d\" E='f' G H=\"\" I=''/></V:A-1>",
  ...SPACES.map((space) => `<a${space}b="c"${space}d></a${space}><br${space}/>`),
  ...RAW_ELEMENTS.flatMap((name) => SPACES.map((space) => `<${name}><a></${name}s></${name}${space}><a>`)),
];

test.each(PLAIN)("`%s` is read by patterns", (html) => {
  const fail = (): never => {
    throw new Error("there are no other references");
  };
  expect(readPlainHtml(html, fail).end).toBe(html.length);
  expect(tokenizeHtml(html)).toEqual(byTheTokenizer(html));
});

const CAREFUL = [
  ...["\0", "\r", "\r\n"].flatMap((letter) => [`<a b="${letter}">`, `<!--${letter}-->`]),
  ...RAW_ELEMENTS.flatMap((name) =>
    [...SPACES, "/"].flatMap((space) => [
      `<${name}><a></${name}${space}x><a></${name}><a>`,
      `<${name}><a></${name}${space}/><a></${name}><a>`,
      `<${name}><a></${name}${space}`,
    ]),
  ),
];

test.each(CAREFUL)("`%s` is left to the tokenizer", (html) => {
  expect(readPlainHtml(html, (quoted) => quoted).end).toBeLessThan(html.length);
  expect(tokenizeHtml(html)).toEqual(byTheTokenizer(html));
});

test.each([...RAW_MODES.keys()])("no tags are read inside of `<%s>`", (name) => {
  const html = `<${name}><a></${name}><b>`;
  expect(tokenizeHtml(html)).toEqual(byTheTokenizer(html));
});

test("the tokenizer alone is what the law compares with", () => {
  expect(readPlainHtml(ODD, (quoted) => quoted)).toEqual({ tokens: [], end: 0 });
});

test("nearly all HTML is read by patterns", () => {
  const ends = DOCUMENTS.map((html) => readPlainHtml(html, (quoted) => quoted).end);
  const total = (lengths: readonly number[]) => lengths.reduce((sum, length) => sum + length, 0);
  expect(total(ends) / total(DOCUMENTS.map(({ length }) => length))).toBeGreaterThan(0.9);
  const random = fc.sample(HTML, { numRuns: 1_000, seed: 1 });
  const whole = random.filter((html) => readPlainHtml(html, (quoted) => quoted).end === html.length);
  expect(whole.filter(({ length }) => length > 20).length).toBeGreaterThan(100);
});
