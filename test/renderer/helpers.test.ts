import { expect, test } from "vitest";
import { createRenderer, formatDiagnostic, RenderError } from "../../src/index.js";
import type { HelperDefinition } from "../../src/renderer/types.js";

const shout: HelperDefinition = { arity: [1, 1], hash: ["mark"], run: ([text], { mark }) => `${text}${mark ?? "!"}` };
const broken: HelperDefinition = {
  run: () => {
    throw new Error("secret value");
  },
};

function compile(content: string) {
  return createRenderer({ helpers: { shout, broken } }).compileSafe({ type: "sms", content });
}

test("a helper of the caller's is called with arguments, hash and nothing else", async () => {
  const result = await compile('{{shout name}} {{shout (shout name) mark="?"}}');
  expect(result.ok && result.message.render({ name: "Hi" }).text).toBe("Hi! Hi!?");
});

test("a name alone is data, unless a helper of that name takes no arguments", async () => {
  const sign: HelperDefinition = { arity: [0, 0], run: () => "The team" };
  const renderer = createRenderer({ helpers: { sign, shout } });
  const message = await renderer.compile({ type: "sms", content: "{{sign}} {{this.sign}} {{shout}}" });
  expect(message.render({ sign: "data", shout: "loud" }).text).toBe("The team data loud");
});

test.each<[content: string, contract: object, warnings: readonly string[]]>([
  ["{{sign}}", {}, []],
  ["{{sign}} {{this.sign}}", {}, ["`{{sign}}` calls the helper `sign`, and there is a variable `sign` as well"]],
  ["{{sign}} {{#if sign}}x{{/if}}", {}, ["`{{sign}}` calls the helper `sign`, and there is a variable `sign` as well"]],
  [
    "{{#each list}}{{sign}}{{/each}}",
    { properties: { list: { items: { properties: { sign: {} } } } } },
    ["`{{sign}}` calls the helper `sign`, and there is a variable `list[].sign` as well"],
  ],
  ["{{shout}}", {}, ["`{{shout}}` is the variable: the helper `shout` takes arguments"]],
  ["{{this.shout}} {{upper}} {{date}}", {}, []],
])("%s warns of names that are both", async (content, contract, expected) => {
  const sign: HelperDefinition = { arity: [0, 0], run: () => "The team" };
  const templates = { "t/sms.txt": content, "t/contract.json": JSON.stringify(contract) };
  const message = await createRenderer({ helpers: { sign, shout }, templates }).compile({ type: "sms", template: "t" });
  expect(message.warnings.map((warning) => warning.message)).toEqual(expected);
  expect(message.warnings.every(({ code, severity }) => code === "ambiguous-name" && severity === "warning")).toBe(
    true,
  );
});

test.each([
  ["{{shout a b}}", "error[wrong-arguments]: `shout` takes 1 argument, and has 2 here"],
  ['{{shout a loud="x"}}', "error[wrong-arguments]: `shout` takes no `loud=`"],
  ["{{shuot a}}", "error[unknown-helper]: there is no helper `shuot`"],
])("%s", async (content, headline) => {
  const result = await compile(content);
  expect(result.ok ? "" : result.diagnostics.map(formatDiagnostic).join("\n")).toContain(headline);
});

test("what a helper throws is reported without its words", async () => {
  const result = await compile("a {{broken name}}");
  if (!result.ok) throw new Error("does not compile");
  const render = () => result.message.render({ name: "Ana" });
  expect(render).toThrow(RenderError);
  expect(render).toThrow("`(broken)` failed (content:1:3)");
  expect(render).not.toThrow("secret");
});

test("a missing argument is reported as what is missing, and the helper is not called", async () => {
  const result = await compile("{{shout user.name}} {{fallback user.name 'you'}} {{#if (eq user.kind 1)}}x{{/if}}");
  if (!result.ok) throw new Error("does not compile");
  expect(() => result.message.render({})).toThrow(
    "2 problems:\n- `user.name` has no value (content:1:9)\n- `user.kind` has no value (content:1:60)",
  );
  expect(result.message.render({}, { missing: "empty" }).text).toBe(" you ");
  expect(result.message.render({}, { missing: "keep" }).text).toBe(" you ");
});

test("the policy `keep` shows the path where text stands", async () => {
  const result = await compile("Hi {{user.name}}");
  expect(result.ok && result.message.render({}, { missing: "keep" }).text).toBe("Hi {{user.name}}");
});
