import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Contract, ITEM, type Path, type Variable } from "../../src/analyze/contract.js";
import { createRenderer } from "../../src/renderer/renderer.js";
import { RenderError } from "../../src/runtime/index.js";
import { compileText } from "./contract-of.js";

/** What is inferred against what rendering does: data without a required variable fails, without an optional one not. */
const TEMPLATES = [
  "{{a}}{{b.c.d}}",
  "{{#each items}}{{name}}{{#if note}}{{note}}{{/if}}{{#each tags}}{{this}}{{/each}}{{/each}}",
  "{{#each a as |x i|}}{{x.b}}{{#with c}}{{d}}{{../e}}{{/with}}{{/each}}",
  "{{#if a}}{{a.b}}{{else}}none{{/if}}{{#with o}}{{p}}{{@root.q}}{{/with}}",
  "{{#if a}}{{x}}{{else}}{{x}}{{/if}}{{#unless b}}{{y.z}}{{else}}{{y.z}}{{/unless}}",
  "{{fallback a 'x'}}{{upper b}}{{#if (and c d)}}{{c}}{{/if}}{{#if (eq e 'x')}}1{{/if}}",
  "{{lookup a 'b'}}{{#each c}}{{else}}none{{/each}}{{#each d}}{{this.e}}{{else}}{{/each}}",
  "{{#*inline 'i'}}{{x}}{{y.z}}{{/inline}}{{> i}}{{> i user}}{{> i x=title}}",
  "{{#each a}}{{#each ../b}}{{c}}{{/each}}{{/each}}{{b.length}}",
];

const FULL = "x";

describe.each(TEMPLATES)("%s", (template) => {
  test("what is inferred is what rendering asks for", async () => {
    const message = await compileText(template);
    expect(missing(message, dataOf(message.contract))).toEqual([]);
    for (const { path, required } of variablesOf(message.contract)) {
      const found = missing(message, without(dataOf(message.contract), path));
      expect([path, found.length > 0], template).toEqual([path, required]);
    }
  });
});

const SHIPPED = join(import.meta.dirname, "../../templates");

test.each(["receipt", "event-reminder", "announcement"])("the shipped template %s", async (template) => {
  const message = await createRenderer({ templates: SHIPPED }).compile({ type: "email", template });
  const samples = readdirSync(join(SHIPPED, template, "samples"));
  for (const sample of samples) {
    const data = JSON.parse(readFileSync(join(SHIPPED, template, "samples", sample), "utf8"));
    for (const { path, required } of variablesOf(message.contract)) {
      if (path.includes(ITEM) || !isThere(data, path)) continue;
      expect([sample, path, missing(message, without(data, path)).length > 0]).toEqual([sample, path, required]);
    }
  }
});

interface Renderable {
  render(variables: Readonly<Record<string, unknown>>): unknown;
}

function missing(message: Renderable, data: unknown): string[] {
  try {
    message.render(data as Record<string, unknown>); // made from a contract, or a sample
    return [];
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return error.problems.filter(({ code }) => code === "missing-variable").map(({ path }) => path ?? "");
  }
}

/** All variables that are required or optional in any case. */
function variablesOf(variable: Variable, path: Path = []): { path: Path; required: boolean }[] {
  const inner = [...variable.properties].flatMap(([name, property]) => {
    const at = [...path, name];
    const own = property.conditions.length > 0 ? [] : [{ path: at, required: property.required }];
    return [...own, ...variablesOf(property, at)];
  });
  return variable.items === undefined ? inner : [...inner, ...variablesOf(variable.items, [...path, ITEM])];
}

function dataOf(variable: Contract): unknown {
  if (variable.types.includes("array")) return variable.items === undefined ? [FULL] : [dataOf(variable.items)];
  if (!variable.types.includes("object")) return FULL;
  return Object.fromEntries([...variable.properties].map(([name, property]) => [name, dataOf(property)]));
}

/** The data without the value at a path; in lists of all items. */
function without(data: unknown, [name, ...rest]: Path): unknown {
  if (name === ITEM) return Array.isArray(data) ? data.map((item) => without(item, rest)) : data;
  if (typeof data !== "object" || data === null || name === undefined) return data;
  const { [name]: value, ...others } = data as Record<string, unknown>; // an object, as was checked
  return rest.length === 0 ? others : { ...others, [name]: without(value, rest) };
}

function isThere(data: unknown, path: Path): boolean {
  const found = path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], data);
  return found !== undefined;
}
