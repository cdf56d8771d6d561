import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CONTRACT_FILES } from "./contract-templates.js";
import { runCli } from "./run-cli.js";

const files = CONTRACT_FILES;

test("all templates", async () => {
  const { code, stdout, stderr } = await runCli(["types"], { files });
  expect(stdout).toContain("export interface LetterVariables {}");
  expect(stdout).toContain(`export interface ReceiptVariables {
  /**
   * Given name of the recipient.
   * @default "there"
   */
  readonly first_name?: string | null;
  readonly order: {
    readonly number: string | number | boolean;
  };
`);
  expect(stdout).toContain("    readonly letter: LetterVariables;\n    readonly receipt: ReceiptVariables;\n");
  expect(stderr).toContain("warning[missing-subject]");
  expect(code).toBe(0);
});

test("one template, into a file", async () => {
  const { code, stdout, cwd } = await runCli(["types", "receipt", "-o", "out/vars.d.ts"], { files });
  expect([code, stdout]).toEqual([0, "wrote out/vars.d.ts (1 template)\n"]);
  const text = await readFile(join(cwd, "out/vars.d.ts"), "utf8");
  expect(text).toContain("ReceiptVariables");
  expect(text).not.toContain("LetterVariables");
});

test("a template that does not compile, or is not there", async () => {
  const broken = { ...files, "templates/receipt/sms.txt": "{{#if a}}" };
  const { code, stdout, stderr } = await runCli(["types", "receipt", "lettre"], { files: broken });
  expect(stderr).toContain("error[syntax-error]");
  expect(stderr).toContain("there is no template `lettre`");
  expect([code, stdout]).toEqual([1, ""]);
});
