import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";
import { quoteHole } from "../../src/layout/findings.js";
import { locate } from "../../src/layout/locate.js";
import { splitAtHoles } from "../../src/layout/locate-attribute.js";
import { punch } from "../../src/layout/punch.js";
import { createSourceFile } from "../../src/source/source-file.js";
import { parse } from "../../src/syntax/parse.js";

/** How the values of an HTML document's body are made safe, in order; or the codes and facts of the refusal. */
async function treatments(body: string): Promise<string> {
  const document = `---\nsubject: {{x}} {{@theme.t}}\n---\n<html><body>${body}</body></html>`;
  const renderer = createRenderer({ templates: { "t/email.html": document }, theme: { t: "x" } });
  const result = await renderer.compileSafe({ type: "email", template: "t" });
  if (!result.ok) return result.diagnostics.map(({ code, message }) => `${code}: ${message}`).join("; ");
  if (result.message.channel !== "email") return "";
  return escapesIn(result.message.artifact.programs.html).join(" ");
}

function escapesIn(program: unknown): string[] {
  if (!Array.isArray(program)) return [];
  if (program[0] === "value") return [String(program[2])];
  if (program[0] === "header") return [`header ${program[2]}`];
  return program.flatMap(escapesIn);
}

describe("a value in an attribute is", () => {
  test.each([
    ['<p title="{{x}}">a</p>', "html"],
    ["<p title='a {{x}} b {{y}}'>a</p>", "html html"],
    ['<p title="{{#if x}}{{x}}{{else}}{{y}}{{/if}}">a</p>', "html html"],
    ['<p title="{{#each x}}{{y}}{{#if y}}{{z}}{{/if}}{{/each}}">a</p>', "html html"],
    ['<p title="{{#if x}}a{{/if}}{{#if y}}{{y}}{{/if}}">a</p>', "html"],
    ['<p title="{{@subject}}">a</p>', "header html"],
    ['<img alt="{{@subject}}" src="https://a.example/">', "header html"],
    ['<a href="{{x}}">a</a>', "html-url"],
    ['<a href="{{x}}/{{y}}">a</a>', "html-url url-segment"],
    ['<a href="https://a.example/?a={{#if x}}{{x}}{{/if}}">a</a>', "url-component"],
    ['<img src="{{x}}" alt="a">', "html-image"],
    ['<table background="{{x}}"><tr><td>a</td></tr></table>', "html-image"],
    ['<td background="{{#if x}}{{x}}{{else}}https://a.example/{{/if}}">a</td>', "html-image"],
    ['<p style="color:{{x}}">a</p>', "css"],
    ['<p style="width:{{x}}px;a:url({{y}})">a</p>', "css-number css-url"],
    ['<p style="font-family:&quot;{{x}}&quot;">a</p>', "css-string"],
    ['<p style="color:{{#if x}}{{y}}{{else}}red{{/if}}">a</p>', "css"],
    ['<p style="color:{{#unless x}}blue{{else}}{{y}}{{/unless}}">a</p>', "css"],
    ['<table bgcolor="{{x}}"><tr><td>a</td></tr></table>', "css"],
    ['<p lang="{{#if x}}{{y}}{{/if}}">a</p>', "css"],
    ['<img width="{{x}}" height="{{y}}" src="https://a.example/" alt="">', "number number"],
    ['<p title="{{x}}" style="color:{{x}}" lang="{{x}}">{{x}}</p>', "html css css html"],
    ["<p class='a' id=b title=c>{{x}}</p>", "html"],
    ["<p id=b title='{{x}}'>a</p>", "html"],
  ])("%j: %j", async (body, expected) => {
    expect(await treatments(body)).toBe(expected);
  });
});

