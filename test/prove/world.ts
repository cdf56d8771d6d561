import fc from "fast-check";
import type { Variables } from "../../src/index.js";

/**
 * The data that every generated template is filled with. All records have the same fields, so that a path means something
 * in every scope, and the wrong scope shows the wrong value. All values are benign: an address is an address.
 */
const TEXTS = ["Ana", "", 0, false, true, 12.5, "Ben & <b> \"q\" 'x' `t` {{7}} = é 👍", " two  words ", "line\nbreak"];
const MORE = [
  "&amp; &lt;",
  "שלום עולם",
  "中文",
  "x".repeat(300),
  "a\u00A0b",
  "👩‍👩‍👧",
  "1. no list",
  "- | <https://x>",
  "%20+/?#",
];
const text = fc.constantFrom<string | number | boolean>(...TEXTS, ...MORE);

/** What the contract lists: values on which MJML computes. */
const SIZES = ["120px", "50%", "33.3%"];
const SIDES = ["left", "right"];
const KINDS = ["k1", "k2"];
const LISTED = { size: { enum: SIZES }, side: { enum: SIDES }, kind: { enum: KINDS } };

/** The contract of every generated template. It lists nothing else, so that everything else follows from use. */
export const CONTRACT = JSON.stringify({
  additionalProperties: true,
  properties: {
    ...LISTED,
    user: { additionalProperties: true, properties: LISTED },
    items: { type: "array", maxItems: 4, items: { additionalProperties: true, properties: LISTED } },
  },
});

const record = {
  name: text,
  note: text,
  nick: fc.option(text, { freq: 2, nil: undefined }),
  on: fc.constantFrom<unknown>(true, false, 1, 0, "", "yes", [], [0]),
  n: fc.constantFrom(1, 0, 2, 12, 1.5, 100, 12_345),
  tags: fc.array(text, { maxLength: 3 }),
  slug: fc.constantFrom("ab-c_1.2", "x y", "é", "a/b", "50%", "?a&b=c#d", 7),
  url: fc.constantFrom(
    "https://x.example/",
    "https://www.example.com/p?x=1&y=2#z",
    "http://a.example/b%20c",
    "mailto:a.b@example.com",
  ),
  photo: fc.constantFrom("https://x.example/i.png", "cid:part1@x.example", "https://x.example/i?w=1&h=2"),
  tile: fc.constantFrom("https://x.example/t.png", "cid:part2@x.example"),
  word: fc.constantFrom("bold", "inherit", "none"),
  color: fc.constantFrom("#a1b2c3", "#abc", "red", "rgb(1, 2, 3)", "transparent"),
  email: fc.constantFrom("a.b@example.com", "x+y@mail.example"),
  phone: fc.constantFrom("+15551234", "0171 234-567"),
  lang: fc.constantFrom("en", "de-AT"),
  size: fc.constantFrom(...SIZES),
  side: fc.constantFrom(...SIDES),
  kind: fc.constantFrom(...KINDS),
  day: fc.constantFrom("2026-02-28", "2024-12-31T23:30:00Z"),
};

const person = fc.record(record, { noNullPrototype: true });
const world = fc.record(
  {
    ...record,
    user: person,
    items: fc.array(person, { maxLength: 4 }),
    prices: fc.dictionary(fc.constantFrom("a", "b c", "10", "é"), text, { maxKeys: 3, noNullPrototype: true }),
  },
  { noNullPrototype: true },
);

/** Data for one run; a record is an object with such keys. */
export const DATA: fc.Arbitrary<readonly Variables[]> = fc.array(
  world.map((record) => record as Variables),
  { minLength: 2, maxLength: 2 },
);
