import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../src/artifact/index.js";
import {
  type EmailArtifact,
  type RenderOptions,
  trustedHtml,
  trustedUrl,
  type Variables,
} from "../../src/runtime/index.js";
import { emailArtifact, path, type Source, value } from "../runtime/build.js";
import { bytesDifferences, loadBoth } from "./law.js";

function artifactOf(parts: Parameters<typeof emailArtifact>[0]): EmailArtifact {
  return decode(emailArtifact(parts)) as EmailArtifact; // which is what was decoded
}

const each = (...body: Source) => ["each", path("list"), 0, body, []];
const yesNo = (about: readonly unknown[], yes: Source, no: Source = []) => ["if", about, yes, no];
const link = (words: Source, href: Source) => ["link", words, href];
const call = (name: string, ...args: unknown[]) => ["call", name, args, [], 0];

/** A partial with names of its own, in which there are loops, scopes and other partials. */
const card = (place: "html" | "plain", ...more: Source) => [
  "partial",
  path("o"),
  [
    ["label", path("x")],
    ["to", path("url")],
    ["word", ["literal", "Read <more>"]],
    ["count", ["literal", 3]],
    ["none", ["literal", null]],
    ["a", path("o.a")],
  ],
  [
    value("label", place),
    value("word", place),
    " ",
    value("count", place),
    yesNo(path("none"), ["some"], ["none"]),
    value("a.b", place),
    value("f", place),
    ["partial", null, [["label", path("word")]], [value("label", place), value("a.b", place)]],
    ["with", path("a"), 0, [value("b", place), value("../label", place)], ["no a"]],
    ["each", path("names"), 0, [value("this", place)], [value("label", place)]],
    ...more,
  ],
];

const section = (about: string, ...body: Source) => ["section", path(about), 0, body, ["nothing"]];

/** Every operation, what is next to it, and what bytes leave to strings. */
const HTML: Source = [
  "<p>",
  value("x", "html"),
  "</p>",
  ["header", ["Order ", value("x", "header"), " of today"], "html"],
  ["header", ["Order ", value("x", "header"), " of today"], "html"],
  ["header", [" ", value("x", "header")], "html"],
  value("x", "html"),
  value("o.a.b", "html"),
  yesNo(path("o.a"), ["a", value("o.a.b", "html")], ["none"]),
  yesNo(["lookup", path("o"), ["literal", "f"], 0], ["f"], ["no f"]),
  yesNo(call("not", path("o")), ["no o"], [yesNo(path("list"), ["list"], ["no list"])]),
  '<a href="',
  value("url", "html-url"),
  '">',
  value("url", "html"),
  value("url", "html-url"),
  each("<li>", value("x", "html"), value("../x", "html"), value("@index", "html"), "</li>"),
  each(["each", path("names"), 0, [value("this", "html"), value("../x", "html")], []], yesNo(path("x"), ["x"])),
  ["each", path("names"), 1, [["value", ["param", 0, 0, [], 0], "html", 0], value("this", "html")], ["no names"]],
  ["with", path("o"), 0, [value("a.b", "html")], ["nothing"]],
  ["partial", null, [], ["p", value("x", "html"), yesNo(path("../x"), ["up"])]],
  ["partial", path("o"), [], [value("a.b", "html"), yesNo(path("this"), ["o"])]],
  card("html", yesNo(path("this"), ["this"]), yesNo(path("../x"), ["up"]), yesNo(path("list"), ["list"])),
  each(["partial", null, [["n", path("x")]], [value("n", "html"), value("x", "html"), value("@index", "html")]]),
  section("o", value("a.b", "html"), yesNo(path("../x"), ["up"])),
  section("list", value("x", "html"), value("@index", "html"), section("names", value("this", "html"))),
  section("size", yesNo(path("this"), ["s"]), yesNo(path("../x"), ["up"])),
  section("x", yesNo(path("this"), ["x"]), section("this", "inner")),
  ["choose", path("names"), false, [["no names"], ["one ", value("x", "html")], ["two"]], 0],
  ["choose", path("size"), ["s", "m", "true"], [["small"], [value("x", "html")], ["yes"]], 0],
  ["value", call("fallback", path("x"), ["literal", "-"]), "html", 0],
  ["value", path("raw"), "raw", 0],
];

