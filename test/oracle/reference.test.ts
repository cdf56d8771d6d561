import { describe, expect, it } from "vitest";
import { type ReferenceEmail, renderReference, renderReferenceSms } from "./reference.js";
import type { TemplateFiles } from "./template-files.js";
import { textReference } from "./text-reference.js";

const FILES: TemplateFiles = {
  "theme.json": '{ "brand": { "name": "Juniper & Co", "color": "#123456" }, "gap": 8 }',
  "partials/footer.mjml": "<mj-section><mj-column><mj-text>{{@theme.brand.name}}</mj-text></mj-column></mj-section>",
  "layouts/base.mjml": `<mjml><mj-head><mj-title>{{@subject}}</mj-title><mj-preview>{{@preheader}}</mj-preview>
    <mj-style>.soft { color: #999999 } .soft:hover { color: red } p:first-child { margin: 0 } h1 { margin: {{@theme.gap}}px }</mj-style>
    <mj-style>@media print { .soft { color: black } }</mj-style>
    </mj-head><mj-body>{{{@content}}}
    {{> footer}}</mj-body></mjml>`,
  "note/email.mjml": `---
subject: "Order {{number}}"
preheader: Hello   {{name}}
from_name: {{team}} team
layout: base
---
<mj-section><mj-column><mj-text><h1>Hello {{name}}</h1>{{{@content}}}</mj-text></mj-column></mj-section>
{{#if vip}}<mj-section><mj-column><mj-text css-class="vip">VIP</mj-text></mj-column><mj-column></mj-column></mj-section>{{/if}}
<mj-section><mj-column><mj-table>{{#each rows}}<tr><td class="soft">{{name}}</td><td style="font-family:&quot;A&quot;">{{price}}</td></tr>{{/each}}</mj-table></mj-column></mj-section>
`,
  "note/content.html": "<p>{{body}} for {{@theme.brand.name}}</p>",
  "note/sms.txt": "Hi {{name}}: {{{body}}}\n",
};

const VARIABLES = {
  name: "Ana <b>",
  number: "7 & 8",
  team: "O'Neil",
  body: '"Text" & more',
  rows: [
    { name: "Mug", price: "$1" },
    { name: "Pot", price: "{{7*7}}" },
  ],
};

function render(request = {}, variables: unknown = VARIABLES): Promise<ReferenceEmail> {
  return renderReference({ files: FILES, request: { type: "email", template: "note", ...request }, variables });
}

describe("renderReference", () => {
  it("fills header parts without escaping, on one line", async () => {
    const { subject, preheader, fromName } = await render();
    expect({ subject, preheader, fromName }).toEqual({
      subject: "Order 7 & 8",
      preheader: "Hello Ana <b>",
      fromName: "O'Neil team",
    });
  });

  it("lets the request win over the front matter", async () => {
    const email = await render({
      subject: " New\n {{number}} ",
      preheader: "P",
      from_name: "F",
      content: "<p>own</p>",
    });
    expect(email).toMatchObject({ subject: "New 7 & 8", preheader: "P", fromName: "F" });
    expect(email.text).toContain("\n\nown\n\n");
    expect(email.html).toContain("<title>New 7 &amp; 8</title>");
  });

  it("puts content into template into layout, with partials and theme", async () => {
    const { html } = await render();
    expect(html).toContain("<title>Order 7 &amp; 8</title>");
    expect(html).toContain(
      '<h1 style="margin: 8px;">Hello Ana &lt;b&gt;</h1><p>&quot;Text&quot; &amp; more for Juniper &amp; Co</p>',
    );
    expect(html.match(/Juniper &amp; Co/g)).toHaveLength(2);
  });

  it("runs blocks before MJML", async () => {
    expect((await render()).html).not.toContain("mj-column-per-50");
    expect((await render({}, { ...VARIABLES, vip: true })).html).toContain("mj-column-per-50");
    expect((await render({}, { ...VARIABLES, rows: [] })).html).not.toContain("Mug");
  });

  it("inlines plain rules only and leaves the style sheets alone", async () => {
    const { html } = await render();
    expect(html).toContain('<td class="soft" style="color: #999999;">Mug</td>');
    expect(html).toContain("<p>&quot;Text");
    expect(html).toContain(".soft:hover { color: red } p:first-child { margin: 0 } h1 { margin: 8px }");
    expect(html).toContain("@media print { .soft { color: black } }");
  });

  it("keeps braces of values and quotes of styles", async () => {
    const { html } = await render();
    expect(html).toContain('<td style="font-family:&quot;A&quot;">{{7*7}}</td>');
  });

  it("derives the text", async () => {
    expect((await render()).text).toBe(
      'Hello Ana <b>\n\n"Text" & more for Juniper & Co\n\nMug | $1\nPot | {{7*7}}\n\nJuniper & Co',
    );
  });

  it("takes a hand-written text part", async () => {
    const files = { ...FILES, "note/email.txt": "Dear {{name}},\n\n{{@theme.brand.name}}\n" };
    const email = await renderReference({ files, request: { type: "email", template: "note" }, variables: VARIABLES });
    expect(email.text).toBe("Dear Ana <b>,\n\nJuniper & Co\n");
  });

  it("lets the given theme win group by group", async () => {
    const theme = { brand: { name: "Other" } };
    const { html } = await renderReference({
      files: FILES,
      request: { type: "email", template: "note" },
      theme,
      variables: VARIABLES,
    });
    expect(html).toContain("for Other");
    expect(html).toContain("margin: 8px");
  });

  it("throws what MJML complains about", async () => {
    const files = { "a/email.mjml": "<mjml><mj-body><mj-nothing /></mj-body></mjml>" };
    const request = { type: "email", template: "a" } as const;
    await expect(renderReference({ files, request, variables: {} })).rejects.toThrow("mj-nothing");
  });

  it("fills an SMS", () => {
    const request = { type: "sms", template: "note" } as const;
    expect(renderReferenceSms({ files: FILES, request, variables: VARIABLES })).toBe('Hi Ana <b>: "Text" & more\n');
  });
});

