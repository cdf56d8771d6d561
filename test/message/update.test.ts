import { describe, expect, test } from "vitest";
import { type Message, markSent, updateMessage } from "../../src/message/index.js";
import { FROZEN_FIELDS } from "../../src/message/record.js";
import { deepFreeze } from "./deep-freeze.js";
import { context, EMAIL, messageOf, NOW, NOW_ISO, problemsOf, SMS, stored } from "./records.js";

const LATER = NOW + 60_000;
const LATER_ISO = "2026-11-28T09:31:47.000Z";
const update = (message: Message, changes: object, now = LATER) =>
  updateMessage(message, deepFreeze({ hash: message.hash, ...changes }), { ...context, now });

test("a change is made, and dated", async () => {
  const message = await stored(EMAIL);
  expect(await update(message, { subject: "For you", name: "N", automated: "1" })).toEqual({
    ok: true,
    message: { ...message, subject: "For you", name: "N", automated: true, modified_date: LATER_ISO },
    warnings: [],
  });
});

test("the order of fields is that of the schema, whatever was changed", async () => {
  const message = await stored(SMS);
  const changed = messageOf(await update(message, { user_id: 4 }));
  expect(Object.keys(changed).indexOf("user_id")).toBe(3);
});

test("what changes nothing gives the record itself", async () => {
  const message = await stored({ ...EMAIL, send_date: NOW + 90_000 });
  for (const changes of [{}, message, { ...message, name: "", user_id: null }, { send_date: message.send_date }]) {
    expect(messageOf(await update(message, changes))).toBe(message);
  }
});

test("an empty value clears a field", async () => {
  const message = await stored({ ...EMAIL, name: "N", file_id: 4, automated: true, send_date: NOW + 90_000 });
  const changed = messageOf(await update(message, { name: "", file_id: null, automated: "", send_date: "" }));
  const { name, file_id, send_date, batch_id, ...rest } = message;
  expect([name, file_id, send_date, batch_id]).not.toContain(undefined);
  expect(changed).toEqual({ ...rest, automated: false, modified_date: LATER_ISO });
});

test.each([
  ["conversation_id", "`conversation_id` is missing: each message has a conversation"],
  ["type", '`type` is missing: "email" or "sms"'],
])("%s cannot be cleared", async (field, message) => {
  expect(problemsOf(await update(await stored(SMS), { [field]: "" }))).toEqual([`${field}: ${message}`]);
});

test.each([
  [{ hash: "" }, "hash: `hash` is missing: it says which message to update"],
  [{ hash: "h8" }, "hash: `hash` is that of another message"],
  [{ id: 8 }, "id: `id` is set by the system, and cannot be altered"],
  [{ id: "" }, "id: `id` is set by the system, and cannot be altered"],
  [{ sent: "1" }, "sent: `sent` is set by the system, and cannot be altered"],
  [{ batch_id: "b" }, "batch_id: `batch_id` is set by the system, and cannot be altered"],
  [{ modified_date: LATER_ISO }, "modified_date: `modified_date` is set by the system, and cannot be altered"],
  [{ subject: "S" }, "subject: `subject` is for emails only"],
  [{ type: "email", connection_id: 5 }, "connection_id: `connection_id` is for text messages only"],
  [{ nam: "x" }, "nam: `nam` is not a field of a message"],
  [{ name: 5 }, "name: `name` must be a string, found a number"],
])("%j is refused", async (changes, problem) => {
  expect(problemsOf(await update(await stored(SMS), changes))).toEqual([problem]);
});

test("fields of the other type are found among those that are stored, too", async () => {
  const email = await stored(EMAIL);
  expect(problemsOf(await update(email, { type: "sms" })).map((each) => each.split(":")[0])).toEqual([
    "from_email",
    "from_name",
    "subject",
    "template",
  ]);
  const cleared = { type: "sms", from_email: "", from_name: "", subject: "", template: "", content: "Hi" };
  expect(messageOf(await update(email, cleared))).toMatchObject({ type: "sms", content: "Hi" });
});