const TEXT: Source = [
  ["margin", 2],
  "Hello ",
  value("x", "plain"),
  ["margin", 1],
  value("x", "plain"),
  ["cell"],
  value("o.a.b", "plain"),
  ["line"],
  ["line"],
  " Words  here ",
  link([" Shop "], [value("url", "plain-url")]),
  "!",
  link(["https://example.com/"], ["https://example.com/"]),
  link(["Write"], ["mailto:help@example.com"]),
  link(["Top"], ["#top"]),
  link(["https://example.com/a"], [value("url", "plain-url")]),
  link([value("x", "plain")], [value("url", "plain-url")]),
  link([], [value("url", "plain-url")]),
  link(["Both"], ["https://example.com/?q=", value("x", "url-component")]),
  ["margin", 1],
  yesNo(path("o"), [["margin", 2], "o", ["cell"]], [["line"], "no o"]),
  ["partial", null, [], [["margin", 1], value("x", "plain"), ["cell"]]],
  card("plain", ["margin", 2], link(["Go"], [value("to", "plain-url")])),
  [
    "choose",
    path("names"),
    true,
    [
      ["none", ["cell"]],
      ["one ", value("x", "plain"), ["margin", 1]],
    ],
    0,
  ],
  section("o", value("a.b", "plain"), ["margin", 1]),
  section("list", ["margin", 2], value("x", "plain"), link(["Go"], [value("../url", "plain-url")])),
  ["choose", path("size"), ["s", "m"], [["small"], [["margin", 2], value("x", "plain")]], 0],
  each(
    ["margin", 1],
    value("x", "plain"),
    ["cell"],
    ["each", path("names"), 0, [value("this", "plain"), ["cell"]], []],
    yesNo(path("x"), [["line"], "x"]),
  ),
  [
    "list",
    1,
    [
      ["item", [value("x", "plain")]],
      ["item", ["two"]],
    ],
  ],
  "after",
  ["quote", "> ", [value("x", "plain"), ["line"], "quoted"]],
  ["pre", [" kept  ", value("x", "plain"), "\n "]],
  "end",
];

const EMAIL = artifactOf({
  subject: ["Order ", value("x", "header"), " of today"],
  preheader: [value("x", "header"), ["if", path("o"), [" and o"], []]],
  fromName: ["Shop ", value("x", "name")],
  unsubscribe: [yesNo(path("url"), ["https://example.com/?u=", value("x", "url-component")])],
  html: HTML,
  text: TEXT,
  textMode: "layout",
});

const PLAIN = artifactOf({ html: HTML, text: [" ", value("x", "line"), "\n\n", each(value("x", "plain"), " ")] });

/** Nothing is wrong with it. */
const GOOD: Variables = {
  x: "Ana é",
  url: "https://example.com/a",
  raw: trustedHtml("é", { text: "é" }),
  o: { a: { b: "b" }, f: "f" },
  names: ["n"],
  list: [{ x: "b", names: [] }],
  size: "m",
};

