import { describe, expect, it, test } from "vitest";
import { errorOf, layout, path, problems, render, type Source, value } from "./build.js";

/** `{{#each @root.list}}` inside of itself. */
function nestedLoops(depth: number, body: Source): Source {
  return depth === 0 ? body : [["each", path("@root.list", 4), 0, nestedLoops(depth - 1, body), []]];
}

const list = Array.from({ length: 60 }, (_, at) => at);

describe("iterations", () => {
  it("are counted over all loops", () => {
    const text = [...nestedLoops(1, ["x"]), ...nestedLoops(1, ["x"])];
    expect(render(text, { list }, { limits: { iterations: 120 } })).toHaveLength(120);
    expect(problems(() => render(text, { list }, { limits: { iterations: 119 } }))).toEqual(["limit-exceeded"]);
  });

  it("stop a bomb at once, with place and advice", () => {
    const error = errorOf(() => render(nestedLoops(4, [value("nothing")]), { list }, { limits: { iterations: 50 } }));
    expect(error.problems[0]).toEqual({
      code: "limit-exceeded",
      message: "the number of loop turns is over `limits.iterations`, which is 50",
      at: { file: "test.mjml", line: 5, column: 3 },
    });
  });

  test.each<[name: string, depth: number, list: unknown]>([
    ["60^4", 4, list],
    ["an object", 4, { ...list }],
    ["a sparse array", 1, new Array(2 ** 32 - 1)],
  ])("of %s stay within the default", (_, depth, data) => {
    const start = performance.now();
    expect(problems(() => render(nestedLoops(depth, []), { list: data }))).toEqual(["limit-exceeded"]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("output", () => {
  const limits = { outputLength: 100 };
  const long = "x".repeat(101);

  test.each<[name: string, text: Source, variables: object]>([
    ["of a loop", nestedLoops(2, ["xx"]), { list }],
    ["of a value", [value("x")], { x: long }],
    ["of escaping", [value("x", "html")], { x: "<".repeat(30) }],
    ["of static text", [long], {}],
    ["of an indent", [["prefix", " ".repeat(50), ["\n\n\n"]]], {}],
    ["of an indent's program", [["prefix", "", [long]]], {}],
  ])("%s is limited", (_, text, variables) => {
    expect(problems(() => render(text, variables, { limits }))).toEqual(["limit-exceeded"]);
  });

  test.each<[name: string, text: Source, variables: object]>([
    ["of words", nestedLoops(2, ["xx "]), { list }],
    ["of a pre", [["pre", nestedLoops(2, ["x\n"])]], { list }],
    ["of quotes", [["quote", "q".repeat(60), ["a", ["line"], "b"]]], {}],
    ["of a link", [["link", ["a"], [long]]], {}],
  ])("%s is limited in the text part", (_, text, variables) => {
    expect(problems(() => layout(text, variables, { limits }))).toEqual(["limit-exceeded"]);
  });

  it("may be as long as the limit", () => {
    expect(render([value("x")], { x: "x".repeat(100) }, { limits })).toHaveLength(100);
  });

  it("is never a RangeError of the engine", () => {
    const x = "<".repeat(4_999_999);
    const text = Array.from({ length: 200 }, () => value("x", "html"));
    const limits = { outputLength: Infinity };
    expect(problems(() => render(text, { x }, { limits }))).toEqual(["limit-exceeded"]);
  });

  it("counts as limit whatever is not a number", () => {
    expect(problems(() => render(["x"], {}, { limits: { outputLength: Number.NaN } }))).toEqual(["limit-exceeded"]);
  });
});

it("hundreds of thousands of white-space pieces take linear time", () => {
  const start = performance.now();
  layout([["pre", ["a", ...nestedLoops(2, ["\n", " "]), "b"]]], { list: Array(300).fill(0) });
  layout([["quote", "> ", nestedLoops(2, [["line"], " "])]], { list: Array(300).fill(0) });
  expect(performance.now() - start).toBeLessThan(2000);
});
