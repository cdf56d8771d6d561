import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { BROKEN_SAMPLE, CONTRACT_FILES } from "./contract-templates.js";
import { runCli } from "./run-cli.js";

test("templates and samples that are fine", async () => {
  const { code, stdout, stderr } = await runCli(["check", "receipt"], { files: CONTRACT_FILES });
  expect([code, stdout, stderr]).toEqual([0, "1 template, 1 sample: no problems\n", ""]);
});

test("warnings are shown, and are no problems", async () => {
  const { code, stdout, stderr } = await runCli(["check"], { files: CONTRACT_FILES });
  expect(stderr).toContain("warning[missing-subject]");
  expect([code, stdout]).toEqual([0, "2 templates, 1 sample: no problems, 1 warning\n"]);
});

test("a sample that does not fit", async () => {
  const { code, stdout, stderr } = await runCli(["check", "receipt"], { files: BROKEN_SAMPLE });
  expect(stderr).toContain(
    "error[missing-variable]: `order.number` has no value (sample `wrong`)\n --> templates/receipt/email.mjml:2:",
  );
  expect(stderr).toContain(`error[unknown-variable]: \`order.nubmer\` is not a variable of the template
 --> templates/receipt/samples/wrong.json:2:14
 = help: did you mean \`order.number\`?
`);
  expect(stderr).toContain(
    "`items.0.price` is not a variable of the template\n --> templates/receipt/samples/wrong.json:3:30",
  );
  expect(stderr).toContain(
    "error[invalid-value]: `url` is not of the format `uri`\n --> templates/receipt/samples/wrong.json:4:3",
  );
  expect([code, stdout]).toEqual([1, "1 template, 2 samples: 5 problems\n"]);
});

test("a removed variable fails on the samples", async () => {
  const files = {
    "templates/note/sms.txt": "Hi",
    "templates/note/samples/default.json": '{ "first_name": "Ana" }',
  };
  const { code, stderr } = await runCli(["check"], { files });
  expect(stderr).toContain("error[unknown-variable]: `first_name` is not a variable of the template");
  expect(code).toBe(1);
});

test("a template that does not compile, and a sample that is no JSON", async () => {
  const files = {
    ...CONTRACT_FILES,
    "templates/broken/sms.txt": "{{#if a}}",
    "templates/receipt/samples/bad.json": "{",
  };
  const { code, stdout, stderr } = await runCli(["check"], { files });
  expect(stderr).toContain("error[syntax-error]");
  expect(stderr).toContain("error[invalid-data]");
  expect([code, stdout]).toEqual([1, "3 templates, 2 samples: 2 problems, 1 warning\n"]);
});

test("--json", async () => {
  const { code, stdout, stderr } = await runCli(["check", "receipt", "--json"], { files: BROKEN_SAMPLE });
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ ok: false, templates: 1, samples: 2 });
  expect(result.diagnostics).toContainEqual({
    code: "invalid-value",
    severity: "error",
    message: "`url` is not of the format `uri`",
    help: "mend the value, or the contract",
    path: "url",
    file: "templates/receipt/samples/wrong.json",
    line: 4,
    column: 3,
  });
  expect([code, stderr]).toEqual([1, ""]);
});

test("--sarif", async () => {
  const { code, stdout, stderr } = await runCli(["check", "receipt", "--sarif"], { files: BROKEN_SAMPLE });
  const { version, runs } = JSON.parse(stdout);
  expect([version, runs.length, runs[0].tool.driver.version]).toEqual(["2.1.0", 1, packageJson.version]);
  expect(runs[0].results.map((result: { ruleId: string }) => result.ruleId)).toContain("unknown-variable");
  expect([code, stderr]).toEqual([1, ""]);
});

test("a template that is not there", async () => {
  const { code, stderr } = await runCli(["check", "recipt"], { files: CONTRACT_FILES });
  expect(stderr).toContain("error[unknown-template]");
  expect(code).toBe(1);
});