const TEXTS: readonly unknown[] = [
  "Ana",
  "Ana  Silva",
  " Ana",
  "Ana ",
  "",
  " ",
  "\n",
  "Tom & <Ana>",
  "José 👍🏽 اَنا",
  "\u{d83d}",
  "a\u0000b\u202ec",
  "{{x}}$&",
  "x".repeat(500),
  "é".repeat(300),
];
const OTHERS: readonly unknown[] = [
  0,
  -0,
  1.5,
  Number.NaN,
  10n,
  10n ** 400n,
  true,
  false,
  null,
  undefined,
  Symbol("s"),
  () => "called",
  {},
  [],
  new Date(0),
  trustedHtml("<b>t</b>", { text: "t" }),
  trustedUrl("weird:url"),
];
const URLS: readonly unknown[] = [
  "https://example.com/a",
  "https://example.com/a?b=c&d='e'",
  "http://EXAMPLE.com:80#x",
  "HTTPS://example.com",
  "https://exa\\mple.com",
  "https://example.com/a b",
  "https://user@example.com/",
  "mailto:a@example.com",
  "javascript:alert(1)",
  "https://example.com/{{x}}",
  " https://example.com/",
  "",
  5,
];

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: "binary", maxLength: 12 }));
/** Most data is good, so that most emails come out. */
const anyValue = fc.oneof({ weight: 30, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom(...OTHERS) });
const names = fc.array(anyValue, { maxLength: 3 });
const item = fc.record({ x: anyValue, names }, { requiredKeys: ["names"] });
const variablesOf = fc.record(
  {
    x: anyValue,
    url: fc.oneof(
      { weight: 20, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
      { weight: 20, arbitrary: fc.constantFrom(...URLS.slice(0, 4)) },
      { weight: 1, arbitrary: fc.constantFrom(...URLS, ...OTHERS) },
    ),
    raw: fc.constantFrom<unknown>(trustedHtml("<i>é\u{d83d}</i>", { text: "raw" }), trustedHtml("", { text: "" })),
    o: fc.oneof(
      { weight: 9, arbitrary: fc.record({ a: fc.record({ b: anyValue }) }) },
      { weight: 3, arbitrary: fc.record({ a: fc.record({ b: anyValue }), f: anyValue, names }) },
      anyValue,
    ),
    size: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<unknown>("s", "m") }, fc.constant<unknown>(true), anyValue),
    names,
    list: fc.oneof(
      { weight: 9, arbitrary: fc.array(item, { maxLength: 4 }) },
      fc.sparseArray(item, { maxNumElements: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "__proto__"), item),
      anyValue,
    ),
  },
  { requiredKeys: ["x", "url", "raw", "names"] },
);
const optionsOf = fc.option(
  fc.record(
    {
      missing: fc.constantFrom("error", "empty", "empty", "keep"),
      limits: fc.record(
        {
          iterations: fc.constantFrom(0, 3, 9, 1e6, 1e7, 1e8, Number.NaN),
          outputLength: fc.constantFrom(4, 60, 500, 1e6, 1e7, 1e9, Number.NaN),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

/** A check that a build waits for finds the same every time. */
const RUNS = { seed: 20261128, numRuns: 400 };

/** Paths as programs write them; `up` is not followed in bytes. */
const subject = fc.constantFrom(
  ...["x", "url", "o", "o.a", "o.a.b", "names", "list", "this", "../x", "@index", "@root.x", "missing"].map((name) =>
    path(name),
  ),
  call("not", path("x")),
  ["lookup", path("o"), ["literal", "f"], 0],
);
/** Names of a partial's own, among them such as its programs use. */
const hash = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom("x", "url", "o", "names", "list", "missing", "other"),
    fc.oneof(subject, fc.tuple(fc.constant("literal"), fc.constantFrom("Ana", "", "a & b", 1.5, true, null))),
  ),
  { maxLength: 3, selector: ([name]) => name },
);
const words = fc.constantFrom("a", " b", "c ", " d  e ", " ", "é’", "\u00a0", "<p>", "x".repeat(20));
const aValue = (...places: string[]) =>
  fc.tuple(fc.constantFrom("value"), subject, fc.constantFrom(...places), fc.constant(0));

type AnySource = fc.Arbitrary<Source>;

/** Programs in which instructions of a kind stand beside and inside of all others. */
function programOf(
  leaves: readonly fc.Arbitrary<unknown>[],
  nests: (inner: AnySource) => readonly fc.Arbitrary<unknown>[],
) {
  const { program } = fc.letrec<{ program: Source; instruction: unknown }>((tie) => {
    const inner: AnySource = tie("program");
    return {
      // Leaves come first, so that depth ends with them.
      instruction: fc.oneof(
        { maxDepth: 4 },
        ...leaves,
        fc.tuple(fc.constant("if"), subject, inner, inner),
        fc.tuple(fc.constant("each"), subject, fc.nat(1), inner, fc.oneof(fc.constant([]), inner)),
        fc.tuple(fc.constant("with"), subject, fc.nat(1), inner, fc.oneof(fc.constant([]), inner)),
        fc.tuple(fc.constant("section"), subject, fc.nat(1), inner, inner),
        fc.tuple(fc.constant("partial"), fc.oneof(fc.constant(null), subject), hash, inner),
        fc.tuple(fc.constant("choose"), subject, fc.boolean(), fc.array(inner, { maxLength: 3 }), fc.constant(0)),
        fc.tuple(
          ...[fc.constant("choose"), subject, fc.constant(["Ana", "", "1.5"]), fc.tuple(inner, inner, inner)],
          fc.constant(0),
        ),
        ...nests(inner),
      ),
      program: fc.array(tie("instruction"), { maxLength: 5 }) as AnySource, // instructions, all of them
    };
  });
  return program;
}

const hrefs = fc.constantFrom<Source>(
  ["https://example.com/a"],
  ["mailto:help@example.com"],
  ["#top"],
  [value("url", "plain-url")],
);
const aLine = fc.array(fc.oneof(words, aValue("header")), { maxLength: 3 });
const htmlProgram = programOf(
  [
    words,
    words,
    aValue("html", "html-url", "url-component"),
    fc.tuple(fc.constant("header"), aLine, fc.constant("html")),
  ],
  () => [],
);
const textProgram = programOf(
  [
    words,
    words,
    aValue("plain", "plain", "plain-url"),
    fc.constantFrom(["margin", 1], ["margin", 2], ["cell"], ["line"]),
    fc.tuple(fc.constant("header"), aLine, fc.constant("plain")),
  ],
  (inner) => [
    fc.tuple(fc.constant("list"), fc.constantFrom(null, 3), inner),
    fc.tuple(fc.constant("item"), inner),
    fc.tuple(fc.constant("quote"), fc.constant("> "), inner),
    fc.tuple(fc.constant("pre"), inner),
    fc.tuple(
      fc.constant("link"),
      fc.oneof(inner, fc.tuple(words)),
      fc.oneof(hrefs, fc.array(fc.oneof(words, aValue("plain", "plain-url")), { maxLength: 2 })),
    ),
  ],
);

describe("bytes and strings are the same", () => {
  test.each([
    ["with a text that was laid out", EMAIL],
    ["with a text that the author wrote", PLAIN],
  ])("for any data, options and memory, %s", (_, artifact) => {
    const both = loadBoth(artifact);
    fc.assert(
      fc.property(variablesOf, optionsOf, fc.nat(3000), (variables, options, size) => {
        const memory = new Uint8Array(size);
        const given = options === undefined ? {} : { options: options as RenderOptions };
        expect(bytesDifferences(both, variables as Variables, given)).toEqual([]);
        expect(bytesDifferences(both, variables as Variables, { ...given, memory })).toEqual([]);
      }),
      RUNS,
    );
  });

  test("for any programs", () => {
    const options: RenderOptions = { missing: "empty" };
    fc.assert(
      fc.property(htmlProgram, textProgram, aLine, variablesOf, (html, text, line, variables) => {
        const both = loadBoth(
          artifactOf({ subject: line, preheader: line, fromName: line, html, text, textMode: "layout" }),
        );
        expect(bytesDifferences(both, variables as Variables, { options })).toEqual([]);
        expect(bytesDifferences(both, GOOD, { options })).toEqual([]);
        expect(bytesDifferences(both, GOOD)).toEqual([]);
      }),
      { ...RUNS, numRuns: 1500 },
    );
  });

  test("for every odd value, wherever it stands", () => {
    const both = loadBoth(EMAIL);
    for (const odd of [...TEXTS, ...OTHERS, ...URLS]) {
      for (const name of Object.keys(GOOD)) expect(bytesDifferences(both, { ...GOOD, [name]: odd })).toEqual([]);
      for (const data of [
        { o: { a: odd } },
        { o: { a: { b: odd } } },
        { o: { f: odd } },
        { o: { a: { b: "b" }, f: odd } },
        { o: Object.defineProperty({ a: { b: "b" } }, "f", { value: odd }) },
        { names: [odd] },
        { list: [odd] },
        { list: [{ x: odd, names: [] }] },
        { list: [{ x: 1, names: odd }] },
      ])
        expect(bytesDifferences(both, { ...GOOD, ...data })).toEqual([]);
    }
  });

  test("for partials that lack what they are about, or are about something else", () => {
    const n = [["n", ["literal", "n"]]];
    const both = loadBoth(
      artifactOf({
        html: [
          ["partial", path("o"), [], ["about"]],
          ["partial", path("o"), n, [value("n", "html"), value("v", "html"), yesNo(path("this"), ["this"])]],
          ["partial", path("p"), n, [value("n", "html"), value("v", "html"), yesNo(path("this"), ["this"])]],
        ],
        text: [],
      }),
    );
    const [o, p] = [{ v: "o" }, { v: "p" }];
    for (const odd of [o, null, undefined, "", 0, "text", []]) {
      for (const missing of ["error", "empty"] as const) {
        expect(bytesDifferences(both, { o: odd, p }, { options: { missing } })).toEqual([]);
        expect(bytesDifferences(both, { o, p: odd }, { options: { missing } })).toEqual([]);
      }
    }
  });

  test("for a URL by the name of a partial, which what it is about has as well", () => {
    const button = (...body: Source) => ["partial", null, [["url", path("o.url")]], body];
    const both = loadBoth(
      artifactOf({
        html: [button('<a href="', value("url", "html-url"), '">', value("url", "html"), "</a>")],
        text: [button(link(["Go"], [value("url", "plain-url")]))],
        textMode: "layout",
      }),
    );
    const url = "https://example.com/outside";
    for (const inside of ["https://example.com/inside", "mailto:a@example.com", "javascript:alert(1)", undefined]) {
      expect(bytesDifferences(both, { url, o: { url: inside } })).toEqual([]);
    }
  });

  test("for partials that say nothing but what is there in any case", () => {
    const both = loadBoth(artifactOf({ html: [["partial", path("o"), [], ["about"]]], text: [] }));
    for (const o of [null, undefined, "", 0, {}]) expect(bytesDifferences(both, { o })).toEqual([]);
  });

  test("for sections about anything", () => {
    const param = (index: number) => ["value", ["param", 0, index, index === 0 ? ["v"] : [], 0], "html", 0];
    const inner = [
      value("v", "html"),
      yesNo(path("this"), ["this"]),
      yesNo(path("../s"), ["up"]),
      value("@index", "html"),
    ];
    const both = loadBoth(
      artifactOf({
        html: [
          section("s", ...inner),
          ["section", path("s"), 1, [value("v", "html"), param(0), param(1), section("v", ...inner)], []],
        ],
        text: [section("s", value("v", "plain"), ["cell"]), "after"],
        textMode: "layout",
      }),
    );
    const lists = [[], [{ v: "i" }, { v: [1] }], [true]];
    for (const s of [true, false, null, undefined, "", 0, "s", { v: "v" }, { v: true }, ...lists]) {
      for (const v of ["top", true, undefined]) {
        for (const missing of ["error", "empty"] as const) {
          expect(bytesDifferences(both, { s, v }, { options: { missing } })).toEqual([]);
        }
      }
    }
  });

  test("for what separates words from partials, sections and choices", () => {
    const both = loadBoth(
      artifactOf({
        html: [],
        text: [
          ...[
            "a",
            ["margin", 1],
            [
              "choose",
              path("size"),
              ["s", "m"],
              [
                ["s", ["margin", 2]],
                ["m", ["cell"]],
              ],
              0,
            ],
          ],
          ...["b", ["margin", 1], ["partial", path("o"), [], ["p", ["margin", 2]]], "c"],
          ...[["margin", 1], section("size", "t", ["cell"]), "d"],
        ],
        textMode: "layout",
      }),
    );
    for (const size of ["s", "m", "x"]) expect(bytesDifferences(both, { size, o: {} })).toEqual([]);
  });

  test("whatever the memory is short of", () => {
    const both = loadBoth(EMAIL);
    const { html, text } = both.bytes(new Uint8Array(0), GOOD);
    for (let size = 0; size < html.length + text.length + 2; size++) {
      expect(bytesDifferences(both, GOOD, { memory: new Uint8Array(size) })).toEqual([]);
    }
  });

  test("for more loop turns than are remembered", () => {
    const list = Array.from({ length: 1200 }, (_, index) => ({ x: index % 3 === 0 ? "a&b" : `n${index}` }));
    const both = loadBoth(artifactOf({ html: [each(value("x", "html"))], text: [each(value("x", "plain"), " ")] }));
    expect(bytesDifferences(both, { list })).toEqual([]);
  });
});

describe("the law notices", () => {
  test.each<[string, Variables, (artifact: EmailArtifact) => EmailArtifact]>([
    [
      "a text that is not the same",
      GOOD,
      (artifact) => ({ ...artifact, strings: artifact.strings.map((text) => `${text}x`) }),
    ],
    [
      "another place of an error",
      {},
      (artifact) => ({ ...artifact, positions: artifact.positions.map((at) => at + 1) }),
    ],
  ])("%s", (_, data, change) => {
    const { strings } = loadBoth(EMAIL);
    const { bytes } = loadBoth(change(EMAIL));
    expect(bytesDifferences({ strings, bytes }, data)).not.toEqual([]);
  });
});
