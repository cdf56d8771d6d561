import { expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";
import { renderReference, renderReferenceSms } from "../oracle/reference.js";

const CONTRACT = JSON.stringify({
  properties: {
    name: { type: "string" },
    note: { type: "string", format: "multiline" },
    items: { type: "array", items: { type: "object", properties: { note: { type: "string", format: "multiline" } } } },
  },
});
const TEXT = "Hi {{name}}:\n{{note}}\n{{{name}}}\n{{#each items}}{{note}}{{/each}}{{upper note}}";
const files = {
  "t/contract.json": CONTRACT,
  "t/sms.txt": TEXT,
  "t/email.txt": TEXT,
  "t/email.html": "---\nsubject: {{note}}\n---\n<html><body><pre>{{name}}</pre>{{note}}</body></html>",
};
const variables = { name: "Ana\r\nBob\u2028C\t  d", note: "one\ntwo", items: [{ note: "x\n\ny" }] };
const EXPECTED = "Hi Ana Bob C d:\none\ntwo\nAna Bob C d\nx\n\nyONE TWO";

test("a value in an SMS is one line, unless the contract says `multiline`", async () => {
  const request = { type: "sms", template: "t" } as const;
  const { text } = (await createRenderer({ templates: files }).compile(request)).render(variables);
  expect(text).toBe(EXPECTED);
  const plain = { ...files, "t/sms.txt": TEXT.replace("{{upper note}}", "ONE TWO") };
  expect(renderReferenceSms({ files: plain, request, variables })).toBe(EXPECTED);
});

test("so is one in a text part that the author wrote; a subject is one line in any case", async () => {
  const request = { type: "email", template: "t" } as const;
  const { text, subject } = (await createRenderer({ templates: files }).compile(request)).render(variables);
  expect([subject, text]).toEqual(["one two", EXPECTED]);
  const plain = { ...files, "t/email.txt": TEXT.replace("{{upper note}}", "ONE TWO") };
  const reference = await renderReference({ files: plain, request, variables });
  expect([reference.subject, reference.text]).toEqual(["one two", EXPECTED]);
});

test("controls and noncharacters are taken out, and no value is taken for a template", async () => {
  const { render } = await createRenderer().compile({ type: "sms", content: "a{{x}}b" });
  expect(render({ x: "\0\x1b[1m\x7f\x9d\ufdd0{{y}} $& \ud800" }).text).toBe("a[1m{{y}} $& \ufffdb");
});
