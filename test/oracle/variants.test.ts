import { describe, expect, it } from "vitest";
import { createRenderer, RenderError, type RenderOptions, type Variables } from "../../src/index.js";
import { emailDifferences } from "./cases.js";
import { renderReference } from "./reference.js";
import { filesOf, VARIANT_CASES } from "./variants.js";

/** Law 1 where the layout depends on variables: each outcome is as if it had been filled in first. */
describe("variants equal the reference", () => {
  it.each(VARIANT_CASES)("$name", async (example) => {
    const files = filesOf(example);
    const request = { type: "email", template: "t" } as const;
    const message = await createRenderer({ templates: files }).compile(request);
    for (const variables of example.data) {
      const reference = await renderReference({ files, request, variables: { ...example.defaults, ...variables } });
      expect({ variables, found: emailDifferences(message.render(variables), reference) }).toEqual({
        variables,
        found: [],
      });
    }
  });
});

const COLUMNS = VARIANT_CASES.find(({ name }) => name === "a loop over columns");
const WIDTH = VARIANT_CASES.find(({ name }) => name === "a width from a list");

describe("what has no variant is an error", () => {
  it.each([
    [
      "more items than the contract allows",
      COLUMNS,
      { name: "n", columns: ["a", "b", "c", "d", "e"] },
      "invalid-value",
    ],
    ["a list that is missing", COLUMNS, { name: "n" }, "missing-variable"],
    ["a function in place of a list", COLUMNS, { name: "n", columns: () => [] }, "invalid-value"],
    ["an iterator in place of a list", COLUMNS, { name: "n", columns: new Set(["a"]) }, "invalid-value"],
    ["a value that is not listed", WIDTH, { name: "n", size: "51%" }, "invalid-value"],
    ["a value that is no text", WIDTH, { name: "n", size: {} }, "wrong-type"],
    ["a value that is missing", WIDTH, { name: "n" }, "missing-variable"],
  ])("%s", async (_, example, variables, code) => {
    expect((await problemsOf(example, variables)).map((problem) => problem.code)).toEqual([code]);
  });

  it("a value that is missing, under any policy", async () => {
    for (const missing of ["empty", "keep"] as const)
      expect((await problemsOf(WIDTH, { name: "n" }, { missing })).map(({ code }) => code)).toEqual([
        "missing-variable",
      ]);
  });

  it("beside the other problems", async () => {
    expect((await problemsOf(WIDTH, {})).map(({ path }) => path).toSorted()).toEqual(["name", "size"]);
  });
});

async function problemsOf(example: typeof WIDTH, variables: Variables, options?: RenderOptions) {
  if (example === undefined) throw new Error("no such case");
  const message = await createRenderer({ templates: filesOf(example) }).compile({ type: "email", template: "t" });
  try {
    message.render(variables, options);
  } catch (error) {
    if (error instanceof RenderError) return error.problems;
    throw error;
  }
  return [];
}
