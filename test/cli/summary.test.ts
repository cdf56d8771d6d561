import { expect, test } from "vitest";
import { formatSummary } from "../../src/cli/summary.js";
import type { RenderedEmail, RenderedSms } from "../../src/runtime/index.js";

const EMAIL: RenderedEmail = {
  channel: "email",
  subject: "Hi",
  preheader: "",
  from: { name: "", email: null },
  html: "<p>Hi</p>",
  text: "Hi\n",
  headers: {},
  attachments: [],
  warnings: [],
};

const SMS: RenderedSms = {
  channel: "sms",
  text: "Hi ✓",
  encoding: "UCS-2",
  units: 4,
  segments: 1,
  parts: [{ text: "Hi ✓", start: 0, end: 4, units: 4 }],
  unitsLeft: 66,
  offenders: [{ character: "✓", codePoint: "U+2713", index: 3, count: 1, suggestion: null }],
  replaced: [],
  cost: null,
  warnings: [],
  mediaUrls: [],
};

const lineOf = (email: Partial<RenderedEmail>, label: string) =>
  formatSummary({ email: { ...EMAIL, ...email } })
    .split("\n")
    .find((line) => line.startsWith(label));

test("what is not set takes no line", () => {
  expect(formatSummary({ email: EMAIL })).toBe("Subject:   Hi\nSize:      HTML 0.0 KB, text 0.0 KB\n\nHi\n");
});

test.each([
  ["Ana", "a@example.com", "From:      Ana <a@example.com>"],
  ["Ana", null, "From:      Ana"],
  ["", "a@example.com", "From:      a@example.com"],
  ["", null, undefined],
])("sender %j %j", (name, email, line) => {
  expect(lineOf({ from: { name, email } }, "From")).toBe(line);
});

test.each([
  [102 * 1024, "Size:      HTML 102.0 KB, text 0.0 KB"],
  [102 * 1024 + 1, "Size:      HTML 102.0 KB (Gmail clips it after 102 KB), text 0.0 KB"],
  [200 * 1024, "Size:      HTML 200.0 KB (Gmail clips it after 102 KB), text 0.0 KB"],
])("HTML of %i bytes", (bytes, line) => {
  // Two bytes each in UTF-8: bytes are counted, not characters.
  const html = "é".repeat(Math.floor(bytes / 2)) + "x".repeat(bytes % 2);
  expect(lineOf({ html }, "Size")).toBe(line);
});

test.each([
  [{}, "SMS (UCS-2, 1 segment, 4 units)"],
  [{ segments: 2, units: 1 }, "SMS (UCS-2, 2 segments, 1 unit)"],
])("SMS %j", (fields, headline) => {
  expect(formatSummary({ sms: { ...SMS, ...fields, offenders: [] } })).toBe(`${headline}\nHi ✓\n`);
});

test("what is not seen in an SMS is told below it", () => {
  const offender = { character: "ж", codePoint: "U+0436", index: 0, count: 1, suggestion: null };
  const replaced = [
    { character: "’", codePoint: "U+2019", index: 0, count: 2, replacement: "'" },
    { character: "…", codePoint: "U+2026", index: 0, count: 1, replacement: "..." },
  ];
  const tail = (sms: Partial<RenderedSms>) => formatSummary({ sms: { ...SMS, ...sms } }).split("\n\n")[1];
  expect(tail({ offenders: [], replaced })).toBe(`replaced: U+2019 by "'", 2 times\nreplaced: U+2026 by "..."\n`);
  expect(tail({ offenders: [{ ...offender, suggestion: "x" }] })).toBe(
    'forces UCS-2: U+0436 at 0; write "x" instead\n',
  );
  expect(tail({ offenders: Array.from({ length: 7 }, () => offender) })).toMatch(/(?:forces.*\n){5}and 2 more\n$/);
});
