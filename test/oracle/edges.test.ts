import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/index.js";
import { emailDifferences } from "./cases.js";
import { renderReference } from "./reference.js";

/** Documents that once differed from the reference, or do in the way of `empty-title-or-preheader`. */
interface Edge {
  readonly name: string;
  readonly reason: string;
  readonly files: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

const EDGES: readonly Edge[] = [
  {
    name: "quotes in a style that CSS is inlined into",
    reason: "juice reads `&quot;` as CSS unless it decodes style attributes",
    files: email("<mj-style>h1 { margin: 0 }</mj-style>", '<h1 style="font-family:&quot;A B&quot;, serif">x</h1>'),
    variables: {},
  },
  {
    name: "white space at the edge of the subject inside a document",
    reason: "the subject is one line wherever it stands",
    files: email("<mj-title>{{@subject}}</mj-title>", "x", "subject: S {{name}}"),
    variables: { name: "" },
  },
  {
    name: "white space in the subject inside a document",
    reason: "two spaces around an empty value are one",
    files: email("<mj-title>{{@subject}}</mj-title>", "x", "subject: S {{name}} x"),
    variables: { name: "" },
  },
  {
    name: "white space at the edge of a title",
    reason: "MJML trims `<mj-title>`, and a value there may be empty",
    files: email("<mj-title>S {{name}}</mj-title>", "x"),
    variables: { name: "" },
  },
  {
    name: "an empty title",
    reason: "MJML then writes no `aria-label`",
    files: email("<mj-title>{{name}}</mj-title>", "x"),
    variables: { name: "" },
  },
  {
    name: "an empty preheader",
    reason: "MJML then writes no hidden <div>",
    files: email("<mj-preview>{{name}}</mj-preview>", "x"),
    variables: { name: "" },
  },
  {
    name: "an alternative text that may be empty beside rules that MJML inlines",
    reason: 'the inliner writes `alt` for `alt=""`',
    files: email(
      '<mj-style inline="inline">td { color: red }</mj-style>',
      'x</mj-text><mj-image src="https://x/y.png" alt="{{#if on}}y{{/if}}" /><mj-text>x',
    ),
    variables: { on: false },
  },
  {
    name: "the subject inside of content",
    reason: "contents may show the subject",
    files: { ...email("", "{{{@content}}}", "subject: S {{name}}"), "t/content.html": "<p>{{@subject}}</p>" },
    variables: { name: "x" },
  },
  {
    name: "percent signs in the links of the text part",
    reason: "what is encoded in a link is shown as it is written",
    files: email(
      "",
      '<a href="mailto:help@x.com?subject=Hello%20there">Mail us</a> <a href="https://x/a%20b">https://x/a b</a> <a href="tel:{{phone}}">{{phone}}</a> <a href="mailto:{{mail}}">{{mail}}</a>',
    ),
    variables: { phone: "+15551234", mail: "ana@example.com" },
  },
  {
    name: "quotes in a title, with letters beyond ASCII",
    reason: "MJML writes the title into `aria-label` as it is, so that its words become names of attributes",
    files: email('<mj-title>Your "VIP é" offer é</mj-title>', "x"),
    variables: {},
  },
  {
    name: "values inside of URLs",
    reason: "they are percent-encoded (`encoded-components`)",
    files: email(
      "",
      '<a href="tel:{{phone}}">{{phone}}</a> <a href="mailto:{{mail}}">{{mail}}</a> <a href="mailto:{{mail}}?subject={{text}}">x</a> <a href="https://x/{{text}}?q={{text}}">go</a> <a href="https://x/{{text}}"> https://x/{{text}}</a><img src="https://x/{{text}}.png" alt=""></mj-text><mj-social><mj-social-element name="facebook" href="{{url}}">F</mj-social-element></mj-social><mj-text>',
    ),
    variables: { phone: "+1 (555) 1234", mail: "o'b+c@x.example", text: "a b&c/é 👍 50%", url: "https://x/?a=1&b=2#c" },
  },
  {
    name: "an empty preheader that rules match",
    reason: "rules of the author add to the style of MJML's hidden <div>",
    files: email("<mj-preview>{{name}}</mj-preview><mj-style>div { color: red; font-size: 2px }</mj-style>", "x"),
    variables: { name: "" },
  },
  {
    name: "control characters in values",
    reason: "they separate words or are not seen (`control-characters`)",
    files: email("", 'a{{page}}b{{tab}}c{{bell}}d <p>{{page}}</p><p title="{{tab}}">{{line}}</p>'),
    variables: { page: "\f", tab: "x\vy", bell: "\u0007", line: "x\u0085y" },
  },
  {
    name: "a style sheet in a comment",
    reason: "in CSS the marks of a comment mean nothing",
    files: email(
      "<mj-style><!-- .a { color: red } --></mj-style><!-- <mj-style>p { margin: 0 }</mj-style> -->",
      '<p class="a">x</p>',
    ),
    variables: {},
  },
  {
    name: "white space between comments at the edge of a block",
    reason: "it is white space beside a block tag",
    files: email(
      "",
      "<!-- a --> <!-- b --> {{#if on}}<!-- c --> <!-- d -->{{/if}} <!-- e --> x{{#if on}} <!-- f -->{{/if}}",
    ),
    variables: { on: true },
  },
  {
    name: "white space around a comment after a block that is absent",
    reason: "MJML trims the content of a component, where a block may be first",
    files: email("", "{{#if on}}<!-- a -->x<!-- b -->{{/if}} <!-- c --> y"),
    variables: { on: false },
  },
  {
    name: "a byte order mark",
    reason: "it is no part of a text, and front matter follows it",
    files: { "t/email.mjml": `\uFEFF${email("", "x")["t/email.mjml"]}` },
    variables: {},
  },
];

describe("edges equal the reference", () => {
  it.each(EDGES)("$name: $reason", async ({ files, variables }) => {
    const request = { type: "email", template: "t" } as const;
    const message = await createRenderer({ templates: files, trust: "trusted" }).compile(request);
    const reference = await renderReference({ files, request, variables });
    expect(emailDifferences(message.render(variables), reference)).toEqual([]);
  });
});

function email(head: string, html: string, front = "subject: S"): Readonly<Record<string, string>> {
  const body = `<mj-section><mj-column><mj-text>${html}</mj-text></mj-column></mj-section>`;
  return { "t/email.mjml": `---\n${front}\n---\n<mjml><mj-head>${head}</mj-head><mj-body>${body}</mj-body></mjml>` };
}