const TEXTS: readonly (readonly [name: string, html: string, text: string])[] = [
  ["words", "<p> a \n b&nbsp;<b>c</b>d </p>", "a b\u00a0cd"],
  ["blocks", "<h1>A</h1><div>b</div><div>c</div><p>d</p>", "A\n\nb\nc\n\nd"],
  ["line breaks", "a<br>b<br><br>c<br><br><br>d<br><p>e</p>", "a\nb\n\nc\n\nd\n\ne"],
  ["nothing at the edges", "<br><p><br></p><p>a</p><br><hr>", "a"],
  ["a rule", "a<hr>b", "a\n\nb"],
  ["hidden parts", '<div style="display : none">x</div><p hidden>y</p><script>z</script><p>a</p>', "a"],
  ["comments", "<!--[if mso]><p>x</p><![endif]--><!--[if !mso]><!--><p>a</p><!--<![endif]-->", "a"],
  ["images", '<img alt="A &amp; b"> <img> <img alt="">c', "A & b c"],
  ["a link", '<a href="https://x/?a=1&amp;b=2">our  page</a>.', "our page <https://x/?a=1&b=2>."],
  ["a link that says its target", '<a href="https://x">https://x</a>', "https://x"],
  ["an address", '<a href="mailto:a@b.c">a@b.c</a> <a href="mailto:a@b.c">us</a>', "a@b.c us <a@b.c>"],
  ["a number", '<a href="tel:+155">+155</a> <a href="tel:+155">us</a>', "+155 us <+155>"],
  ["a place on the page", '<a href="#top">up</a> <a>b</a> <a href="">c</a>', "up b c"],
  ["a linked image", '<a href="https://x"><img alt="Logo"></a>', "Logo <https://x>"],
  ["a link without words", 'See <a href="https://x"><img></a>', "See https://x"],
  [
    "white space in a link",
    '<a href="https://x"> a </a>b<a href="https://y"><p>c</p></a>d',
    "a <https://x> b\n\nc <https://y>\n\nd",
  ],
  ["bullets", "a<ul><li>b</li><li>c<br>d</li></ul>e", "a\n\n- b\n- c\n  d\n\ne"],
  ["numbers", '<ol start="9"><li>a</li><li> </li><li>b<br>c</li></ol>', "9. a\n11. b\n    c"],
  ["lists in lists", "<ul><li>a<ol><li>b<br>c</li></ol></li><li>d</li></ul>", "- a\n  1. b\n     c\n- d"],
  ["paragraphs in a list", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"],
  ["a list of nothing", "a<ul><li></li><li><img></li></ul>b", "a\n\nb"],
  ["quotes", "<blockquote>a<p>b<br>c</p></blockquote>d", "> a\n>\n> b\n> c\n\nd"],
  ["a list in a quote", "<blockquote><ul><li>a<br>b</li></ul></blockquote>", "> - a\n>   b"],
  ["preformatted text", "a<pre>\n  b  c\n\td<br><br><br>e</pre>f", "a\n\n  b  c\n\td\n\n\ne\n\nf"],
  ["preformatted text with blank edges", "a<pre>\n\n \n  b \n\n</pre>e<pre> \n</pre>f", "a\n\n  b\n\ne\n\nf"],
  ["preformatted text in a list", "<ul><li>a<pre>b\n c</pre></li></ul>", "- a\n\n  b\n   c"],
  [
    "tables",
    "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>c</td><td></td><td>d</td></tr></table>",
    "A | B\nc | d",
  ],
  ["layout tables", '<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', "a\nb\n\nc"],
  [
    "tables in layout tables",
    '<table role="none"><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>',
    "a | b",
  ],
  ["characters that are our marks", "<p>a\uFDD0&#xFDD1;&#64978;b</p>", "ab"],
];

describe("textReference", () => {
  it.each(TEXTS)("%s", (_, html, text) => {
    expect(textReference(`<html><head><title>T</title></head><body>${html}</body></html>`)).toBe(text);
  });
});
