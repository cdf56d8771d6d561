import { describe, expect, test } from "vitest";
import { CompileError } from "../../src/compile/compile-error.js";
import { createRenderer } from "../../src/renderer/renderer.js";
import { RenderError } from "../../src/runtime/index.js";
import { compileWithContract, shapeOf } from "./contract-of.js";

const TEXT = { type: "string" };
/** Nothing is required. */
const optional = (properties: object) => ({ properties, required: [] });

describe("optional and default declarations", () => {
  test.each([
    ["Hi {{name}}!", optional({ name: TEXT }), {}, "Hi !"],
    ["Hi {{name}}!", optional({ name: TEXT }), { name: null }, "Hi !"],
    ["Hi {{name}}!", { properties: { name: { type: ["string", "null"] } } }, {}, "Hi !"],
    ["Hi {{name}}!", { properties: { name: { default: "there" } } }, {}, "Hi there!"],
    ["Hi {{name}}!", { properties: { name: { default: "there" } } }, { name: "Ana" }, "Hi Ana!"],
    ["Hi {{name}}!", { properties: { name: { default: "there" } } }, { name: "" }, "Hi !"],
    ['Hi {{fallback name "you"}}!', { properties: { name: { default: "there" } } }, {}, "Hi you!"],
    ["{{#if show}}shown{{/if}}", { properties: { show: { type: "boolean", default: true } } }, {}, "shown"],
    ["{{#show}}shown{{/show}}", { properties: { show: { type: "boolean", default: true } } }, {}, "shown"],
    ["{{upper name}}!", optional({ name: TEXT }), {}, "!"],
    ["{{upper name}}!", { properties: { name: { default: "you" } } }, {}, "YOU!"],
    ["{{number n}}!", optional({ n: { type: "number" } }), {}, "!"],
    ["{{number n}}!", optional({ n: { type: "number" } }), { n: 0 }, "0!"],
    ["{{number (fallback n 7)}}!", optional({ n: { type: "number" } }), {}, "7!"],
    ['{{#if (eq plan "pro")}}pro{{else}}free{{/if}}', optional({ plan: TEXT }), {}, "free"],
    ["{{#each items}}{{this}},{{/each}}!", optional({ items: { type: "array" } }), {}, "!"],
    ["{{#each items}}{{this}},{{/each}}!", { properties: { items: { type: "array", default: [] } } }, {}, "!"],
    ["{{#each items}}{{this}},{{/each}}!", optional({ items: { type: "array" } }), { items: [1, 2] }, "1,2,!"],
    ["{{#each items}}{{this}}{{else}}none{{/each}}!", optional({ items: { type: "array" } }), {}, "none!"],
    ["{{#with o}}{{a}}{{/with}}!", optional({ o: { type: "object" } }), {}, "!"],
    ["{{o.a}}!", optional({ o: { type: "object" } }), {}, "!"],
    ["{{> p o}}!", optional({ o: { type: "object" } }), {}, "!"],
    [
      "{{#each items}}{{a}};{{/each}}",
      { properties: { items: { items: optional({ a: TEXT }) } } },
      { items: [{}, { a: "b" }] },
      ";b;",
    ],
    [
      "{{#each items}}{{../unit}};{{/each}}",
      { properties: { items: {}, unit: { default: "kg" } } },
      { items: [1] },
      "kg;",
    ],
    ["{{lookup labels key}}!", optional({ labels: { type: "object" }, key: TEXT }), { key: "a" }, "!"],
  ])("%s with %j of %j", async (template, contract, variables, text) => {
    const templates = { "t/sms.txt": template, "t/contract.json": JSON.stringify(contract), "partials/p.txt": "{{a}}" };
    const message = await createRenderer({ templates }).compile({ type: "sms", template: "t" });
    expect(message.render(variables).text).toBe(text);
  });
});

describe("what is not declared optional is still required", () => {
  test.each([
    ["{{a}}{{b}}", optional({ a: TEXT }), ["b"], true],
    ["{{a}}{{b}}", { properties: { a: {}, b: {} } }, ["a", "b"], false],
    ["{{#if o}}{{o.a}}{{/if}}", { properties: { o: { properties: { a: TEXT } } }, required: [] }, ["o.a"], false],
    ["{{#with o}}{{a}}{{/with}}", { properties: { o: { properties: { a: TEXT } } }, required: [] }, ["o.a"], false],
  ])("%s with %j", async (template, contract, missing, isOpen) => {
    const message = await compileWithContract(template, { ...contract, additionalProperties: isOpen });
    const error = catchError(() => message.render({ o: { x: 1 } }));
    expect(error instanceof RenderError && error.problems.map(({ path }) => path)).toEqual(missing);
  });
});

describe("what a helper cannot do without", () => {
  test.each([
    ["{{#if (gt n 3)}}many{{/if}}", "`n` is optional in the contract, and `gt` needs a value"],
    ["{{#each (shout n)}}x{{/each}}", "`n` is optional in the contract, and `shout` needs a value"],
  ])("%s", async (template, message) => {
    const error = await compileWithContract(template, optional({ n: { type: "number" } })).catch((caught) => caught);
    expect(error instanceof CompileError && error.diagnostics.map((each) => [each.code, each.message])).toEqual([
      ["contract-conflict", message],
    ]);
  });

  test("is there under a guard", async () => {
    const template = "{{#if n}}{{#if (gt n 3)}}many{{/if}}{{/if}}";
    const message = await compileWithContract(template, optional({ n: { type: "number" } }));
    expect(message.render({ n: 4 }).text).toBe("many");
    expect(message.render({}).text).toBe("");
  });
});

test("a value that does not fit is named, although something may stand in for it", async () => {
  const message = await compileWithContract("{{a.b}}", { properties: { a: { properties: { b: { default: "x" } } } } });
  const error = catchError(() => message.render({ a: { b: [] } }));
  expect(error instanceof RenderError && error.problems.map(({ path }) => path)).toEqual(["a.b"]);
});

describe("an email", () => {
  const email = `---
subject: Hi {{name}}
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>Hi {{name}}</mj-text>
{{#each items}}<mj-text>{{this}}</mj-text>{{/each}}
<mj-button href="{{url}}">Go</mj-button>
</mj-column></mj-section></mj-body></mjml>`;
  const contract = {
    properties: { name: { default: "there" }, items: { type: "array" }, url: { type: "string", format: "uri" } },
    required: ["url"],
  };

  test("takes defaults into every part", async () => {
    const templates = { "t/email.mjml": email, "t/contract.json": JSON.stringify(contract) };
    const message = await createRenderer({ templates }).compile({ type: "email", template: "t" });
    const { subject, html, text } = message.render({ url: "https://example.com" });
    expect(subject).toBe("Hi there");
    expect(html).toContain("Hi there");
    expect(text).toBe("Hi there\n\nGo <https://example.com>");
    expect(message.artifact.sources.map(({ path }) => path)).toContain("t/contract.json");
    expect(JSON.parse(JSON.stringify(message.artifact.contract))).toEqual(message.artifact.contract);
    expect(shapeOf(message.contract)).toBe("name? scalar, items? [scalar], url uri");
  });

  test("may bring variables of its own along", async () => {
    const templates = { "t/email.mjml": email, "t/contract.json": JSON.stringify(contract) };
    const renderer = createRenderer({ templates });
    const message = await renderer.compile({ type: "email", template: "t", subject: "{{greeting}}" });
    expect(message.render({ greeting: "Hello", url: "https://example.com" }).subject).toBe("Hello");
  });
});

function catchError(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
