import { expect, test } from "vitest";
import { toJsonSchema } from "../../src/analyze/json-schema.js";
import { contractOf } from "./contract-of.js";

const SCALAR = ["string", "number", "boolean"];
const $schema = "https://json-schema.org/draft/2020-12/schema";

test("an inferred contract", async () => {
  const template =
    "{{a}}{{#if vip}}{{points}}{{/if}}{{#each items}}{{name}}{{/each}}{{#each prices}}{{@key}}{{this}}{{/each}}";
  expect(toJsonSchema(await contractOf(template))).toEqual({
    $schema,
    type: "object",
    properties: {
      a: { type: SCALAR },
      vip: {},
      points: { type: SCALAR, $comment: "needed when vip" },
      items: {
        type: "array",
        items: { type: "object", properties: { name: { type: SCALAR } }, required: ["name"] },
      },
      prices: { type: ["array", "object"], items: { type: SCALAR }, additionalProperties: { type: SCALAR } },
    },
    required: ["a", "items", "prices"],
  });
});

test("a declared contract comes out as it went in", async () => {
  const contract = {
    type: "object",
    properties: {
      plan: { description: "The plan.", type: "string", enum: ["free", "pro"], default: "free" },
      due: { type: "string", format: "date" },
      items: {
        type: "array",
        maxItems: 3,
        items: { type: "object", properties: { name: { type: "string" } }, required: [], additionalProperties: false },
      },
    },
    required: ["due", "items"],
  };
  const files = { "t/contract.json": JSON.stringify(contract) };
  expect(toJsonSchema(await contractOf("{{due}}", files))).toEqual({ $schema, ...contract });
});

test("names of Object.prototype are names", async () => {
  const { properties } = toJsonSchema(await contractOf("{{__proto__}}{{constructor}}"));
  expect(Object.keys(properties ?? {})).toEqual(["__proto__", "constructor"]);
});
