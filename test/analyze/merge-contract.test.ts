import { describe, expect, test } from "vitest";
import { CompileError } from "../../src/compile/compile-error.js";
import { compileWithContract, shapeOf } from "./contract-of.js";

async function problemsOf(template: string, contract: object): Promise<string[]> {
  const error = await compileWithContract(template, contract).catch((caught: unknown) => caught);
  if (!(error instanceof CompileError)) throw error;
  return error.diagnostics.map(({ code, message, help }) => `${code}: ${message}; ${help}`);
}

describe("declared and inferred", () => {
  test.each([
    ["{{a}}", { properties: { a: { type: "number" } } }, "a number"],
    ["{{a}}", { properties: { a: { type: "number" }, b: {} } }, "a number, b? any"],
    ["{{a}}", { properties: { a: {}, b: { type: "string" } }, required: ["b"] }, "a? scalar, b string"],
    ["{{#if a}}{{a}}{{/if}}", { properties: { a: {} }, required: ["a"] }, "a scalar"],
    ["{{#if v}}{{a}}{{/if}}", { properties: { a: {}, v: {} } }, "a?(v) scalar, v? any"],
    ["{{a.b}}", { properties: { a: { description: "x" } } }, "a {b scalar}"],
    ["{{a.b}}{{c}}", { properties: { a: {} }, additionalProperties: true }, "a {b scalar}, c scalar"],
    [
      "{{#each a}}{{b}}{{/each}}",
      { properties: { a: { items: { properties: { b: { enum: ["x"] } } } } } },
      'a [{b "x"}]',
    ],
    ["{{#each a}}{{b}}{{/each}}", { properties: { a: { type: "object" } } }, "a object [{b scalar}]"],
    ["{{a.length}}{{#each a}}{{/each}}", { properties: { a: { type: "array", items: {} } } }, "a [any]"],
    ["{{#a}}{{b}}{{/a}}", { properties: { a: { type: "array" } } }, "a? [{b scalar}]"],
    ["{{#a}}{{b}}{{/a}}", { properties: { a: { type: "object" } } }, "a? {b scalar}"],
    ["{{#a}}{{b}}{{/a}}", { properties: { a: { type: "boolean" }, b: {} } }, "a? boolean, b?(a) scalar"],
  ])("%s with %j", async (template, contract, shape) => {
    expect(shapeOf((await compileWithContract(template, contract)).contract)).toBe(shape);
  });
});

describe("unknown-variable", () => {
  const user = { type: "object", properties: { first_name: {}, address: { properties: { city: {} } } } };
  test.each([
    ["{{user.frist_name}}", ["`user.frist_name` is not in the contract; did you mean `user.first_name`?"]],
    ["{{usr.first_name}}", ["`usr` is not in the contract; did you mean `user`?"]],
    ["{{#if vip}}x{{/if}}", ["`vip` is not in the contract; declare it in `t/contract.json`"]],
    [
      "{{#with user.address}}{{town}}{{/with}}",
      ["`user.address.town` is not in the contract; declare it in `t/contract.json`"],
    ],
    ["{{usr.a}} {{usr.b}}", Array(2).fill("`usr` is not in the contract; did you mean `user`?")],
  ])("%s", async (template, problems) => {
    const found = await problemsOf(template, { properties: { user } });
    expect(found).toEqual(problems.map((problem) => `unknown-variable: ${problem}`));
  });
});

describe("contract-conflict", () => {
  test.each([
    ["{{#each a}}x{{/each}}", "string", "`a` is declared as string, and used as a list here"],
    ["{{a}}", "array", "`a` is declared as array, and used as a text here"],
    ["{{a}}", "object", "`a` is declared as object, and used as a text here"],
    ["{{a.b}}", "string", "`a` is declared as string, and used as an object here"],
    ["{{upper a}}", "array", "`a` is declared as array, and used as a text here"],
  ])("%s of %s", async (template, type, problem) => {
    const [found] = await problemsOf(template, { properties: { a: { type } } });
    expect(found).toBe(`contract-conflict: ${problem}; mend the use, or \`t/contract.json\``);
  });

  test.each([
    ["{{a}}", "integer"],
    ["{{number a}}", "integer"],
    ["{{#if a}}x{{/if}}", "array"],
    ["{{#each a}}x{{/each}}", "object"],
    ["{{a.b}}", "object"],
  ])("%s of %s is none", async (template, type) => {
    await expect(compileWithContract(template, { properties: { a: { type } } })).resolves.toBeDefined();
  });
});
