import { describe, expect, test } from "vitest";
import { Fault } from "../../src/cli/findings.js";
import { readMessage } from "../../src/cli/message-file.js";
import { createSourceFile } from "../../src/source/source-file.js";

const parse = (record: unknown) => readMessage(createSourceFile("message.json", JSON.stringify(record, undefined, 1)));

const INSTANT = "must be a date and time with its zone, such as 2026-11-28T09:30:00Z, or milliseconds since 1970";

describe("what is to be compiled", () => {
  test.each([
    [
      { type: "email", content: "<p>Hi</p>", subject: "S", from_email: "a@b.c", from_name: "{{n}}", template: "base" },
      { type: "email", content: "<p>Hi</p>", subject: "S", from_email: "a@b.c", from_name: "{{n}}", template: "base" },
    ],
    [
      { type: "sms", content: "Hi" },
      { type: "sms", content: "Hi" },
    ],
    [
      { type: "email", template: "receipt" },
      { type: "email", template: "receipt" },
    ],
    // As forms and databases send what is not set.
    [
      { type: "email", content: "x", subject: "", template: null, from_name: "", id: "", sent: null },
      { type: "email", content: "x" },
    ],
    // Every other field of the record, in both forms.
    [
      { type: "sms", content: "x", id: "12", conversation_id: "3", user_id: "4", file_id: "5", connection_id: "6" },
      { type: "sms", content: "x" },
    ],
    [
      { type: "sms", content: "x", id: 12, conversation_id: 3, incoming: "0", sent: "1", automated: false },
      { type: "sms", content: "x" },
    ],
    [
      { type: "sms", content: "x", hash: "h", name: "n", duplicate_key: "d", batch_id: "b" },
      { type: "sms", content: "x" },
    ],
    [
      { type: "sms", content: "x", send_date: "2025-01-01T10:00:00+01:00", modified_date: 1764322200000 },
      { type: "sms", content: "x" },
    ],
    // An MMS may be nothing but its file.
    [
      { type: "sms", file_id: 5, subject: "" },
      { type: "sms", content: "" },
    ],
  ])("%j", (record, request) => {
    expect(parse(record)).toEqual({ request, warnings: [] });
  });
});

test.each([
  [{ type: "fax", content: "x" }, ['`type` must be "email" or "sms"']],
  [{ type: 1, content: "x" }, ['`type` must be "email" or "sms", found a number']],
  [{ content: "x" }, ['`type` is missing: "email" or "sms"']],
  [{ type: "sms" }, ["`content` is missing, and there is no `template` to do without it"]],
  [{}, ['`type` is missing: "email" or "sms"', "`content` is missing, and there is no `template` to do without it"]],
  [{ type: "sms", content: "x", content_type: "mjml" }, ["`content_type` of a text message cannot be mjml"]],
  [{ type: "sms", content: ["x"] }, ["`content` must be a string, found a list"]],
  [{ type: "sms", content: "x", id: "1a" }, ["`id` must be a whole number from 1"]],
  [{ type: "sms", content: "x", id: 1.5 }, ["`id` must be a whole number from 1, found a number"]],
  [{ type: "sms", content: "x", sent: "yes" }, ["`sent` must be a flag: true, false, 0 or 1"]],
  [{ type: "sms", content: "x", sent: {} }, ["`sent` must be a flag: true, false, 0 or 1, found an object"]],
  [{ type: "sms", content: "x", send_date: true }, [`\`send_date\` ${INSTANT}, found a boolean`]],
  [{ type: "sms", content: "x", subject: "S" }, ["`subject` is for emails only"]],
  [{ type: "email", content: "x", connection_id: 1 }, ["`connection_id` is for text messages only"]],
  [{ type: "sms", content: "x", constructor: 1 }, ["`constructor` is not a field of a message"]],
  [
    { type: "email", contnt: "secret", subject: 5, sent: "maybe" },
    [
      "`contnt` is not a field of a message",
      "`subject` must be a string, found a number",
      "`sent` must be a flag: true, false, 0 or 1",
    ],
  ],
])("%j is not a message", (record, messages) => {
  const findings = faultOf(() => parse(record)).findings;
  expect(findings.map((finding) => finding.json.message)).toEqual(messages);
  for (const { text, json } of findings) {
    expect(json.code).toBe("invalid-message");
    expect(json.file).toBe("message.json");
    expect(text).not.toContain("secret");
  }
});

test("a problem stands at its field", () => {
  const [finding] = faultOf(() => parse({ type: "email", content: "x", subjct: "y" })).findings;
  expect(finding?.text).toBe(
    [
      "error[invalid-message]: `subjct` is not a field of a message",
      " --> message.json:4:2",
      " = help: did you mean `subject`?",
    ].join("\n"),
  );
});

test.each([
  ["[]", "expected a JSON object, found a list", 1, 1],
  ["\n 5", "expected a JSON object, found a number", 2, 2],
  ['{\n "type": secret}', /^not valid JSON: neither/, 2, 10],
  ["", "not valid JSON: expected a value, found the end", 1, 1],
])("%j is not a record", (text, message, line, column) => {
  const [finding] = faultOf(() => readMessage(createSourceFile("message.json", text))).findings;
  expect(finding?.json).toMatchObject({ code: "invalid-message", file: "message.json", line, column });
  expect(finding?.json.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  expect(finding?.text).not.toContain("secret");
});

test("deprecated fields are ignored, and reported", () => {
  const { request, warnings } = parse({ type: "sms", content: "x", media_url: ["secret"], to_email: "" });
  expect(request).toEqual({ type: "sms", content: "x" });
  expect(warnings.map((warning) => warning.text)).toEqual([
    [
      "warning[deprecated-field]: `media_url` is no longer used, and ignored",
      " --> message.json:4:2",
      " = help: use `file_id`: attach the file",
    ].join("\n"),
  ]);
});

test("a form is a record as well", () => {
  const form = (text: string) => readMessage(createSourceFile("message.txt", text));
  expect(form("type=sms&content=Hi+%7B%7Bn%7D%7D&sent=0\n").request).toEqual({ type: "sms", content: "Hi {{n}}" });
  const [finding] = faultOf(() => form("type=sms&content=x&sent=2")).findings;
  expect(finding?.text).toBe("error[invalid-message]: `sent` must be a flag: true, false, 0 or 1\n --> message.txt");
  expect(finding?.json.field).toBe("sent");
});

function faultOf(act: () => unknown): Fault {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("expected a fault");
}