describe("send_date", () => {
  test("that is changed to the past means now", async () => {
    const message = await stored({ ...SMS, send_date: NOW + 90_000 });
    expect(messageOf(await update(message, { send_date: NOW }))).toMatchObject({
      send_date: LATER_ISO,
      batch_id: "20261128T093130Z",
    });
  });

  test("that has passed since stays, with its window, when something else changes", async () => {
    const message = await stored({ ...SMS, send_date: NOW + 1000 });
    const { send_date, batch_id } = message;
    expect(messageOf(await update(message, { name: "N", send_date }))).toMatchObject({
      send_date,
      batch_id,
      name: "N",
    });
  });

  test("of an incoming message stays; it means now when the message is to go out", async () => {
    const message = await stored({ ...SMS, incoming: true, send_date: NOW - 90_000 });
    expect(messageOf(await update(message, { name: "N" })).send_date).toBe(message.send_date);
    expect(messageOf(await update(message, { incoming: "0" }))).toMatchObject({
      send_date: LATER_ISO,
      batch_id: "20261128T093130Z",
    });
  });

  test("that is moved moves the message to another window", async () => {
    const message = await stored({ ...SMS, send_date: NOW + 90_000 });
    expect(messageOf(await update(message, { send_date: NOW + 120_000 })).batch_id).toBe("20261128T093230Z");
  });
});

describe("what cannot be rendered is refused, and the old record stays", () => {
  test.each([
    [{ content: "<p>{{#if a}}</p>" }, "syntax-error", "content"],
    [{ subject: "{{log a}}" }, "unsupported-syntax", "subject"],
    [{ from_name: "{{" }, "syntax-error", "from_name"],
    [{ template: "lettre" }, "unknown-template", "template"],
  ])("%j", async (changes, code, field) => {
    const message = await stored(EMAIL);
    const before = structuredClone(message);
    const result = await update(message, changes);
    expect(result).toMatchObject({ ok: false, problems: [{ code, field }] });
    expect(result).not.toHaveProperty("message");
    expect(message).toEqual(before);
  });

  test("also an incoming message that is to go out", async () => {
    const message = await stored({ ...SMS, content: "{{", incoming: true });
    expect(messageOf(await update(message, { name: "N" }))).toMatchObject({ content: "{{" });
    expect(await update(message, { incoming: "0" })).toMatchObject({ ok: false, problems: [{ field: "content" }] });
  });
});

describe("a message that was sent", () => {
  const OTHER: Readonly<Record<(typeof FROZEN_FIELDS)[number], unknown>> = {
    type: "sms",
    from_email: "bo@example.com",
    from_name: "Bo",
    subject: "Other",
    template: "other",
    content: "Other",
    content_type: "text",
    file_id: 5,
    incoming: "1",
    connection_id: 5,
    send_date: LATER + 90_000,
  };

  test.each(FROZEN_FIELDS.map((name) => [name]))("%s is frozen", async (name) => {
    const message = deepFreeze(markSent(await stored(EMAIL), NOW));
    const frozen = `${name}: \`${name}\` cannot be changed: the message was sent`;
    expect(problemsOf(await update(message, { [name]: OTHER[name] }))).toContain(frozen);
    if (name in message && name !== "type") expect(problemsOf(await update(message, { [name]: "" }))).toContain(frozen);
    expect(await update(message, { [name]: message[name as keyof Message] })).toMatchObject({ ok: true });
    expect(problemsOf(await update(await stored(EMAIL), { id: 9, [name]: OTHER[name] }))).not.toContain(frozen);
  });

  test("may be renamed even when it would no longer compile", async () => {
    const gone = { compileSafe: () => Promise.reject(new Error("was compiled")) };
    const message = deepFreeze(markSent(await stored({ ...EMAIL, send_date: NOW }), NOW));
    const changes = { ...message, name: "Filed", duplicate_key: "d" };
    expect(await updateMessage(message, changes, { renderer: gone, now: LATER })).toEqual({
      ok: true,
      message: { ...message, name: "Filed", duplicate_key: "d", modified_date: LATER_ISO },
      warnings: [],
    });
  });
});

describe("markSent", () => {
  test("says so, and when", async () => {
    const message = await stored({ ...SMS, send_date: NOW });
    expect(markSent(message, LATER)).toEqual({ ...message, sent: true, modified_date: LATER_ISO });
    expect(message).toMatchObject({ sent: false, modified_date: NOW_ISO });
  });

  test("a second time changes nothing", async () => {
    const sent = deepFreeze(markSent(await stored(SMS), NOW));
    expect(markSent(sent, LATER)).toBe(sent);
  });

  test("an incoming message, or at no time, is a mistake", async () => {
    const incoming = await stored({ ...SMS, incoming: true });
    expect(() => markSent(incoming, NOW)).toThrow(RangeError);
    const outgoing = await stored(SMS);
    expect(() => markSent(outgoing, Number.NaN)).toThrow(RangeError);
  });
});
