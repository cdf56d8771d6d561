import { describe, expect, test } from "vitest";
import { checkData } from "../../src/analyze/check-data.js";
import { FORMATS } from "../../src/analyze/formats.js";
import { contractOf } from "./contract-of.js";

async function problemsOf(template: string, data: unknown, properties?: object): Promise<string[]> {
  const files = properties === undefined ? {} : { "t/contract.json": JSON.stringify({ properties }) };
  const problems = checkData(data, await contractOf(template, files));
  return problems.map(({ code, message, help }) => `${code}: ${message}; ${help}`);
}

describe("inferred", () => {
  test.each([
    ["{{a}}", { a: 1 }, []],
    ["{{a}}", {}, ["missing-variable: `a` has no value; give it a value"]],
    ["{{a}}", { a: null }, ["missing-variable: `a` has no value; give it a value"]],
    ["{{#if a}}{{a}}{{/if}}", { a: null }, []],
    ["{{a}}", { a: [] }, ["wrong-type: `a` is an array; the contract says string or number or boolean"]],
    ["{{#each a}}{{b}}{{/each}}", { a: [{ b: 1 }, {}] }, ["missing-variable: `a.1.b` has no value; give it a value"]],
    ["{{#each a}}{{b}}{{/each}}", { a: "x" }, ["wrong-type: `a` is a string; the contract says array"]],
    [
      "{{first_name}}",
      { frist_name: 1 },
      [
        "missing-variable: `first_name` has no value; give it a value",
        "unknown-variable: `frist_name` is not a variable of the template; did you mean `first_name`?",
      ],
    ],
    [
      "{{a.b}}",
      { a: { b: 1, old: 2 } },
      ["unknown-variable: `a.old` is not a variable of the template; remove it, or use it"],
    ],
    ["{{#if a}}x{{/if}}", { a: { anything: [1] } }, []],
    ["{{lookup a b}}", { a: { x: 1, y: [2] }, b: "x" }, []],
    ["{{#each a}}{{@key}}{{b}}{{/each}}", { a: { x: { b: 1 }, y: { b: 2 } } }, []],
    ["{{__proto__}}", {}, ["missing-variable: `__proto__` has no value; give it a value"]],
  ])("%s of %j", async (template, data, problems) => {
    expect(await problemsOf(template, data)).toEqual(problems);
  });
});

describe("declared", () => {
  test.each([
    [
      { type: "string", enum: ["free", "pro"] },
      "gold",
      ['invalid-value: `a` is not one of the values in the contract; known: "free", "pro"'],
    ],
    [{ type: "integer" }, 1.5, ["wrong-type: `a` is a number; the contract says integer"]],
    [{ type: ["string", "null"] }, null, []],
    [
      { type: "string", format: "date" },
      "May 2",
      ["invalid-value: `a` is not of the format `date`; mend the value, or the contract"],
    ],
    [{ type: "array", maxItems: 1 }, [1, 2], ["invalid-value: `a` has 2 items; the contract says 1 at most"]],
    [{ type: "object", properties: {}, additionalProperties: true }, { b: 1 }, []],
    [{ type: "object", additionalProperties: { type: "string" } }, { b: "x" }, []],
  ])("%j of %j", async (declaration, value, problems) => {
    expect(await problemsOf("x", { a: value }, { a: declaration })).toEqual(problems);
  });
});

test("no problem holds a value", async () => {
  const secret = "top-secret";
  const data = { a: secret, b: { c: secret }, d: [secret, secret] };
  const properties = {
    a: { type: "string", format: "email" },
    b: { type: "string" },
    d: { type: "array", maxItems: 1 },
  };
  expect(JSON.stringify(await problemsOf("x", data, properties))).not.toContain(secret);
});

describe("formats", () => {
  test.each([
    ["date", ["2026-02-28", "2024-02-29"], ["2026-02-30", "2026-2-1", "02/03/2026", ""]],
    [
      "date-time",
      ["2026-02-28T10:00:00Z", "2026-02-28t10:00:00.5+02:00"],
      ["2026-02-28", "2026-02-28T25:00:00Z", "2026-02-28T10:00:00"],
    ],
    ["email", ["ana@example.com", "a.b+c@x.co"], ["ana", "ana@", "a b@example.com", "Ana <ana@example.com>", "a@b@c"]],
    ["uri", ["https://example.com/x?y=1", "mailto:ana@example.com"], ["/x", "example.com", "https://", ""]],
    ["hostname", ["example.com", "localhost", "a-b.example"], ["-a.example", "a..b", "a_b.example", "https://x", ""]],
  ])("%s", (format, good, bad) => {
    expect(good.filter((text) => !FORMATS[format]?.(text))).toEqual([]);
    expect(bad.filter((text) => FORMATS[format]?.(text))).toEqual([]);
  });
});
