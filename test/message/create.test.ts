import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/index.js";
import { createMessage, parseMessage, requestOf } from "../../src/message/index.js";
import { deepFreeze } from "./deep-freeze.js";
import { context, EMAIL, messageOf, NOW, NOW_ISO, problemsOf, SMS } from "./records.js";

const create = (fields: unknown) => createMessage(deepFreeze(fields), context);

test("an email", async () => {
  const result = await create({ ...EMAIL, user_id: 5, name: "First", duplicate_key: "d", automated: true });
  expect(result).toEqual({
    ok: true,
    message: {
      ...EMAIL,
      id: 7,
      hash: "h7",
      user_id: 5,
      name: "First",
      duplicate_key: "d",
      incoming: false,
      sent: false,
      automated: true,
      modified_date: NOW_ISO,
    },
    warnings: [],
  });
});

test("a text message as a form sends it", async () => {
  const body =
    "type=sms&conversation_id=3&content=Hi+%7B%7Bfirst_name%7D%7D&connection_id=4&incoming=0&sent=0&id=&hash=";
  const result = await create(`${body}&send_date=2026-11-28T10%3A31%3A12%2B01%3A00&name=`);
  expect(messageOf(result)).toEqual({
    id: 7,
    hash: "h7",
    conversation_id: 3,
    type: "sms",
    content: "Hi {{first_name}}",
    incoming: false,
    sent: false,
    batch_id: "20261128T093100Z",
    connection_id: 4,
    automated: false,
    send_date: "2026-11-28T09:31:12.000Z",
    modified_date: NOW_ISO,
  });
});

test("an MMS of a file alone", async () => {
  const message = messageOf(await create({ type: "sms", conversation_id: 3, file_id: 9 }));
  expect(requestOf(message)).toEqual({ type: "sms", content: "" });
});

describe("send_date", () => {
  test.each([
    ["in the past means now", NOW - 1, NOW_ISO, "20261128T093030Z"],
    ["years ago means now", Date.UTC(1999, 0), NOW_ISO, "20261128T093030Z"],
    ["that is now stays", NOW, NOW_ISO, "20261128T093030Z"],
    ["in the future stays", NOW + 13_000, "2026-11-28T09:31:00.000Z", "20261128T093100Z"],
  ])("%s", async (_, send_date, wanted, batch_id) => {
    expect(messageOf(await create({ ...SMS, send_date }))).toMatchObject({ send_date: wanted, batch_id });
  });

  test("of a draft is absent, and so is its batch", async () => {
    expect(Object.keys(messageOf(await create({ ...SMS, send_date: "" })))).not.toContain("batch_id");
  });
});

test.each([
  ["id", 7, "`id` is the system's to give"],
  ["hash", "h7", "`hash` is the system's to give"],
  ["sent", "1", "`sent` is set by the system"],
  ["batch_id", "20261128T093030Z", "`batch_id` is set by the system"],
  ["modified_date", NOW_ISO, "`modified_date` is set by the system"],
])("%s cannot be given", async (field, value, message) => {
  expect(problemsOf(await create({ ...SMS, [field]: value }))).toEqual([`${field}: ${message}`]);
});

test("a message needs a conversation and a type", async () => {
  const missing = [
    "conversation_id: `conversation_id` is missing: each message has a conversation",
    'type: `type` is missing: "email" or "sms"',
  ];
  expect(problemsOf(await create({ content: "x" }))).toEqual(missing);
  expect(problemsOf(await create({ content: "x", type: "", conversation_id: null }))).toEqual(missing);
});

test("all problems are given at once, each field once", async () => {
  const result = await create({ conversation_id: "x", subject: "S", typ: "sms", sent: 1, to_email: "a", type: "sms" });
  expect(problemsOf(result)).toEqual([
    "conversation_id: `conversation_id` must be a whole number from 1",
    "subject: `subject` is for emails only",
    "typ: `typ` is not a field of a message",
    "sent: `sent` is set by the system",
    "to_email: `to_email` is no longer used, and ignored",
  ]);
});

test("deprecated fields are ignored, and reported with the message", async () => {
  const result = await create({ ...SMS, media_url: "https://x.example" });
  expect(result).toMatchObject({ ok: true, warnings: [{ code: "deprecated-field", field: "media_url" }] });
  expect(messageOf(result)).not.toHaveProperty("media_url");
});

describe("what cannot be rendered is refused", () => {
  test.each([
    ["content", { content: "<p>Hi</p>\n<p>{{#if a}}</p>" }, "syntax-error", "content", 2],
    ["subject", { subject: "Hi {{log name}}" }, "unsupported-syntax", "subject", 1],
    ["from_name", { from_name: "{{#if a}}" }, "syntax-error", "from_name", 1],
    [
      "content of an SMS",
      { ...SMS, ...unset("subject", "template", "from_name", "from_email"), content: "{{" },
      "syntax-error",
      "content",
      1,
    ],
  ])("%s", async (_, fields, code, file, line) => {
    const result = await create({ ...EMAIL, ...fields });
    if (result.ok) throw new Error("was accepted");
    const [problem] = result.problems;
    expect(problem).toMatchObject({ code, severity: "error", field: file });
    expect(problem && formatDiagnostic(problem)).toContain(` --> ${file}:${line}:`);
  });

  test.each([
    [{ template: "lettre" }, "unknown-template", "template"],
    [{ template: "" }, "missing-template", "template"],
    [{ content: "" }, "missing-content", "content"],
    [{ from_email: "Ana <ana@x.example>" }, "invalid-address", "from_email"],
    [{ content: "<p title={{x}}>y</p>" }, "unsafe-position", "content"],
    [{ content: "<script>x</script>" }, "untrusted-markup", "content"],
  ])("%j", async (fields, code, field) => {
    const result = await create({ ...EMAIL, ...fields });
    expect(result).toMatchObject({ ok: false, problems: [{ code, field }] });
  });

  test("also an SMS without content", async () => {
    const result = await create({ type: "sms", conversation_id: 3 });
    expect(result).toMatchObject({ ok: false, problems: [{ code: "missing-content", field: "content" }] });
  });
});

test("an incoming message is kept as it came", async () => {
  const fields = { type: "sms", conversation_id: 3, content: "{{#if", incoming: "1", send_date: NOW };
  const message = messageOf(await create(fields));
  expect(message).toMatchObject({ content: "{{#if", incoming: true });
  expect(message).not.toHaveProperty("batch_id");
  const received = messageOf(await create({ ...fields, send_date: NOW - 90_000 }));
  expect(received.send_date).toBe("2026-11-28T09:29:17.000Z");
  expect(await create({ ...fields, incoming: "0" })).toMatchObject({ ok: false });
});

test("warnings of the compiler come with the message", async () => {
  const result = await create({ ...EMAIL, subject: "" });
  expect(result).toMatchObject({ ok: true, warnings: [{ code: "missing-subject", field: "subject" }] });
});

test("fields that were parsed before give the same", async () => {
  const parsed = parseMessage(EMAIL);
  if (!parsed.ok) throw new Error("was refused");
  expect(await create(parsed.fields)).toEqual(await create(EMAIL));
});

test.each([[{ id: null as unknown as number }], [{ now: Number.NaN }], [{ id: 0 }], [{ id: 1.5 }], [{ hash: "" }]])(
  "%j is a mistake of the caller's",
  async (wrong) => {
    await expect(createMessage(SMS, { ...context, ...wrong })).rejects.toThrow(RangeError);
  },
);

function unset(...names: string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]));
}
