import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createRenderer, type ReadyEmail, trustedHtml } from "../../src/index.js";
import { anyCase, type Case, checkEml } from "./law.js";

const RUNS = 150;
const SEED = 7;

let ready: ReadyEmail;

beforeAll(async () => {
  ready = await createRenderer({ templates: TEMPLATE }).compile({ type: "email", template: "any" });
});

const TEMPLATE = {
  "any/email.html": `---
subject: {{subject}}
from_name: {{from}}
---
<html><body><p title="{{subject}}">{{text}}</p><div>{{{html}}}</div></body></html>`,
  "any/contract.json": JSON.stringify({ type: "object", additionalProperties: true }),
};

function render({ subject, fromName, html, text }: Case) {
  const rendered = ready.render({
    subject,
    from: fromName,
    text,
    html: trustedHtml(`<pre>${html}</pre>`, { text: html }),
  });
  return { ...rendered, from: { name: rendered.from.name, email: "shop@shop.example" } };
}

function runLaw(spoil?: (eml: string) => string): Promise<void> {
  return fc.assert(
    fc.asyncProperty(anyCase, (parts) => checkEml(render(parts), parts, spoil)),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
}

describe("an .eml", { timeout: 120_000 }, () => {
  test("is read back as what was rendered", () => runLaw());

  test("is so whatever a message holds, rendered or not", () =>
    fc.assert(
      fc.asyncProperty(anyCase, (parts) => {
        const { subject, from } = render(parts);
        return checkEml({ ...render(parts), subject, from, html: `<p>${parts.html}`, text: parts.text }, parts);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    ));
});

/** The law fires: files that are broken like this are found out. */
describe("the law notices", { timeout: 120_000 }, () => {
  test.each<[string, RegExp, string]>([
    ["lost soft line breaks", /=\r\n(?=\w)/g, "\r\n"],
    ["line ends without CR", /\r\n/g, "\n"],
    ["joined lines", /\?=\r\n =\?/g, "?==?"],
    ["another charset", /=\?UTF-8\?/g, "=?ISO-8859-1?"],
    ["swapped parts", /text\/(?:plain|html)(?=;)/g, "text/rtf"],
    ["a lost octet of an attachment", /(Content-Disposition: attachment[\s\S]*?\r\n\r\n)\w\w\w\w/g, "$1"],
    ["a header more", /^MIME-Version/m, "Bcc: eve@x.example\r\nMIME-Version"],
    ["a recipient more", /, ben@/, ", eve@x.example, ben@"],
  ])("%s", async (_, pattern, replacement) => {
    await expect(runLaw((eml) => eml.replace(pattern, replacement))).rejects.toThrow("Property failed");
  });
});
