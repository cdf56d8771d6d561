import { describe, expect, it, test } from "vitest";
import { call, fault, touchy } from "./call.js";

describe("list", () => {
  test.each([
    ["en-US", "A, B, and C"],
    ["de-DE", "A, B und C"],
    ["ar-EG", "A وB وC"],
    ["ja-JP", "A、B、C"],
    ["hi-IN", "A, B, और C"],
  ])("in %s", (locale, text) => {
    expect(call("list", [["A", "B", "C"]], { locale })).toBe(text);
  });

  test.each<[args: readonly unknown[], hash: Record<string, string>, text: string]>([
    [[[]], {}, ""],
    [[["A"]], {}, "A"],
    [[["A", 1, true]], {}, "A, 1, and true"],
    [[["A", "B"], "conjunction"], {}, "A and B"],
    [[["A", "B"], "disjunction"], {}, "A or B"],
    [[["A", "B"]], { type: "unit" }, "A, B"],
  ])("%j %j", (args, hash, text) => {
    expect(call("list", args, hash)).toBe(text);
  });

  it("refuses what is no list of scalars, and calls nothing", () => {
    const getter = Object.defineProperty(["a", "b"], 1, { get: () => expect.unreachable() });
    const iterable = Object.assign(["a"], { [Symbol.iterator]: () => expect.unreachable() });
    for (const list of ["A", 1, { length: 1, 0: "a" }, touchy, new Set(["a"]), ["a", {}], ["a", null], [[]], getter]) {
      expect(fault("list", [list])).toBe("0: is not a list of texts or numbers");
    }
    expect(call("list", [iterable])).toBe("a");
  });

  it("refuses four billion holes at once", () => {
    const sparse: unknown[] = [];
    sparse.length = 4e9;
    expect(fault("list", [sparse])).toBe("0: is not a list of texts or numbers");
  });

  it("refuses other types", () => {
    expect(fault("list", [["a"], "all"])).toBe("1: is not a valid type");
    expect(fault("list", [["a"]], { type: "all" })).toBe("type: is not a valid type");
  });
});

describe("letters", () => {
  test.each([
    ["upper", "straße", {}, "STRASSE"],
    ["upper", "istanbul", { locale: "tr" }, "İSTANBUL"],
    ["upper", "istanbul", {}, "ISTANBUL"],
    ["lower", "ISTANBUL", { locale: "tr-TR" }, "ıstanbul"],
    ["lower", "ΟΔΟΣ", {}, "οδος"],
    ["capitalize", "ana maria", {}, "Ana maria"],
    ["capitalize", "istanbul", { locale: "tr" }, "İstanbul"],
    ["capitalize", "e\u0301lan", {}, "E\u0301lan"],
    ["capitalize", "«ana»", {}, "«Ana»"],
    ["capitalize", "3 items", {}, "3 items"],
    ["capitalize", "日本", {}, "日本"],
    ["capitalize", "", {}, ""],
  ])("%s %s %j", (name, value, hash, text) => {
    expect(call(name, [value], hash)).toBe(text);
  });

  test.each(["upper", "lower", "capitalize"])("%s refuses", (name) => {
    expect(fault(name, [touchy])).toBe("0: is an object");
    expect(fault(name, ["a"], { locale: "-" })).toBe("locale: is not a valid locale");
    expect(fault(name, ["a"], {}, { locale: "tlh" })).toBe("locale: is not a valid locale");
    expect(call(name, [12])).toBe("12");
  });
});

const FAMILY = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";

describe("truncate", () => {
  test.each<[text: unknown, length: unknown, ellipsis: string | undefined, result: string]>([
    ["Hello", 5, undefined, "Hello"],
    ["Hello!", 5, undefined, "Hell…"],
    ["Hello", "3", undefined, "He…"],
    ["Hello", 4, "...", "H..."],
    ["Hello", 3, "...", "..."],
    ["Hello", 2, "...", "He"],
    ["Hello", 1, undefined, "…"],
    ["Hello", 0, undefined, ""],
    ["Hello", -1, undefined, ""],
    ["", 3, undefined, ""],
    [12345, 3, "", "123"],
    [FAMILY.repeat(3), 3, undefined, FAMILY.repeat(3)],
    [FAMILY.repeat(3), 2, undefined, `${FAMILY}…`],
    ["e\u0301e\u0301e\u0301", 2, "", "e\u0301e\u0301"],
    ["नमस्ते", 2, "", "नम"],
    ["🇩🇪🇫🇷🇯🇵", 2, "", "🇩🇪🇫🇷"],
  ])("%s to %s with %s", (text, length, ellipsis, result) => {
    expect(call("truncate", [text, length], ellipsis === undefined ? {} : { ellipsis })).toBe(result);
  });

  it("reads no more of a long text than it needs", () => {
    expect(call("truncate", ["a".repeat(5_000_000), 3])).toBe("aa…");
  });

  it("refuses", () => {
    expect(fault("truncate", [touchy, 1])).toBe("0: is an object");
    expect(fault("truncate", ["abc", "x"])).toBe("1: is not a number such as 12.5");
    expect(fault("truncate", ["abc", 1], { ellipsis: touchy })).toBe("ellipsis: is an object");
    expect(fault("truncate", ["abc", 1], { locale: "-" })).toBe("locale: is not a valid locale");
  });
});
