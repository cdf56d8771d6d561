import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldOffsets, findJsonError } from "../../src/cli/json-scan.js";

test.each([
  // text with a mark where it stops being JSON, message
  ["@", "expected a value, found the end"],
  ["  @", "expected a value, found the end"],
  ["{@", "expected a name in double quotes or `}`, found the end"],
  ['{"a": 1@', "expected `,` or `}`, found the end"],
  ['{"a": 1,@}', "expected a name in double quotes"],
  ['{"a" @1}', "expected `:`"],
  ['{"a": @}', "expected a value"],
  ["[1, @]", "expected a value"],
  ["[1 @2]", "expected `,` or `]`"],
  ["[@}", "expected a value or `]`"],
  ["{@'a': 1}", "neither a string in double quotes, a number, true, false nor null"],
  ["{@a: 1}", "neither a string in double quotes, a number, true, false nor null"],
  ['{"a": @01}', "neither a string in double quotes, a number, true, false nor null"],
  ['{"a": @NaN}', "neither a string in double quotes, a number, true, false nor null"],
  ['{"a": @"secret', "a string that does not end"],
  ['{"a": "x@\ny"}', "a line end or control character in a string"],
  ['{"a": "x@\\q"}', "an unknown escape in a string"],
  ['{"a": "x@\\u12"}', "an unknown escape in a string"],
  ["{} @{}", "expected nothing more"],
])("%j", (marked, message) => {
  const offset = marked.indexOf("@");
  expect(findJsonError(marked.replace("@", ""))).toEqual({ offset, message });
});

test("accepts what JSON.parse accepts, and nothing else", () => {
  const damaged = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom("", ",", "}", "]", '"', ":", "0", "\\", "\u00a0", "\n", "{", "e"),
    )
    .map(([json, at, cut, put]) => {
      const offset = at % (json.length + 1);
      return json.slice(0, offset) + put + json.slice(offset + cut);
    });
  fc.assert(
    fc.property(damaged, (text) => {
      expect(findJsonError(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 3_000 },
  );
});

test("fields are found at the outermost level only", () => {
  const text = '{"a": {"b": [{"c": 1}]}, "d\\u0065" :"x: \\"f\\": y", "g":[":"], "__proto__": 1, "a": 2}';
  const fields = fieldOffsets(text);
  expect([...fields.keys()]).toEqual(["a", "de", "g", "__proto__"]);
  expect([...fields.values()].map((offset) => text.slice(offset, offset + 3))).toEqual(['"a"', '"d\\', '"g"', '"__']);
  expect(fields.get("a")).toBe(text.lastIndexOf('"a"'));
});

test("deep nesting and long strings are no trouble", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  expect(findJsonError(deep)).toBeUndefined();
  const long = JSON.stringify({ a: '"\\'.repeat(2_000_000) });
  expect(findJsonError(long)).toBeUndefined();
  expect(fieldOffsets(long).size).toBe(1);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
