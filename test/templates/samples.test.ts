import { expect, test } from "vitest";
import { memoryStore } from "../../src/templates/memory-store.js";
import { listSamples, listTemplates, readChannels, readSample } from "../../src/templates/samples.js";

const store = memoryStore({
  "layouts/base.mjml": "",
  "layouts/email.mjml": "a layout may have any name",
  "partials/sms.txt": "a partial may have any name",
  "receipt/email.mjml": "",
  "receipt/sms.txt": "",
  "receipt/samples/default.json": '{"a":1}',
  "receipt/samples/long.json": "{}",
  "receipt/samples/notes.txt": "",
  "reminder/sms.txt": "",
  "welcome/email.mjml": "",
  "drafts/readme.txt": "",
});

test("templates are the folders with a body", async () => {
  expect(await listTemplates(store)).toEqual(["receipt", "reminder", "welcome"]);
});

test.each([
  ["receipt", { email: true, sms: true }],
  ["reminder", { email: false, sms: true }],
  ["welcome", { email: true, sms: false }],
  ["drafts", { email: false, sms: false }],
  ["absent", { email: false, sms: false }],
  ["../receipt", { email: false, sms: false }],
  ["", { email: false, sms: false }],
])("channels of %j", async (template, expected) => {
  expect(await readChannels(store, template)).toEqual(expected);
});

test("samples have the names of their files", async () => {
  expect(await listSamples(store, "receipt")).toEqual(["default", "long"]);
  expect(await listSamples(store, "welcome")).toEqual([]);
});

test("a sample is a source with its path", async () => {
  expect(await readSample(store, "receipt", "default")).toMatchObject({
    path: "receipt/samples/default.json",
    text: '{"a":1}',
  });
});

test.each(["absent", "", "..", "../default", "../samples/default", "notes.txt"])(
  "no sample is named %j",
  async (name) => {
    expect(await readSample(store, "receipt", name)).toBeUndefined();
  },
);
