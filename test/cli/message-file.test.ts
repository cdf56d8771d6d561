import { describe, expect, test } from "vitest";
import { Fault } from "../../src/cli/findings.js";
import { parseMessage } from "../../src/cli/message-file.js";
import { createSourceFile } from "../../src/source/source-file.js";

const parse = (record: unknown) => parseMessage(createSourceFile("message.json", JSON.stringify(record, undefined, 1)));

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
      { type: "sms", content: "x", hash: "h", name: "n", duplicate_key: "d", batch_id: "b", send_date: "2025-01-01" },
      { type: "sms", content: "x" },
    ],
    [
      { type: "sms", content: "x", modified_date: 0, to_email: "a@b.c", media_type: 1, media_url: {}, thread_id: [] },
      { type: "sms", content: "x" },
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
  [{ type: "sms", content: "x", content_type: "mjml" }, ["`content_type` of an SMS cannot be MJML"]],
  [{ type: "sms", content: ["x"] }, ["`content` must be a string, found a list"]],
  [{ type: "sms", content: "x", id: "1a" }, ["`id` must be an integer"]],
  [{ type: "sms", content: "x", id: 1.5 }, ["`id` must be an integer, found a number"]],
  [{ type: "sms", content: "x", sent: "yes" }, ["`sent` must be a flag: true, false, 0 or 1"]],
  [{ type: "sms", content: "x", sent: {} }, ["`sent` must be a flag: true, false, 0 or 1, found an object"]],
  [{ type: "sms", content: "x", send_date: true }, ["`send_date` must be a date and time, found a boolean"]],
  [{ type: "sms", content: "x", constructor: 1 }, ["`constructor` is not a field of a message"]],
  [
    { type: "email", contnt: "secret", subject: 5, sent: "maybe" },
    [
      "`contnt` is not a field of a message",
      "`subject` must be a string, found a number",
      "`sent` must be a flag: true, false, 0 or 1",
      "`content` is missing, and there is no `template` to do without it",
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
  const [finding] = faultOf(() => parseMessage(createSourceFile("message.json", text))).findings;
  expect(finding?.json).toMatchObject({ code: "invalid-message", file: "message.json", line, column });
  expect(finding?.json.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  expect(finding?.text).not.toContain("secret");
});

test("fields for email only are ignored on an SMS, and reported", () => {
  const { request, warnings } = parse({ type: "sms", content: "x", subject: "S", from_name: "" });
  expect(request).toEqual({ type: "sms", content: "x" });
  expect(warnings.map((warning) => warning.text)).toEqual([
    "warning[invalid-message]: `subject` is for email only, and ignored\n --> message.json:4:2",
  ]);
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
