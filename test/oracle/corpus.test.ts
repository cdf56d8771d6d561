import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/index.js";
import { emailDifferences } from "./cases.js";
import { CORPUS, CORPUS_VARIABLES, documentOf } from "./corpus.js";
import { renderReference } from "./reference.js";

/** Law 1, for one construct at a time. */
const CASES = Object.entries(CORPUS).map(([name, body]) => ({ name, files: { "t/email.mjml": documentOf(body) } }));
const REQUEST = { type: "email", template: "t" } as const;

describe("constructs equal the reference", () => {
  it.each(CASES)("$name", async ({ files }) => {
    const message = await createRenderer({ templates: files, trust: "trusted" }).compile(REQUEST);
    for (const [values, variables] of Object.entries(CORPUS_VARIABLES)) {
      const reference = await renderReference({ files, request: REQUEST, variables });
      expect(emailDifferences(message.render(variables), reference), values).toEqual([]);
    }
  });
});

const FILES = {
  "theme.json": '{ "brand": { "name": "B & <c>", "color": "#123" }, "gap": 4 }',
  "partials/foot.mjml":
    "<mj-section>\n  <mj-column>\n    <mj-text>F {{name}} {{@theme.brand.name}}</mj-text>\n  </mj-column>\n</mj-section>\n",
  "layouts/inner.mjml": "---\nlayout: outer\n---\n<mj-wrapper>{{{@content}}}</mj-wrapper>\n  {{> foot}}\n",
  "layouts/outer.mjml":
    "<mjml><mj-head><mj-title>{{@subject}}</mj-title><mj-preview>{{@preheader}}</mj-preview></mj-head><mj-body>{{{@content}}}</mj-body></mjml>",
  "t/email.mjml":
    '---\nsubject: \'Q {{name}}\'\npreheader: P {{name}}!\nfrom_name: {{@theme.brand.name}} {{name}}\nlayout: inner\n---\n<mj-section background-color="{{@theme.brand.color}}"><mj-column><mj-text padding="{{@theme.gap}}px">{{{@content}}}</mj-text></mj-column></mj-section>',
  "t/content.html": "<p>C {{name}} {{@theme.brand.name}}</p>\n",
  "own-text/email.mjml":
    "---\nsubject: U\nlayout: outer\n---\n<mj-section><mj-column><mj-text>u</mj-text></mj-column></mj-section>",
  "own-text/email.txt": "Dear {{name}}\n{{#if name}}\n  x\n{{/if}}\n{{@theme.brand.name}}\n",
};

const REQUESTS = [
  { template: "t" },
  { template: "t", subject: " a\n {{name}} b ", preheader: "", from_name: "X", content: "<h1>{{name}}</h1>" },
  { template: "t", content: "" },
  { template: "t", content: "plain {{name}} & co{{#if name}}<b>y</b>{{/if}}" },
  { template: "own-text" },
];

describe("requests equal the reference", () => {
  it.each(REQUESTS)("%j", async (fields) => {
    const request = { type: "email", ...fields } as const;
    const theme = { brand: { name: "Other & <d>" } };
    const message = await createRenderer({ templates: FILES, theme }).compile(request);
    for (const name of ["x", 'A&\u00a0<b>  "c"\n d', "&amp; {{x}}"]) {
      const reference = await renderReference({ files: FILES, request, theme, variables: { name } });
      expect(emailDifferences(message.render({ name }), reference), name).toEqual([]);
    }
  });
});
