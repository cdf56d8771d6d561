import { expect, test } from "vitest";
import { type EmlOptions, toEml, toMboxEntry } from "../../src/eml/index.js";
import { emailOf } from "../handover/messages.js";
import { parseEml } from "./parse.js";

const OPTIONS: EmlOptions = { to: "ana@x.example", date: Date.UTC(2026, 10, 8, 6, 23), messageId: "1@shop.example" };

const TEXTS = [
  "Hi\nFrom me to you\n>From him\n>>From her\n> From nobody\n\nFrom",
  "",
  "From the first word",
  "\n\nx\n\n",
];

test("an mbox holds messages that are read back", async () => {
  const messages = TEXTS.map((text, index) => emailOf({ subject: `No. ${index}`, text }));
  const mbox = Buffer.concat(await Promise.all(messages.map((message) => toMboxEntry(message, OPTIONS))));
  const entries = readMbox(mbox.toString("utf8"));
  expect(entries.map(({ from }) => from)).toEqual(TEXTS.map(() => "From shop@shop.example Sun Nov  8 06:23:00 2026"));
  const parsed = entries.map(({ message }) => parseEml(new TextEncoder().encode(message)));
  expect(parsed.map(({ subject, text, html }) => [subject, text, html])).toEqual(
    // A message of one part ends with a line end.
    messages.map(({ subject, text, html }) => [subject, text, text === "" ? `${html}\n` : html]),
  );
});

test("an entry is the .eml with other line ends, a line before and one behind", async () => {
  const eml = new TextDecoder().decode(await toEml(emailOf(), OPTIONS));
  const entry = new TextDecoder().decode(await toMboxEntry(emailOf(), OPTIONS));
  expect(entry.endsWith("\n\n")).toBe(true);
  expect(entry).not.toContain("\r");
  expect(entry.split("\n").slice(1, -1)).toEqual(eml.split("\r\n"));
});

test("reading without taking the quotes away would be noticed", async () => {
  const entry = new TextDecoder().decode(await toMboxEntry(emailOf({ text: "From me" }), OPTIONS));
  expect(entry).toContain("\n>From me\n");
  expect(entry.match(/^From /gm)).toHaveLength(1);
});

test("the sender is the one that is given", async () => {
  const from = { email: "other@shop.example", name: "Other" };
  const entry = new TextDecoder().decode(await toMboxEntry(emailOf(), { ...OPTIONS, from }));
  expect(entry).toMatch(/^From other@shop\.example Sun Nov {2}8 06:23:00 2026\n/);
});

/** Reads mboxrd: a message begins with a line `From` after a blank one, and one `>` less is before what it quoted. */
function readMbox(mbox: string): { from: string; message: string }[] {
  return mbox.split(/^(?=From )/m).map((entry) => {
    const end = entry.indexOf("\n");
    return { from: entry.slice(0, end), message: entry.slice(end + 1, -1).replace(/^>(>*From )/gm, "$1") };
  });
}
