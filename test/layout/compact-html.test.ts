import { expect, test } from "vitest";
import { compactHtml } from "../../src/layout/compact-html.js";

test.each([
  ["a tag that a conditional comment splits stays", '<!--[if mso]><td class="q" <![endif]-->b'],
  ["so does one at the end of the document", 'a<b class="'],
])("%s", (_, html) => {
  expect(compactHtml(html, "")).toBe(html);
});
