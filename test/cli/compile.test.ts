import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./run-cli.js";
import { FILES } from "./templates.js";

/** `platen compile` with the real compiler. */

test("prints the artifact", async () => {
  const { code, stdout, stderr } = await runCli(["compile", "notice"], { files: FILES });
  expect(JSON.parse(stdout)).toMatchObject({ platen: 1, channel: "email" });
  expect([code, stderr]).toEqual([0, ""]);
});

test("writes the artifact", async () => {
  const { code, stdout, cwd } = await runCli(["compile", "notice", "-o", "dist/notice.json"], { files: FILES });
  const printed = await runCli(["compile", "notice"], { cwd });
  expect(await readFile(join(cwd, "dist/notice.json"), "utf8")).toBe(printed.stdout);
  expect(stdout).toMatch(/^wrote dist\/notice\.json \(\d+\.\d KB\)\n$/);
  expect(code).toBe(0);
});

test("takes the email of a template with both, and notes the SMS", async () => {
  const { stdout, stderr, cwd } = await runCli(["compile", "receipt"], { files: FILES });
  expect(JSON.parse(stdout).channel).toBe("email");
  expect(stderr).toMatch(/^note: /);
  const sms = await runCli(["compile", "receipt", "--channel", "sms"], { cwd });
  expect([JSON.parse(sms.stdout).channel, sms.stderr]).toEqual(["sms", ""]);
});

test("takes the SMS of a template without email", async () => {
  const { stdout } = await runCli(["compile", "reminder"], { files: FILES });
  expect(JSON.parse(stdout).channel).toBe("sms");
});

test("compiles a message record", async () => {
  const stdin =
    '{"type":"email","subject":"Hi {{n}}","template":"letter","content":"<p>Hello</p>","from_email":"a@example.com"}';
  const { code, stdout } = await runCli(["compile", "--message", "-"], { files: FILES, stdin });
  expect(JSON.parse(stdout)).toMatchObject({ platen: 1, channel: "email", fromEmail: "a@example.com" });
  expect(code).toBe(0);
});

test("a template that does not compile", async () => {
  const text = await runCli(["compile", "broken", "-o", "x.json"], { files: FILES });
  expect(text.stderr).toMatch(/ --> templates\/broken\/email\.mjml:7:\d+\n/);
  expect([text.code, text.stdout]).toEqual([1, ""]);
  await expect(readFile(join(text.cwd, "x.json"))).rejects.toThrow("ENOENT");

  const json = await runCli(["compile", "broken", "--json"], { cwd: text.cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, diagnostics: [{ file: "templates/broken/email.mjml" }] });
  expect([json.code, json.stderr]).toEqual([1, ""]);
});
