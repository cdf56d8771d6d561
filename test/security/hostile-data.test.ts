import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createRenderer, helpers, type Variables } from "../../src/index.js";
import { load } from "../../src/runtime/index.js";
import { isRefusal } from "../own-errors.js";
import { problems } from "../runtime/build.js";

/** Every way in which a template reads `x`. */
const CONSTRUCTS = [
  "{{x}}",
  "{{{x}}}",
  "{{#if x}}a{{/if}}",
  "{{#each x}}{{this}}{{@key}}{{else}}b{{/each}}",
  "{{#with x}}{{this}}{{y}}{{else}}b{{/with}}",
  "{{#x}}{{y}}{{/x}}{{^x}}c{{/x}}",
  "{{x.y.z}}",
  '{{lookup x "y"}}',
  "{{lookup map x}}",
  '{{fallback x "d"}}',
  "{{upper x}}{{number x}}{{date x}}{{list x}}",
  "{{#if (eq x 1)}}e{{/if}}{{#if (and x x)}}e{{/if}}{{#if (gt x 1)}}e{{/if}}",
  "{{> part x}}",
  "{{> part y=x}}",
  "<a href='{{x}}' title='{{x}}' style='color:{{x}}'>l</a><a href='https://a.example/{{x}}'>m</a>",
];

const FILES = { "partials/part.html": "<i>{{y}}</i>" };

async function emailOf(body: string) {
  const document = `---\nsubject: {{#if x}}s{{/if}}\n---\n<html><body>${body}</body></html>`;
  const renderer = createRenderer({ templates: { ...FILES, "t/email.html": document } });
  return renderer.compile({ type: "email", template: "t" });
}

const messages = await Promise.all(CONSTRUCTS.map(emailOf));

