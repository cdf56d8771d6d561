import { expect, test } from "vitest";
import { CONTRACT_FILES } from "./contract-templates.js";
import { runCli } from "./run-cli.js";

const files = CONTRACT_FILES;

test("a table of all variables, of both channels", async () => {
  const { code, stdout, stderr } = await runCli(["vars", "receipt"], { files });
  expect(stderr).toBe("");
  expect(
    stdout,
  ).toBe(`variable      type                          required             used at                                                     description
first_name    string                        no, default "there"  templates/receipt/email.mjml:4                              Given name of the recipient.
order         object                        yes
order.number  scalar                        yes                  templates/receipt/email.mjml:2 templates/receipt/sms.txt:1
items         list of objects (at most 50)  yes                  templates/receipt/email.mjml:4
items[].name  scalar                        yes                  templates/receipt/email.mjml:4
vip           boolean                       no                   templates/receipt/email.mjml:5
points        scalar                        when vip             templates/receipt/email.mjml:5
url           uri                           no                   templates/receipt/sms.txt:1
`);
  expect(code).toBe(0);
});

test("the contract as JSON Schema", async () => {
  const { code, stdout } = await runCli(["vars", "receipt", "--json"], { files });
  expect(JSON.parse(stdout)).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["order", "items"],
    properties: { first_name: { type: "string", default: "there" }, points: { $comment: "needed when vip" } },
  });
  expect(code).toBe(0);
});

test("a template that waits for content has variables too", async () => {
  expect(await runCli(["vars", "letter"], { files })).toMatchObject({ code: 0, stdout: "no variables\n" });
});

test.each([
  ["nothing changed", {}, 0, "no changes\n"],
  [
    "a new optional variable",
    {
      "templates/receipt/sms.txt":
        "Order {{order.number}}{{#if url}}: {{url}}{{/if}} STOP to end{{#if order.gift}}!{{/if}}",
    },
    0,
    "compatible  order.gift  is new, and optional\nno change breaks callers\n",
  ],
  [
    "a renamed variable",
    { "templates/receipt/sms.txt": "{{order.id}}", "templates/receipt/contract.json": "{}" },
    1,
    "breaking    order.id    is new, and required\n",
  ],
])("--diff: %s", async (_, changed, code, output) => {
  const { stdout } = await runCli(["vars", "receipt", "--json"], { files });
  const after = { ...files, ...changed, "old.json": stdout };
  const outcome = await runCli(["vars", "receipt", "--diff", "old.json"], { files: after });
  expect(outcome.stdout).toContain(output);
  expect([outcome.code, outcome.stderr]).toEqual([code, ""]);
  const json = await runCli(["vars", "receipt", "--diff", "old.json", "--json"], { files: after });
  expect(json.code).toBe(code);
  expect(JSON.parse(json.stdout).breaking).toBe(code === 1);
});

test("--diff with what is no contract", async () => {
  const { code, stderr } = await runCli(["vars", "receipt", "--diff", "old.json"], {
    files: { ...files, "old.json": "[]" },
  });
  expect(stderr).toContain("error[invalid-contract]: expected a schema, which is an object\n --> old.json:1:1");
  expect(code).toBe(1);
});

test("a template that does not compile", async () => {
  const broken = { ...files, "templates/receipt/sms.txt": "{{#if a}}" };
  const { code, stderr, stdout } = await runCli(["vars", "receipt"], { files: broken });
  expect(stderr).toContain("error[syntax-error]");
  expect([code, stdout]).toEqual([1, ""]);
});
