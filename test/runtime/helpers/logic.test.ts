import { describe, expect, it, test } from "vitest";
import { call, fault, faultOf, touchy } from "./call.js";

describe("comparisons", () => {
  test.each<[a: unknown, b: unknown, eq: boolean]>([
    [1, 1, true],
    [1, "1", false],
    [0, -0, true],
    [1, 1n, false],
    ["a", "a", true],
    [true, true, true],
    ["", 0, false],
  ])("eq and ne: %s %s", (a, b, eq) => {
    expect(call("eq", [a, b])).toBe(eq);
    expect(call("ne", [a, b])).toBe(!eq);
  });

  test.each<[a: unknown, b: unknown, order: -1 | 0 | 1]>([
    [1, 2, -1],
    [2, 2, 0],
    [10, 9, 1],
    [10n, 9n, 1],
    ["10", "9", -1],
    ["2026-11-23", "2026-12-01", -1],
    ["b", "a", 1],
  ])("lt, lte, gt, gte: %s %s", (a, b, order) => {
    expect(call("lt", [a, b])).toBe(order < 0);
    expect(call("lte", [a, b])).toBe(order <= 0);
    expect(call("gt", [a, b])).toBe(order > 0);
    expect(call("gte", [a, b])).toBe(order >= 0);
  });

  it("refuse what has no order or no text", () => {
    for (const name of ["lt", "lte", "gt", "gte"]) {
      expect(faultOf(name, [1, "2"])).toMatchObject({
        argument: 2,
        rejection: {
          code: "wrong-type",
          fact: "is not a value of the same type",
          help: "give a value of the same type",
        },
      });
    }
    for (const name of ["eq", "ne", "lt", "lte", "gt", "gte"]) {
      expect(fault(name, [touchy, 1])).toBe("0: is an object");
      expect(fault(name, [1, Number.NaN])).toBe("1: is not a finite number");
      expect(fault(name, [undefined, null])).toBe("0: has no value");
    }
  });
});

describe("truth", () => {
  const empty: unknown[] = [];
  test.each<[name: string, args: readonly unknown[], result: unknown]>([
    ["and", [1, "", 0], ""],
    ["and", [1, empty, 2], empty],
    ["and", [1, 2, "x"], "x"],
    ["and", [undefined, 1], undefined],
    ["or", [0, "x", "y"], "x"],
    ["or", [undefined, 0], 0],
    ["or", [empty, null], null],
    ["not", [empty], true],
    ["not", [undefined], true],
    ["not", [{}], false],
    ["not", ["0"], false],
    ["fallback", [undefined, "x"], "x"],
    ["fallback", [null, "x"], "x"],
    ["fallback", [0, "x"], 0],
    ["fallback", ["", "x"], ""],
    ["default", [false, "x"], false],
    ["default", [undefined, undefined], undefined],
  ])("%s %j", (name, args, result) => {
    expect(call(name, args)).toBe(result);
  });

  it("does not call what it is given", () => {
    expect(call("or", [touchy, 1])).toBe(touchy);
    expect(call("and", [touchy, 1])).toBe(1);
    expect(call("not", [touchy])).toBe(false);
  });
});