describe("a value in an attribute is refused in", () => {
  test.each([
    ["<p title={{x}}>a</p>", "unsafe-position: `{{x}}` is a value without quotes"],
    ["<p title=a{{x}}>a</p>", "unsafe-position: `{{x}}` is a value without quotes"],
    ['<p onclick="{{x}}">a</p>', "unsafe-position: `{{x}}` stands in the attribute `onclick` of `<p>`"],
    ['<p srcdoc="a{{x}}{{y}}">a</p>', "unsafe-position: `{{x}}` stands in the attribute `srcdoc` of `<p>`"],
    ['<p href="{{x}}">a</p>', "unsafe-position: `{{x}}` stands in the attribute `href` of `<p>`"],
    [
      '<p class="{{x}}">a</p>',
      "structural-position: `{{x}}` stands in the attribute `class` of `<p>`, which rules depend on",
    ],
    [
      '<p id="a{{x}}">a</p>',
      "structural-position: `{{x}}` stands in the attribute `id` of `<p>`, which rules depend on",
    ],
    [
      '<p title="{{#if x}}">a</p>{{/if}}',
      "unsafe-position: `{{#if x}}` begins or ends inside of the attribute `title` of `<p>`",
    ],
    [
      '{{#if x}}<p title="{{/if}}">a</p>',
      "unsafe-position: `{{#if x}}` begins or ends inside of the attribute `title` of `<p>`",
    ],
    [
      '{{#if x}}<p title="{{else}}">a</p>{{/if}}',
      "unsafe-position: `{{#if x}}` begins or ends inside of the attribute `title` of `<p>`",
    ],
    ['<a href="{{@subject}}">a</a>', "unsafe-position: `{{@subject}}` stands in the attribute `href` of `<a>`"],
    ['<p style="color:{{@subject}}">a</p>', "unsafe-position: `{{@subject}}` stands in the attribute `style` of `<p>`"],
    ['<p lang="{{@subject}}">a</p>', "unsafe-position: `{{@subject}}` stands in the attribute `lang` of `<p>`"],
    [
      '<a href="java{{x}}">a</a>',
      "unsafe-position: `{{x}}` makes a value that would choose the scheme or host of a URL",
    ],
    [
      '<a href="java&#115;cript:{{x}}">a</a>',
      "unsafe-position: `{{x}}` makes a value that would choose the scheme or host of a URL",
    ],
    ['<a href="{{x}}b">a</a>', "unsafe-position: `{{x}}` makes text after a whole URL"],
    ['<p style="{{x}}:red">a</p>', "unsafe-position: `{{x}}` is a value outside of a CSS declaration's value"],
    [
      '<p style="{{x}}:red;{{#each y}}a:b;{{/each}}">a</p>',
      "unsafe-position: `{{x}}` is a value outside of a CSS declaration's value",
    ],
    [
      '<p style="a:{b;c:{{x}}">a</p>',
      "unsafe-position: `{{x}}` is a value in CSS that is broken or written with escapes",
    ],
    ['<p title="{{{x}}}">a</p>', "unsafe-position: `{{{x}}}` stands in the attribute `title` of `<p>`"],
    ['<p title="{{x}}{{{y}}}">a</p>', "unsafe-position: `{{{y}}}` stands in the attribute `title` of `<p>`"],
    [
      '<table background="{{#each x}}https://a{{/each}}"><tr><td>a</td></tr></table>',
      "ambiguous-position: `{{#each x}}` makes text after branches that are different parts of a URL",
    ],
    ['<td background="java{{x}}">a</td>', "unsafe-position: `{{x}}` makes a value that would choose"],
    [
      '<p style="color:{{#each x}}red{{/each}}">a</p>',
      "structural-position: `{{#each x}}` is a block in a `style` attribute",
    ],
  ])("%j: %j", async (body, expected) => {
    expect(await treatments(body)).toContain(expected);
  });

  test("each of the holes is named once", async () => {
    expect(await treatments('<p onclick="a{{x}}b{{x}}">a</p>')).toBe(
      "unsafe-position: `{{x}}` stands in the attribute `onclick` of `<p>`",
    );
  });
});

