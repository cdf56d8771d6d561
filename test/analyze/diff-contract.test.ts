import { expect, test } from "vitest";
import { diffContracts } from "../../src/analyze/diff-contract.js";
import type { JsonSchema } from "../../src/artifact/json-schema.js";

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
});
const one = (a: JsonSchema): JsonSchema => object({ a });

test.each<[string, JsonSchema, JsonSchema, string[]]>([
  ["nothing", one({ type: "string" }), one({ type: "string" }), []],
  ["a new required variable", object({}), object({ a: {} }, ["a"]), ["! a is new, and required"]],
  ["a new optional variable", object({}), object({ a: {} }), ["a is new, and optional"]],
  ["a removed variable", object({ a: {} }, ["a"]), object({}), ["a is not used any more"]],
  [
    "a renamed variable",
    object({ a: {} }, ["a"]),
    object({ b: {} }, ["b"]),
    ["! b is new, and required", "a is not used any more"],
  ],
  ["optional to required", object({ a: {} }), object({ a: {} }, ["a"]), ["! a was optional, and is required"]],
  ["required to optional", object({ a: {} }, ["a"]), object({ a: {} }), ["a was required, and is optional"]],
  ["another type", one({ type: "string" }), one({ type: "array" }), ["! a was string, and is array"]],
  [
    "a narrower type",
    one({ type: ["string", "number"] }),
    one({ type: "string" }),
    ["! a was string or number, and is string"],
  ],
  ["number to integer", one({ type: "number" }), one({ type: "integer" }), ["! a was number, and is integer"]],
  ["integer to number", one({ type: "integer" }), one({ type: "number" }), ["a was integer, and may be number"]],
  [
    "a wider type",
    one({ type: "string" }),
    one({ type: ["string", "number"] }),
    ["a was string, and may be string or number"],
  ],
  ["no type any more", one({ type: "string" }), one({}), ["a was string, and may be anything"]],
  ["a type where there was none", one({}), one({ type: "string" }), ["! a was anything, and is string"]],
  ["a narrower enum", one({ enum: ["x", "y"] }), one({ enum: ["x"] }), ['! a may no longer be "y"']],
  ["a wider enum", one({ enum: ["x"] }), one({ enum: ["x", "y"] }), ['a may be "y" too']],
  ["a new enum", one({}), one({ enum: ["x"] }), ['! a may only be one of "x" now']],
  ["no enum any more", one({ enum: ["x"] }), one({}), ["a may be any value now"]],
  ["a new format", one({}), one({ format: "date" }), ["! a must be of the format date"]],
  ["no format any more", one({ format: "date" }), one({}), ["a need not be of the format date any more"]],
  ["fewer items", one({ maxItems: 3 }), one({ maxItems: 2 }), ["! a may have 2 items at most"]],
  ["more items", one({ maxItems: 2 }), one({ maxItems: 3 }), ["a may have 3 items at most"]],
  ["a default", one({}), one({ default: "x" }), ["a has a default now"]],
  [
    "deep in a list",
    one({ items: object({}) }),
    one({ items: object({ b: {} }, ["b"]) }),
    ["! a[].b is new, and required"],
  ],
  ["deep in an object", one(object({ b: {} })), one(object({ b: {} }, ["b"])), ["! a.b was optional, and is required"]],
  ["nothing else", one({}), one({ additionalProperties: false }), ["! a may hold nothing else now"]],
  [
    "values of a map",
    one({ additionalProperties: { type: "string" } }),
    one({ additionalProperties: { type: "number" } }),
    ["! a.* was string, and is number"],
  ],
])("%s", (_, before, after, changes) => {
  const found = diffContracts(before, after).map(
    ({ breaking, path, message }) => `${breaking ? "! " : ""}${path} ${message}`,
  );
  expect(found).toEqual(changes);
});
