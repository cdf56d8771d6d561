import { describe, expect, test } from "vitest";
import { readContractFile } from "../../src/analyze/contract-file.js";
import { locate, readLocatedJson } from "../../src/analyze/located-json.js";
import { createSourceFile, positionAt } from "../../src/source/source-file.js";

function problemsOf(text: string): string[] {
  const { diagnostics } = readContractFile(createSourceFile("t/contract.json", text));
  return diagnostics.map(({ message, help, span }) => {
    const { line, column } = positionAt(span?.source ?? createSourceFile("", ""), span?.start ?? 0);
    return `${line}:${column} ${message}${help === undefined ? "" : `; ${help}`}`;
  });
}

test("every keyword is read", () => {
  const text = JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Receipt",
    type: "object",
    required: ["plan"],
    properties: {
      plan: { type: "string", enum: ["free", "pro"], description: "The plan." },
      name: { type: ["string", "null"], default: "there" },
      items: { type: "array", maxItems: 3, default: [], items: { type: "object", additionalProperties: true } },
      due: { type: "string", format: "date" },
    },
    additionalProperties: false,
  });
  const { declaration, diagnostics } = readContractFile(createSourceFile("t/contract.json", text));
  expect(diagnostics).toEqual([]);
  expect(declaration).toMatchObject({ types: ["object"], additionalProperties: false, required: new Set(["plan"]) });
  expect(declaration?.properties?.get("plan")).toMatchObject({ enum: ["free", "pro"], description: "The plan." });
  expect(declaration?.properties?.get("name")).toMatchObject({ types: ["string", "null"], default: "there" });
  expect(declaration?.properties?.get("items")).toMatchObject({ maxItems: 3, default: [] });
  expect(declaration?.properties?.get("due")).toMatchObject({ format: "date" });
});

describe("what is not a contract is reported where it stands", () => {
  test.each([
    ["", "1:1 not valid JSON: expected a value"],
    ["{", "1:2 not valid JSON: expected a name in double quotes"],
    ['{"a": 1,}', "1:9 not valid JSON: expected a name in double quotes"],
    ['{"a" 1}', "1:6 not valid JSON: expected `:`"],
    ['{"a": [1 2]}', "1:10 not valid JSON: expected `,` or `]`"],
    ['{"a": "x\ny"}', "1:7 not valid JSON: expected a value"],
    ['{"a": 01}', "1:7 not valid JSON: expected a value"],
    ["{} {}", "1:4 not valid JSON: expected nothing more"],
    ['{"type": "object", "type": "object"}', "1:20 not valid JSON: this name is given twice"],
    ["[".repeat(500), "1:202 not valid JSON: values are nested deeper than 200"],
    ["[]", "1:1 expected a schema, which is an object"],
    ['{"type": "array"}', '1:1 the variables are an object; write `"type": "object"`'],
    ['{"requierd": []}', "1:2 `requierd` is not a keyword that contracts have; did you mean `required`?"],
    ['{"properties": {"a": 1}}', "1:22 expected a schema, which is an object"],
    ['{"properties": []}', "1:16 expected an object of schemas"],
    [
      '{"properties": {"a": {"type": "text"}}}',
      "1:31 `text` is not a type; types are string, number, integer, boolean, object, array, null",
    ],
    ['{"properties": {"a": {"type": "strng"}}}', "1:31 `strng` is not a type; did you mean `string`?"],
    ['{"properties": {"a": {"format": "dat"}}}', "1:33 `dat` is not a format; did you mean `date`?"],
    ['{"properties": {"a": {"enum": []}}}', "1:31 expected a list of texts, numbers or booleans"],
    ['{"properties": {"a": {"maxItems": -1}}}', "1:35 expected a whole number"],
    ['{"properties": {"a": {"default": {}}}}', "1:34 a default is a text, a number, a boolean or an empty list"],
    ['{"properties": {"a": {"type": "string", "default": 1}}}', "1:52 the default does not fit the type or the `enum`"],
    ['{"properties": {"a": {}}, "required": ["b"]}', "1:40 there is no property `b`; did you mean `a`?"],
    [
      '{"properties": {"a": {"default": 1}}, "required": ["a"]}',
      "1:52 `a` is required and has a default; leave one of the two away",
    ],
  ])("%s", (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});

test("located JSON holds what JSON.parse makes of it", () => {
  const text = '{"a": [1, "two", {"b": null}], "c\\u0041": {"d": true}}';
  const json = readLocatedJson(createSourceFile("x.json", text));
  if (!("kind" in json)) throw new Error(json.message);
  const at = (path: (string | number)[]) => text.slice(locate(json, path).start, locate(json, path).end);
  expect([at(["a", 1]), at(["a", 2, "b"]), at(["cA", "d"]), at(["a", 0])]).toEqual(['"two"', '"b"', '"d"', "1"]);
  expect(at(["cA", "missing"])).toBe('"c\\u0041"');
});