test("a choice in a style is no decision about the layout", async () => {
  const document = `---\nsubject: s\n---\n<p style="color:{{#if x}}{{y}}{{else}}red{{/if}}">a</p>`;
  const message = await createRenderer({ templates: { "t/email.html": document } }).compile({
    type: "email",
    template: "t",
  });
  expect(message.layout.variants).toBe(1);
});

test("colours of MJML may be chosen by a block", async () => {
  const hero = `<mj-hero background-color="{{#if x}}{{x}}{{else}}{{y}}{{/if}}"><mj-text>a</mj-text></mj-hero>`;
  const message = await createRenderer({ trust: "trusted" }).compile({
    type: "email",
    subject: "s",
    content: `<mjml><mj-body>${hero}</mj-body></mjml>`,
  });
  expect(escapesIn(message.artifact.programs.html)).toEqual(["html-color", "html-color"]);
});

/** A finished document with values, cut in pieces. */
function punched(html: string) {
  const source = createSourceFile("finished.html", html);
  const { nodes } = parse({ source, start: 0, end: html.length }, 100);
  return punch(nodes.filter((node) => node.type === "Text" || node.type === "Value"));
}

/** How values in finished HTML are made safe when all are colours of MJML, and what is refused. */
function asColors(html: string): string {
  const document = punched(html);
  const { segments, diagnostics } = locate(document.text, document, new Set(document.holes.keys()));
  const escapes = segments.flatMap((segment) => (segment.type === "value" ? [segment.escape] : []));
  return [...escapes, ...diagnostics.map(({ code, message }) => `${code}: ${message}`)].join(" ");
}

describe("a colour that MJML prints in", () => {
  test.each([
    ['<td bgcolor="{{x}}">a</td>', "html-color"],
    ['<td background="{{x}}">a</td>', "html-color"],
    ['<td background="{{x}} {{y}}">a</td>', "html-color html-color"],
    ['<p style="color:{{x}}">a</p>', "html-color"],
    ['<p style="a:{{x}};b:c">a</p>', "html-color"],
    ['<p title="{{x}}">a</p>', "html"],
    ['<img src="https://a.example/{{x}}" alt="">', "html-color"],
    ['<a href="{{x}}">a</a>', "html-url"],
    ["<p style=\"a:url('{{x}}')\">a</p>", "css-url"],
    ["<p style=\"a:'{{x}}'\">a</p>", "css-string"],
    ['<p style="a:{{x}}px">a</p>', "css-number"],
    ['<img width="{{x}}" alt="">', "number"],
  ])("%j is treated as %j", (html, expected) => {
    expect(asColors(html)).toBe(expected);
  });
});

describe("the finished HTML is looked at, whatever was looked at before", () => {
  test.each([
    ["<p title={{x}}>a</p>", "unsafe-position: `{{x}}` is a value without quotes"],
    ['<p title="{{{x}}}">a</p>', "unsafe-position: `{{{x}}}` stands in the attribute `title` of `<p>`"],
    ["<p title=a>{{x}}</p>", "html"],
  ])("%j: %j", (html, expected) => {
    expect(asColors(html)).toBe(expected);
  });
});

describe("an attribute is cut at its values", () => {
  test.each([
    ["", []],
    ["abc", ["abc"]],
    ["{{x}}", ["`{{x}}`"]],
    ["{{x}}{{y}}", ["`{{x}}`", "`{{y}}`"]],
    ["a{{x}}bc{{y}}d", ["a", "`{{x}}`", "bc", "`{{y}}`", "d"]],
  ])("%j", (written, expected) => {
    const document = punched(`<a ${written}>`);
    const { text } = document;
    const parts = splitAtHoles(3, text.length - 1, { html: text, punched: document });
    expect(parts.map((part) => (typeof part === "string" ? part : quoteHole(part.hole)))).toEqual(expected);
    for (const part of parts)
      if (typeof part !== "string") expect(text.slice(part.start, part.end)).toBe(part.hole.token);
  });
});
