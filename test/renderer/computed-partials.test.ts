import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { createRenderer, load, RenderError } from "../../src/index.js";
import type { HelperDefinition } from "../../src/renderer/types.js";
import { sms } from "../../src/sms/index.js";

const concat: HelperDefinition = { run: (parts) => parts.join("") };
const partials = {
  a: "A{{x}}",
  b: "B{{x}}{{> (lookup . 'inner')}}",
  "row-a": "[{{x}}]",
  "row-b": "<{{x}}>",
  "7": "seven",
};
const kind = { enum: ["a", "b"] };
const contract = {
  properties: {
    kind,
    inner: { enum: ["a"] },
    size: { enum: [7] },
    x: {},
    names: { properties: { a: { enum: ["b"] }, b: { enum: ["a"] } } },
    list: { items: { properties: { kind, x: {}, inner: { enum: ["a"] } } } },
  },
};
const data = {
  kind: "b",
  inner: "a",
  size: 7,
  x: "1",
  names: { a: "b", b: "a" },
  list: [
    { kind: "a", x: "2", inner: "a" },
    { kind: "b", x: "3", inner: "a" },
  ],
};

function templates(text: string): Record<string, string> {
  const files = Object.entries(partials).map(([name, body]) => [`partials/${name}.txt`, body]);
  return { ...Object.fromEntries(files), "t/sms.txt": text, "t/contract.json": JSON.stringify(contract) };
}

function compile(text: string) {
  const options = { templates: templates(text), theme: { card: "a", cards: { main: "b" } }, helpers: { concat } };
  return createRenderer(options).compileSafe({ type: "sms", template: "t" });
}

function fillWithHandlebars(text: string): string {
  const handlebars = Handlebars.create();
  handlebars.registerPartial(partials);
  handlebars.registerHelper("concat", (...parts) => parts.slice(0, -1).join(""));
  return handlebars.compile(text, { noEscape: true })(data);
}

describe("are the same as with Handlebars", () => {
  test.each([
    "{{> (lookup . 'kind')}}",
    "{{#each list}}{{> (lookup . 'kind')}}{{/each}}",
    "{{#each list as |item|}}{{> (lookup item 'kind') item x='9'}}{{/each}}",
    "{{#with names}}{{> (lookup . ../kind) ..}}{{/with}}",
    "{{> (concat 'row-' kind)}}",
    "{{> (lookup . 'size')}}",
    "{{#*inline 'row-b'}}inline {{x}}{{/inline}}{{> (concat 'row-' kind)}}",
    "{{> (concat 'row-' 'a')}}",
  ])("%s", async (text) => {
    const result = await compile(text);
    expect(result.ok ? result.message.render(data).text : result.diagnostics).toBe(fillWithHandlebars(text));
  });
});

test.each([
  ["{{> @theme.card}}", "A1"],
  ["{{> (lookup @theme 'card')}}", "A1"],
  ["{{> (lookup @theme.cards 'main')}}", "B1A1"],
])("compile-time values name partials: %s", async (text, expected) => {
  const result = await compile(text);
  expect(result.ok && result.message.render(data).text).toBe(expected);
});

test("a literal that a partial is called with names a partial in it", async () => {
  const files = { ...templates("{{> box k='a'}}"), "partials/box.txt": "{{> (lookup . 'k')}}" };
  const message = await createRenderer({ templates: files }).compile({ type: "sms", template: "t" });
  expect(message.render(data).text).toBe("A1");
});

describe("need no helpers, and refuse other names", () => {
  test.each<[unknown, string]>([
    ["zz", "`kind` is no partial (t/sms.txt:1:5)"],
    ["constructor", "`kind` is no partial (t/sms.txt:1:5)"],
    [{ toString: () => "a" }, "`kind` is no partial (t/sms.txt:1:5)"],
    [undefined, "`kind` has no value (t/sms.txt:1:5)"],
  ])("%j", async (value, message) => {
    const result = await compile("{{> (lookup . 'kind')}}");
    if (!result.ok) throw new Error("does not compile");
    const { render } = load(result.message.artifact, { sms });
    expect(() => render({ ...data, kind: value })).toThrow(RenderError);
    expect(() => render({ ...data, kind: value })).toThrow(message);
  });
});

test.each([
  ["{{> (lookup . 'x')}}", "declare the names as `enum` of `x` in `t/contract.json`"],
  ["{{> (concat 'row-' x)}}", "write the names out"],
  ["{{> (lookup names x)}}", "write the names out"],
])("%s can be anything", async (text, help) => {
  const result = await compile(text);
  expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["unbounded-partial"]);
  expect(result.ok ? "" : result.diagnostics[0]?.help).toContain(help);
});

test("the contract knows the name and on what the variables of the partials depend", async () => {
  const result = await compile("{{> (concat 'row-' kind)}}{{#if (eq kind 'a')}}{{/if}}");
  if (!result.ok) throw new Error("does not compile");
  expect(result.message.contract.properties.get("kind")?.required).toBe(true);
});

test("in a document, every choice is the same as the partial itself", async () => {
  const files = (body: string) => ({
    "t/email.mjml": `---\nsubject: s\n---\n<mjml><mj-body>${body}</mj-body></mjml>`,
    "t/contract.json": JSON.stringify({ properties: { blocks: { items: { properties: { kind, x: {} } } } } }),
    "partials/a.mjml": "<mj-section><mj-column><mj-text>A {{x}}</mj-text></mj-column></mj-section>",
    "partials/b.mjml":
      "<mj-section><mj-column><mj-button href='https://b.example/'>B {{x}}</mj-button></mj-column></mj-section>",
  });
  const choice = await createRenderer({
    templates: files("{{#each blocks}}{{> (lookup . 'kind')}}{{/each}}"),
  }).compile({ type: "email", template: "t" });
  const blocks = ["a", "b", "b"].map((name, index) => ({ kind: name, x: index }));
  const plain = files("{{#each blocks}}{{#if isA}}{{> a}}{{else}}{{> b}}{{/if}}{{/each}}");
  const written = await createRenderer({ templates: { ...plain, "t/contract.json": "{}" } }).compile({
    type: "email",
    template: "t",
  });
  const expected = written.render({ blocks: blocks.map((block) => ({ ...block, isA: block.kind === "a" })) });
  const rendered = choice.render({ blocks });
  expect(rendered.html).toBe(expected.html);
  expect(rendered.text).toBe(expected.text);
});
