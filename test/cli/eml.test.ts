import { describe, expect, test } from "vitest";
import { parseEml } from "../eml/parse.js";
import { runCli } from "./run-cli.js";
import { FILES } from "./templates.js";

/** `platen render --part eml`. */

const RENDER = ["render", "receipt", "--part", "eml"];
const TO = ["--to", "ana@x.example"];
const FROM = ["--from", "shop@shop.example"];
const FIXED = ["--date", "2026-11-28T07:23:00+01:00", "--message-id", "1@shop.example"];

test("writes the email as a file, the same each time", async () => {
  const { code, stdout, stderr } = await runCli([...RENDER, ...TO, ...FROM, ...FIXED], { files: FILES });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("\r\nDate: Sat, 28 Nov 2026 06:23:00 +0000\r\n");
  expect(stdout).toContain("\r\nMessage-ID: <1@shop.example>\r\n");
  expect(stdout.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const { subject, from, to, text, html } = parseEml(new TextEncoder().encode(stdout));
  expect([subject, from, to]).toEqual([
    "Your receipt, Ana",
    { name: "Platen Shop", email: "shop@shop.example" },
    [{ name: "", email: "ana@x.example" }],
  ]);
  expect(text).toContain("Tea: 4.00");
  expect(html).toContain("Tea: 4.00");
  const again = await runCli([...RENDER, ...TO, ...FROM, ...FIXED, "--json"], { files: FILES });
  expect(JSON.parse(again.stdout)).toEqual({ email: { eml: stdout } });
});

test("it is now, with an id of its own, unless said otherwise", async () => {
  const { stdout } = await runCli([...RENDER, ...TO, ...FROM], { files: FILES });
  expect(stdout).toMatch(/\r\nMessage-ID: <[0-9a-f-]{36}@shop\.example>\r\n/);
  const date = Date.parse(/\r\nDate: (.*)\r\n/.exec(stdout)?.[1] ?? "");
  expect(Math.abs(Date.now() - date)).toBeLessThan(600_000);
});

describe("faults", () => {
  test("a message without sender", async () => {
    const { code, stdout, stderr } = await runCli([...RENDER, ...TO], { files: FILES });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      "error[undeliverable]: the message has no address of a sender\n = help: give `from_email` with the message, or `--from`\n\n",
    );
  });

  test("pictures that nobody brings along", async () => {
    const files = { "templates/a/email.html": '---\nsubject: x\n---\n<html><body><img src="cid:logo"></body></html>' };
    const { code, stderr } = await runCli(["render", "a", "--part", "eml", ...TO, ...FROM], { files });
    expect(code).toBe(1);
    expect(stderr).toContain("error[undeliverable]: the HTML shows a picture by `cid:` that no attachment has\n");
  });
});

test.each([
  ["`--part eml` needs `--to`", RENDER],
  ["`--to` is one address, such as ana@example.com", [...RENDER, "--to", "Ana <ana@x.example>"]],
  ["`--from` is one address", [...RENDER, ...TO, "--from", "shop"]],
  ["`--date` is a date with its zone, such as 2026-11-28T09:30:00Z", [...RENDER, ...TO, "--date", "2026-02-30T09:30Z"]],
  ["`--message-id` is such as 1@example.com", [...RENDER, ...TO, ...FROM, "--message-id", "1"]],
  ["`--to` is for `--part eml`", ["render", "receipt", "--part", "html", ...TO]],
  ["`--message-id` is for `--part eml`", ["render", "receipt", "--message-id", "1@x.example"]],
])("usage: %s", async (message, argv) => {
  const { code, stderr } = await runCli(argv, { files: FILES });
  expect(stderr.split("\n", 1)[0]).toBe(`error: ${message}`);
  expect(code).toBe(2);
});
