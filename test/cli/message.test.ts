import { expect, test } from "vitest";
import { runCli } from "./run-cli.js";
import { FILES } from "./templates.js";

const RECORD = {
  type: "email",
  conversation_id: "12",
  subject: "Hello {{first_name}}",
  content: "<p>Dear {{first_name}}</p>",
  template: "letter",
  from_email: "ana@example.com",
  automated: "1",
};

const files = (record: object) => ({ ...FILES, "message.json": JSON.stringify(record, undefined, 1) });

test("prints the fields with their types, in the order of the schema", async () => {
  const { code, stdout, stderr } = await runCli(["message", "message.json"], { files: files(RECORD) });
  expect(stderr).toBe("");
  expect(stdout).toBe(
    [
      "conversation_id  12",
      'type             "email"',
      'from_email       "ana@example.com"',
      'subject          "Hello {{first_name}}"',
      'template         "letter"',
      'content          "<p>Dear {{first_name}}</p>"',
      "automated        true",
      "",
    ].join("\n"),
  );
  expect(code).toBe(0);
});

test("--json prints the typed record", async () => {
  const { code, stdout } = await runCli(["message", "message.json", "--json"], { files: files(RECORD) });
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    message: { ...RECORD, conversation_id: 12, automated: true },
    diagnostics: [],
  });
  expect(code).toBe(0);
});

test("a form from standard input", async () => {
  const stdin =
    "type=sms&conversation_id=3&content=Hi+%7B%7Bn%7D%7D&send_date=2026-11-28T10%3A00%3A00%2B01%3A00&thread_id=5\n";
  const { code, stdout, stderr } = await runCli(["message", "-", "--json"], { stdin });
  const warning = { code: "deprecated-field", severity: "warning", field: "thread_id", file: "<stdin>" };
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    message: { conversation_id: 3, type: "sms", content: "Hi {{n}}", send_date: "2026-11-28T09:00:00.000Z" },
    diagnostics: [warning],
  });
  expect([code, stderr]).toEqual([0, ""]);
  const text = await runCli(["message", "-"], { stdin });
  expect(text.stderr).toBe(
    "warning[deprecated-field]: `thread_id` is no longer used, and ignored\n --> <stdin>\n = help: use `conversation_id`\n\n",
  );
  expect(text.code).toBe(0);
});

test("all problems at once, each at its field", async () => {
  const record = { type: "email", subjct: "secret", connection_id: 5, sent: "maybe", to_email: "secret" };
  const { code, stdout, stderr } = await runCli(["message", "message.json"], { files: files(record) });
  expect(stdout).toBe("");
  expect(stderr.split("\n").filter((line) => /^(?:error|warning| -->)/.test(line))).toEqual([
    "error[invalid-message]: `subjct` is not a field of a message",
    " --> message.json:3:2",
    "error[invalid-message]: `connection_id` is for text messages only",
    " --> message.json:4:2",
    "error[invalid-message]: `sent` must be a flag: true, false, 0 or 1",
    " --> message.json:5:2",
    "error[invalid-message]: `conversation_id` is missing: each message has a conversation",
    " --> message.json",
    "warning[deprecated-field]: `to_email` is no longer used, and ignored",
    " --> message.json:6:2",
  ]);
  expect(stderr).not.toContain("secret");
  expect(code).toBe(1);
});

test("--json names the fields", async () => {
  const { code, stdout } = await runCli(["message", "-", "--json"], { stdin: '{"typ":"sms","id":4}' });
  const { ok, diagnostics } = JSON.parse(stdout);
  expect(diagnostics.map(({ field, line }: { field: string; line?: number }) => [field, line])).toEqual([
    ["typ", 1],
    ["id", 1],
    ["conversation_id", undefined],
    ["type", undefined],
  ]);
  expect([ok, code]).toEqual([false, 1]);
});

test.each([
  [{ content: "<p>\n{{#if a}}</p>" }, " --> message.json#content:2:"],
  [{ subject: "{{log a}}" }, " --> message.json#subject:1:1"],
  [{ template: "broken" }, " --> templates/broken/email.mjml:7:"],
])("%j cannot be rendered", async (fields, place) => {
  const { code, stdout, stderr } = await runCli(["message", "message.json"], {
    files: files({ ...RECORD, ...fields }),
  });
  expect(stderr).toContain(place);
  expect([code, stdout]).toEqual([1, ""]);
});

test("a record that is stored may have the fields of the system", async () => {
  const record = { ...RECORD, id: 4, hash: "h", sent: true, batch_id: "b", modified_date: "2026-11-28T09:00:00Z" };
  expect((await runCli(["message", "message.json"], { files: files(record) })).code).toBe(0);
  const { hash: _, ...unnamed } = record;
  expect((await runCli(["message", "message.json"], { files: files(unnamed) })).stderr).toContain(
    "`id` is the system's",
  );
});

test.each([
  ["nothing.json", "", "error[unreadable-file]: `nothing.json` cannot be read: there is no such file"],
  ["-", "{", "error[invalid-message]: not valid JSON"],
  ["-", "[1]", "error[invalid-message]: expected a JSON object, found a list"],
  ["-", "type=%zz", "error[invalid-message]: `type` is not well encoded"],
])("%s with %j is not a record", async (file, stdin, message) => {
  const { code, stderr } = await runCli(["message", file], { stdin });
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});
