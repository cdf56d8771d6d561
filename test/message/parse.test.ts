import { expect, test } from "vitest";
import { parseMessage } from "../../src/message/index.js";
import { deepFreeze } from "./deep-freeze.js";

const problemsOf = (input: unknown) => {
  const parsed = parseMessage(input);
  return parsed.ok ? [] : parsed.problems.map(({ field, message, help }) => [field, message, help]);
};

test("all problems are given at once, in the order of the record", () => {
  const record = {
    contnt: "secret",
    id: "x",
    type: "fax",
    subjct: "secret",
    sent: "maybe",
    media_url: "secret",
    name: 5,
  };
  expect(problemsOf(deepFreeze(record))).toEqual([
    ["contnt", "`contnt` is not a field of a message", "did you mean `content`?"],
    ["id", "`id` must be a whole number from 1", undefined],
    ["type", '`type` must be "email" or "sms"', undefined],
    ["subjct", "`subjct` is not a field of a message", "did you mean `subject`?"],
    ["sent", "`sent` must be a flag: true, false, 0 or 1", undefined],
    ["name", "`name` must be a string, found a number", undefined],
  ]);
  const parsed = parseMessage(record);
  expect(parsed.warnings.map(({ field }) => field)).toEqual(["media_url"]);
  expect(JSON.stringify(parsed)).not.toContain("secret");
});

test.each([
  ["media_ur", "did you mean `media_url`?"],
  ["Subject", "did you mean `subject`?"],
  ["conversationid", "did you mean `conversation_id`?"],
  ["constructor", undefined],
  ["__proto__", undefined],
  ["toString", undefined],
  ["x".repeat(100_000), undefined],
])("%.20s is not a field", (name, help) => {
  const text = JSON.stringify({ [name]: "x" }).replace("{}", '{"__proto__":"x"}');
  const [problem] = problemsOf(text);
  expect(problem?.[0]).toBe(name);
  expect(problem?.[1]).toMatch(/^`.{1,61}` is not a field of a message$/);
  expect(problem?.[2]).toBe(help);
});

test("the number of unknown names that are reported has an end", () => {
  const record = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`f${index}`, "x"]));
  const problems = problemsOf(record);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toEqual([undefined, "99900 more names are not fields of a message", undefined]);
});

test.each([
  [{ type: "sms", subject: "S" }, "subject", "`subject` is for emails only"],
  [{ type: "sms", from_name: "S" }, "from_name", "`from_name` is for emails only"],
  [{ type: "sms", from_email: "S" }, "from_email", "`from_email` is for emails only"],
  [{ type: "sms", template: "S" }, "template", "`template` is for emails only"],
  [{ type: "email", connection_id: 5 }, "connection_id", "`connection_id` is for text messages only"],
  [{ type: "sms", content_type: "mjml" }, "content_type", "`content_type` of a text message cannot be mjml"],
])("%j has a field of the other type", (record, field, message) => {
  expect(problemsOf(record).map((problem) => problem.slice(0, 2))).toEqual([[field, message]]);
});

test.each([
  [{ type: "sms", subject: "", template: null, connection_id: 5 }],
  [{ type: "email", connection_id: "", subject: "S", file_id: 5, content_type: "mjml" }],
  [{ subject: "S", connection_id: 5 }],
])("%j has none", (record) => {
  expect(problemsOf(record)).toEqual([]);
});

test.each([
  ["5", "the message is not an object, nor a form"],
  ["[]", "the message is not an object, nor a form"],
  ["null", "the message is not an object, nor a form"],
  [[["name", "n"]], "the message is not an object, nor a form"],
  [null, "the message is not an object, nor a form"],
  [undefined, "the message is not an object, nor a form"],
  [() => 5, "the message is not an object, nor a form"],
  [new Set(["name"]), "the message is not an object, nor a form"],
  [new Map([[5, "n"]]), "the message is not an object, nor a form"],
  ["", "the message is neither form-encoded nor valid JSON"],
  ['{"name": secret}', "the message is neither form-encoded nor valid JSON"],
  ["secret", "the message is neither form-encoded nor valid JSON"],
  ["name=a&%ff=b", "the name of a field is not well encoded"],
])("%j is not a record", (input, message) => {
  expect(problemsOf(input).map((problem) => problem.slice(0, 2))).toEqual([[undefined, message]]);
});

test.each([
  ["name=%zz", "`name` is not well encoded"],
  ["name=%ff", "`name` is not well encoded"],
  ["name=a&name=b", "`name` is given more than once"],
  [new URLSearchParams("name=a&name=b"), "`name` is given more than once"],
])("the form %s is refused, not mended", (input, message) => {
  expect(problemsOf(input)).toEqual([["name", message, undefined]]);
});

test.each([
  ["name=a+b%2Bc%26%3D&&hash=x=y\n", { hash: "x=y", name: "a b+c&=" }],
  ["name=a&hash", { hash: null, name: "a" }],
  [
    new Map<string, unknown>([
      ["name", "a"],
      ["id", 5],
    ]),
    { id: 5, name: "a" },
  ],
  [Object.assign(Object.create({ hash: "inherited" }), { name: "a" }), { name: "a" }],
  [Object.assign(Object.create(null), { name: "a" }), { name: "a" }],
  [' {"name": "a"} ', { name: "a" }],
  [{ send_date: new Date(1795858200000) }, { send_date: "2026-11-28T09:30:00.000Z" }],
])("%j is a record", (input, fields) => {
  const parsed = parseMessage(input);
  expect(parsed).toEqual({ ok: true, fields, warnings: [] });
  expect(Object.keys(parsed.ok ? parsed.fields : {})).toEqual(Object.keys(fields));
});