/** Renders every construct; nothing but the errors that rendering has may come of it. */
function renderAll(variables: Variables): void {
  for (const message of messages) {
    for (const missing of ["error", "empty", "keep"] as const) {
      try {
        message.render({ map: { a: 1 }, ...variables }, { missing });
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
  }
}

describe("methods of the data are never called", () => {
  const METHODS = ["toString", "toHTML", "toJSON", "valueOf", "inspect", "constructor", "then", "call", "apply", "y"];

  test.each(["object", "array", "function", "date", "error", "map"])("of an %s", (kind) => {
    const calls: string[] = [];
    const target =
      {
        object: {},
        array: [1],
        function: () => calls.push("itself"),
        date: new Date(0),
        error: new Error("e"),
        map: new Map(),
      }[kind] ?? {};
    const trap = (name: string) => () => {
      calls.push(name);
      return name;
    };
    for (const name of METHODS) Object.defineProperty(target, name, { value: trap(name), enumerable: true });
    Object.defineProperty(target, "getter", { get: trap("getter"), enumerable: true });
    for (const symbol of [Symbol.toPrimitive, Symbol.iterator, Symbol.toStringTag, Symbol.hasInstance] as const) {
      Object.defineProperty(target, symbol, { get: trap(String(symbol)) });
    }
    renderAll({ x: target });
    renderAll({ x: [target, { y: target }] });
    renderAll({ x: { y: target, z: target } });
    expect(calls).toEqual([]);
  });

  test("and of a proxy, nothing but what it owns is asked for", () => {
    const asked = new Set<string>();
    const handler = new Proxy(
      {},
      {
        get:
          (_, trap) =>
          (...args: unknown[]) => {
            asked.add(String(trap));
            return Reflect.apply(Reflect.get(Reflect, trap), undefined, args);
          },
      },
    );
    renderAll({ x: new Proxy({ y: "v" }, handler) });
    expect([...asked].toSorted()).toEqual(["getOwnPropertyDescriptor", "has", "ownKeys"]);
  });

  test("a function is no value", async () => {
    const message = await emailOf("{{x}}");
    expect(problems(() => message.render({ x: () => "called" }))).toContain("wrong-type x");
  });
});

describe("known escapes of Handlebars", () => {
  test.each([
    "{{constructor}}",
    "{{constructor.name}}",
    "{{x.constructor.constructor}}",
    "{{__proto__}}",
    "{{x.__proto__.toString}}",
    '{{lookup this "constructor"}}',
    '{{lookup x "__proto__"}}',
    '{{lookup (lookup this "constructor") "name"}}',
    "{{toString}}",
    "{{hasOwnProperty}}",
    "{{x.length}}",
    "{{list.length.constructor}}",
    "{{#with __proto__}}{{toString}}{{/with}}",
    "{{#each constructor}}{{this}}{{/each}}",
    "{{__defineGetter__}}",
    "{{@root.constructor}}",
    "{{#each list}}{{../constructor}}{{/each}}",
  ])("%s is missing", async (body) => {
    const message = await emailOf(body);
    const found = problems(() => message.render({ x: "text", list: ["a"] }));
    for (const problem of found) expect(problem).toMatch(/^missing-variable /);
    expect(message.render({ x: "text", list: ["a"] }, { missing: "empty" }).html).toBe("<html><body></body></html>");
  });

  test.each([
    ['{{constructor.constructor "return 1"}}', "unsupported-syntax"],
    ["{{#with this as |s|}}{{s.sub.apply 0 x}}{{/with}}", "unsupported-syntax"],
    ['{{> (lookup . "ast")}}', "unbounded-partial"],
    ["{{> constructor}}", "unknown-partial"],
    ["{{> __proto__}}", "unknown-partial"],
    ['{{constructor "x"}}', "unknown-helper"],
    ['{{__lookupGetter__ "x"}}', "unknown-helper"],
    ["{{#constructor x}}{{/constructor}}", "unsupported-syntax"],
    ["{{* constructor}}", "unsupported-syntax"],
  ])("%s is refused", async (body, code) => {
    const renderer = createRenderer({
      templates: { ...FILES, "t/email.html": `---\nsubject: s\n---\n<html><body>${body}</body></html>` },
    });
    const result = await renderer.compileSafe({ type: "email", template: "t" });
    expect(result.ok ? "compiled" : result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test("a tree of Handlebars is no template", async () => {
    const ast = {
      type: "Program",
      body: [{ type: "MustacheStatement", path: 0, params: [{ type: "NumberLiteral", value: "1);x(" }] }],
    };
    const renderer = createRenderer();
    for (const content of [ast, [ast], { toString: () => "x" }] as unknown as string[]) {
      const result = await renderer.compileSafe({ type: "sms", content });
      expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["invalid-message"]);
    }
    const templates = { "t/sms.txt": ast } as unknown as Record<string, string>;
    const result = await createRenderer({ templates }).compileSafe({ type: "sms", template: "t" });
    expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["unreadable-file"]);
  });
});

describe("polluted prototypes", () => {
  const POLLUTED: string[] = [];

  function pollute(name: string, value: unknown): void {
    POLLUTED.push(name);
    Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
  }

  afterEach(() => {
    for (const name of POLLUTED.splice(0)) Reflect.deleteProperty(Object.prototype, name);
  });

  /** Every word of the runtime's source. `return` is asked for by the language itself, whenever an array is taken apart. */
  const names = [...new Set(["artifact", "runtime", "sms"].flatMap(wordsOf))].filter(
    (name) => !(name in Object.prototype) && name !== "return",
  );

  function wordsOf(room: string): readonly string[] {
    const folder = join(import.meta.dirname, "../../src", room);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    return files.flatMap((path) => readFileSync(join(folder, path), "utf8").match(/[A-Za-z_$][\w$]*/g) ?? []);
  }

  const body = `{{x}} {{#if on}}a{{else}}b{{/if}} {{#each items as |it i|}}{{it.n}}{{i}}{{@index}}{{../x}}{{/each}}{{#with user}}{{y}}{{/with}}
    {{#each user}}{{@key}}{{this}}{{/each}}{{> part y=x}}{{#on}}c{{/on}}{{lookup user "y"}}{{fallback none "d"}}
    <a href="{{url}}" style="color:{{color}}">{{currency n "EUR"}} {{date day "long"}} {{list tags}} {{truncate x 2}}</a><pre>{{x}}</pre><ul><li>{{x}}</li></ul>`;
  const variables = {
    x: "Ana & <b>",
    on: true,
    items: [{ n: 1 }, { n: 2 }],
    user: { y: "u" },
    url: "https://x.example/?a=1",
    color: "red",
    n: 5,
    day: "2026-01-02",
    tags: ["a", "b"],
  };

  test.each([
    ["a text", "polluted"],
    ["an object", { evil: 1 }],
    ["a number", 3],
    ["a function", () => "polluted"],
    ["a list", ["polluted"]],
  ])("with %s change nothing that is rendered", async (_, value) => {
    const { artifact } = await emailOf(body);
    const sms = await createRenderer({ sms: { pricePerSegment: 1 } }).compile({ type: "sms", content: "Hi ‘{{x}}’ ł" });
    const rendered = () =>
      JSON.stringify([
        load(artifact, { helpers }).render(variables),
        sms.render(variables),
        sms.render({ x: "łó".repeat(99) }),
      ]);
    const expected = rendered();
    const changed = names.filter((name) => {
      pollute(name, value);
      try {
        return rendered() !== expected;
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
    });
    expect(names.length).toBeGreaterThan(500);
    expect(changed).toEqual([]);
  });

  test("make nothing present that is missing", async () => {
    const message = await emailOf("{{x}}{{user.name}}");
    pollute("x", "polluted");
    pollute("name", "polluted");
    expect(problems(() => message.render({ user: {} }))).toEqual(["missing-variable x", "missing-variable user.name"]);
  });

  test.each([
    ["noEscape", true],
    ["sourceLength", "x"],
    ["milliseconds", -1],
    ["isolate", { milliseconds: -1 }],
    ["limits", { depth: -1 }],
    ["contents", "trusted"],
    ["trust", 5],
    ["templates", 5],
    ["helpers", null],
    ["sms", null],
  ])("are found before anything is compiled: %s", async (name, value) => {
    pollute(name, value);
    const renderer = createRenderer({ limits: {}, trust: {}, isolate: {} });
    const result = await renderer.compileSafe({ type: "sms", content: "Hi" });
    expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["polluted-prototype"]);
  });
});
