import { expect, test } from "vitest";
import { suggest } from "../../src/diagnostics/suggest.js";

test.each([
  // name, candidates, suggestion
  ["recipt", ["receipt", "welcome"], "receipt"],
  ["reciept", ["receipt"], "receipt"],
  ["Receipt", ["receipt"], "receipt"],
  ["frist_name", ["first_name", "last_name"], "first_name"],
  ["fisrt", ["first", "last"], "first"],
  ["a", ["b"], "b"],
  ["a", ["bc"], undefined],
  ["welcome", ["receipt"], undefined],
  ["x", [], undefined],
  ["", ["a"], "a"],
  ["", [], undefined],
  // The nearest wins, and among equals the first.
  ["cat", ["car", "cat"], "cat"],
  ["cat", ["bat", "car"], "bat"],
  // At most a third of the name may be wrong, and never more than three characters.
  ["abcdef", ["abcxyf"], "abcxyf"],
  ["abcdef", ["abxyzf"], undefined],
  ["abcdefghijklmnopqrst", ["wxyzefghijklmnopqrst"], undefined],
] as const)("%s among %j is %s", (name, candidates, expected) => {
  expect(suggest(name, candidates)).toBe(expected);
});

test("a name of absurd length is answered at once", () => {
  const started = performance.now();
  expect(suggest("x".repeat(1_000_000), ["receipt"])).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(1_000);
});
