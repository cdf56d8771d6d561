import { describe, expect, test } from "vitest";
import { createRenderer, diagnosticToJson, type EmailRequest, type RendererOptions } from "../../src/index.js";
import { punch } from "../../src/layout/punch.js";
import { judgeOutput } from "../../src/layout/untrusted-output.js";
import { createSourceFile } from "../../src/source/source-file.js";
import { emailOf } from "./judge.js";

const LAYOUT = `---
subject: s
---
${emailOf("<table><tr><td>{{{@content}}}</td></tr></table>", "<mj-style>.own { color: red }</mj-style>")}`;
const FILES = {
  "t/email.mjml": LAYOUT,
  "h/email.html": "---\nsubject: s\n---\n<html><body><div>{{{@content}}}</div></body></html>",
  "s/email.mjml": `---\nsubject: s\n---\n<mjml><mj-body>{{{@content}}}</mj-body></mjml>`,
  "partials/card.html": "<div>{{> @partial-block}}</div>",
  "partials/open.html": "<a href='",
  "partials/script.html": "<script>host()</script>",
  "partials/markdown.md": "Hello there",
};

type Given = { readonly [Field in keyof EmailRequest]?: EmailRequest[Field] | undefined };

/** The findings of a message, with line and column: nothing when it compiles. */
async function judge(request: Given, options: RendererOptions = {}): Promise<string[]> {
  const renderer = createRenderer({ templates: FILES, ...options });
  const result = await renderer.compileSafe({ type: "email", template: "t", ...request } as EmailRequest);
  if (result.ok) return [];
  return result.diagnostics.map((diagnostic) => {
    const { code, file, line, column } = diagnosticToJson(diagnostic);
    return `${code} ${file}:${line}:${column}`;
  });
}

const content = (html: string, template = "t") => judge({ content: html, template });

/** What of their text would change what is around it, at its line and column: elements that end others or are moved. */
describe.each<[layout: string, written: string, column: number, line?: number]>([
  ["<p>{{{@content}}}b</p>", "<div>a</div>", 1],
  ["<p>{{{@content}}}b</p>", "a\n<ul></ul>", 1, 2],
  ["<p>{{{@content}}}b</p>", "x <h1>a</h1>", 3],
  ["<p>{{{@content}}}b</p>", "<p>a</p>", 1],
  ["<p>{{{@content}}}b</p>", "<table></table>", 1],
  ["<p><b>{{{@content}}}b</b></p>", "<hr>", 1],
  ["<a href='#x'>{{{@content}}}b</a>", "<a href='#y'>a</a>", 1],
  ["<a href='#x'><div>{{{@content}}}b</div></a>", "<b><a href='#y'>a</a></b>", 4],
  ["<a href='#x'><button>{{{@content}}}b</button></a>", "<a href='#y'>a</a>", 1],
  ["<h1>{{{@content}}}b</h1>", "<h2>a</h2>", 1],
  ["<div>{{{@content}}}b</div>", "<ruby><p>a</ruby>", 7],
  ["<h1>{{{@content}}}b</h1>", "<p>a<h2>b</h2>", 5],
  ["<ruby>{{{@content}}}b</ruby>", "<b><rt></b>", 4],
  ["<ruby><rt>{{{@content}}}b</rt></ruby>", "<rp>a</rp>", 1],
  ["<div>{{{@content}}}b</div>", "<b><p>a</b>", 4],
  ["<div>{{{@content}}}b</div>", "<span><ul><li>a</ul></span><span><p>a</span>", 34],
  ["<ul><li>{{{@content}}}b</li></ul>", "<li>a</li>", 1],
])("%s with %j", (layout, written, column, line = 1) => {
  const templates = {
    "t/email.html": `---\nsubject: s\n---\n<html><body>${layout}</body></html>`,
    "m/email.mjml": `---\nsubject: s\n---\n${emailOf(layout)}`,
  };

  test.each(["t", "m"])("in %s", async (template) => {
    const found = await judge({ content: written, template }, { templates });
    expect(found[0]).toBe(`untrusted-markup content:${line}:${column}`);
    expect(await judge({ content: written, template }, { templates, trust: "trusted" })).toEqual([]);
  });

  test("also where the document was laid out before", async () => {
    const renderer = createRenderer({ templates });
    for (const content of ["x", "y", written]) {
      const result = await renderer.compileSafe({ type: "email", template: "m", content });
      expect(result.ok).toBe(content !== written);
    }
  });
});

test.each([
  ["markdown", "Hi **Ana**", "this content becomes `<p>`, which ends the `<p>` around it"],
  ["markdown", "x\n\n> y", "this content becomes `<p>`, which ends the `<p>` around it"],
  ["text", "Hi Ana", "this content becomes `<p>`, which ends the `<p>` around it"],
  ["html", "<p>Hi</p>", "an author who is not trusted may not write `<p>`, which ends the `<p>` around it"],
] as const)(
  "who wrote a paragraph in %s is told so, who did not is told where it is from",
  async (type, text, message) => {
    const templates = { "t/email.mjml": `---\nsubject: s\n---\n${emailOf("<p>{{{@content}}}</p>")}` };
    const renderer = createRenderer({ templates });
    const result = await renderer.compileSafe({ type: "email", template: "t", content: text, content_type: type });
    expect(result.ok ? undefined : result.diagnostics[0]?.message).toBe(message);
  },
);

test.each([
  ["<p>{{{@content}}}b</p>", "<b>a</b> <a href='#x'>b</a><br><img src='cid:x' alt=''>"],
  ["<p><table><tr><td>{{{@content}}}b</td></tr></table></p>", "<p>a</p><div>b</div>"],
  ["<a href='#x'><table><tr><td>{{{@content}}}b</td></tr></table></a>", "<a href='#y'>a</a>"],
  ["<h1><b>{{{@content}}}b</b></h1>", "<h2>a</h2>"],
  ["<button>{{{@content}}}b</button>", "<p>a</p>"],
  ["<div>{{{@content}}}b</div>", "<div><p>a</div><ul><li>a</ul><dl><dt>a<dd>b</dl><ruby>a<rt>b</ruby>"],
  ["<table><tr><td>{{{@content}}}b</td></tr></table>", "<table><tr><td>a</table>b"],
  ["<ul><li>{{{@content}}}b</li></ul>", "<ul><li>a</ul>"],
])("%s with %j stays as it is", async (layout, written) => {
  const templates = { "t/email.html": `---\nsubject: s\n---\n<html><body>${layout}</body></html>` };
  expect(await judge({ content: written }, { templates })).toEqual([]);
});

test.each([
  ["<mj-text><table>{{{@content}}}<tr><td>b</td></tr></table></mj-text>", "<b>a</b>"],
  ["<mj-text><table><tr>{{{@content}}}<td>b</td></tr></table></mj-text>", "a"],
  ["<mj-button href='#x'>{{{@content}}}</mj-button>", "<a href='#y'>a</a>"],
  ["<mj-button>{{{@content}}}</mj-button>", "<div>a</div>"],
  ["<mj-table>{{{@content}}}<tr><td>b</td></tr></mj-table>", "<b>a</b>"],
  ["<mj-table>{{{@content}}}<tr><td>b</td></tr></mj-table>", "a"],
])("%s with %j", async (component, written) => {
  const document = `<mjml><mj-body><mj-section><mj-column>${component}</mj-column></mj-section></mj-body></mjml>`;
  const templates = { "t/email.mjml": `---\nsubject: s\n---\n${document}` };
  expect(await judge({ content: written }, { templates })).toEqual(["untrusted-markup content:1:1"]);
});

describe("what an author who is not trusted may write", () => {
  test.each([
    "<p>Hi {{first_name}},</p><p>see <a href='https://a.example/x?y=1'>this</a><p>x</p>",
    '<h1 style="color:#369;margin:0 0 10px;font:bold 14px/1.5 Arial, sans-serif !important">x</h1>',
    '<a href="{{base_url}}/reset?token={{token}}" target="_blank" rel="noopener">x</a>',
    '<p style="color:{{brand}}">x</p>',
    '<img src="{{logo}}" alt="{{name}}" width="10"><img src="cid:logo@x">',
    '<a href="mailto:{{email}}">x</a><a href="tel:+123">x</a><a href="#top">x</a><a href="/a">x</a>',
    '<a href="{{#if url}}{{url}}{{else}}https://a.example/{{/if}}">x</a>',
    '<table role="presentation" width="100%" cellpadding="0"><tr><td bgcolor="#ffffff" align="center">x</td></tr></table>',
    '<td style="color:red">x</td>'.replace(/^/, "<table><tr>").concat("</tr></table>"),
    "<ul><li>a<li>b</ul><dl><dt>a<dd>b</dl>",
    "<!-- a remark -->x",
    "<div style=\"background:url(https://a.example/x.png) no-repeat;background-image:url('{{logo}}')\">x</div>",
    '<p style="mso-line-height-rule:exactly;-webkit-text-size-adjust:100%">x</p>',
    '<p data-id="1" aria-label="x" lang="de" dir="rtl" class="own" id="x">x</p>',
    "{{#if a}}<b>x</b>{{else}}<i>y</i>{{/if}}{{#each list}}<p>{{this}}</p>{{/each}}",
    "{{#> card}}<b>x</b>{{/card}}",
    "{{> script}}",
    "{{{{raw}}}}<b>{{x}}</b>{{{{/raw}}}}",
    "a < b & c > d",
  ])("%s", async (html) => {
    expect(await content(html)).toEqual([]);
    expect(await content(html, "h")).toEqual([]);
  });

  test.each([
    "<mj-section background-color='#fff'><mj-column width='50%' padding='0 10px'><mj-text font-family=\"Arial, 'Open Sans'\">x</mj-text></mj-column></mj-section>",
    "<mj-section background-url='https://a.example/x.png' background-position='top center'><mj-column><mj-button href='{{url}}' border='1px solid #ccc'>Go</mj-button></mj-column></mj-section>",
    "<mj-section><mj-column><mj-image src='{{logo}}' alt='{{name}}' href='https://a.example/' /><mj-table><tr><td>x</td></tr></mj-table></mj-column></mj-section>",
    "<mj-raw><!-- x --></mj-raw><mj-section><mj-column><mj-social><mj-social-element name='facebook' href='https://a.example/'>x</mj-social-element></mj-social></mj-column></mj-section>",
    "{{#if a}}<mj-section><mj-column><mj-spacer height='1px' /></mj-column></mj-section>{{/if}}",
  ])("MJML: %s", async (mjml) => {
    expect(await judge({ content: mjml, template: "s" })).toEqual([]);
  });

  test("a whole document of its own has style sheets and a head", async () => {
    const css = "@media (max-width:480px){.a > b:hover{color:red!important}} .a{background:url(https://a.example/x)}";
    expect(
      await judge({ template: undefined, content: emailOf("x", `<mj-style>${css}</mj-style><mj-title>x</mj-title>`) }),
    ).toEqual([]);
    const html = `<!doctype html><html lang="en"><head><title>x</title><style>${css}</style></head><body>x</body></html>`;
    expect(await judge({ template: undefined, content: html })).toEqual([]);
  });

  test.each([
    ["markdown", "# Hi {{x}}\n\n[a](https://a.example/) *b*\n\n- c\n- d\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"],
    ["text", "<script> https://a.example/\n\n{{x}}"],
  ] as const)("%s", async (content_type, text) => {
    expect(await judge({ content: text, content_type })).toEqual([]);
  });
});

const REFUSED: readonly (readonly [html: string, at: string])[] = [
  ["<script>x</script>", "1:1"],
  ["a\n <ScRiPt src=x></sCrIpT>", "2:2"],
  ["<scr\0ipt>x</script>", "1:1"],
  ["<script/x>x</script>", "1:1"],
  ["<iframe src='https://a.example/'></iframe>", "1:1"],
  ["<base href='https://a.example/'>", "1:1"],
  ["<meta http-equiv=refresh content='0;url=https://a.example/'>", "1:1"],
  ["<link rel=stylesheet href='https://a.example/x.css'>", "1:1"],
  ["<object data=x></object>", "1:1"],
  ["<embed src=x>", "1:1"],
  ["<form action='https://a.example/'><input name=a></form>", "1:1"],
  ["<svg><a xlink:href='javascript:x'></a></svg>", "1:1"],
  ["<math></math>", "1:1"],
  ["<template>x</template>", "1:1"],
  ["<video src='https://a.example/'></video>", "1:1"],
  ["<style>*{display:none}</style>", "1:1"],
  ["<title>x</title>", "1:1"],
  ["<textarea>", "1:1"],
  ["<plaintext>", "1:1"],
  ["<noscript>x</noscript>", "1:1"],
  ["<v:rect href='javascript:x'></v:rect>", "1:1"],
  ["<body onload=x>", "1:1"],
  ["<p onclick='x'>y</p>", "1:4"],
  ["<p ONCLICK=x>y</p>", "1:4"],
  ["<p/onclick=x>y</p>", "1:4"],
  ["<p a=1 onmouseover=x>y</p>", "1:4"],
  ["<a srcdoc='x'>y</a>", "1:4"],
  ["<img srcset='https://a.example/ 2x'>", "1:6"],
  ["<a ping='https://a.example/'>y</a>", "1:4"],
  ["<p xmlns:x='y'>y</p>", "1:4"],
  ["<p title='<b>'>y</p>", "1:4"],
  ["<a href='javascript:x'>y</a>", "1:4"],
  ["<a href='JaVa\nScRiPt:x'>y</a>", "1:4"],
  ["<a href='java\tscript:x'>y</a>", "1:4"],
  ["<a href=' &#14; javascript:x'>y</a>", "1:4"],
  ["<a href='\u0001javascript:x'>y</a>", "1:4"],
  ["<a href='java&#0;script:x'>y</a>", "1:4"],
  ["<a href='javascript&colon;x'>y</a>", "1:4"],
  ["<a href='&#106;avascript:x'>y</a>", "1:4"],
  ["<a href='&#x6A&#x61vascript:x'>y</a>", "1:4"],
  ["<a href='data:text/html,x'>y</a>", "1:4"],
  ["<a href='vbscript:x'>y</a>", "1:4"],
  ["<a href='file:///etc/passwd'>y</a>", "1:4"],
  ["<a href='https://user@a.example/'>y</a>", "1:4"],
  ["<a href='https:\\\\a.example'>y</a>", "1:4"],
  ["<img src='data:image/svg+xml,x'>", "1:6"],
  ["<img src='mailto:a@b.example'>", "1:6"],
  ["<td background='javascript:x'>y</td>", "1:1"],
  ["<table background='javascript:x'></table>", "1:8"],
  ["<a href='{{#if a}}java{{/if}}script:x'>y</a>", "1:4"],
  ["<a href='{{#if a}}javascript:x{{else}}https://a.example/{{/if}}'>y</a>", "1:4"],
  ["<a href='java{{#if a}}script:x{{else}}script:y{{/if}}'>y</a>", "1:4"],
  ["<scr{{#if a}}ipt>{{else}}>{{/if}}x", "1:1"],
  ["<{{#if a}}script{{/if}}>x", "1:1"],
  ["{{#> card}}<script>x</script>{{/card}}", "1:12"],
  ["{{#*inline 'x'}}<script>x</script>{{/inline}}{{> x}}", "1:17"],
  ["{{> open}}javascript:x'>y</a>", "1:11"],
  ["{{{{raw}}}}<script>x</script>{{{{/raw}}}}", "1:12"],
  ["<p style='position:fixed;top:0'>y</p>", "1:4"],
  ["<p style='POSITION : absolute'>y</p>", "1:4"],
  ["<p style='pos/**/ition:fixed'>y</p>", "1:4"],
  ["<p style='posi\\tion:fixed'>y</p>", "1:4"],
  ["<p style='position&#58;fixed'>y</p>", "1:4"],
  ["<p style='color:red;&#112;osition:fixed'>y</p>", "1:4"],
  ["<p style='color:{{#if a}}red{{else}}blue{{/if}};z-index:9'>y</p>", "1:4"],
  ["<p style='width:expression(x)'>y</p>", "1:4"],
  ["<p style='width:ex{{#if a}}{{/if}}pression(x)'>y</p>", "1:4"],
  ["<p style='behavior:url(x.htc)'>y</p>", "1:4"],
  ["<p style='-moz-binding:url(x)'>y</p>", "1:4"],
  ["<p style='background:url(javascript:x)'>y</p>", "1:4"],
  ["<p style='background:url( \"data:x\" )'>y</p>", "1:4"],
  ["<p style='background:image-set(\"https://a.example/\" 1x)'>y</p>", "1:4"],
  ["<p style='filter:progid:x()'>y</p>", "1:4"],
  ["<p style='margin-top:-500px'>y</p>", "1:4"],
  ["<p style='margin:calc(0px - 500px)'>y</p>", "1:4"],
  ["<p style='transform:translate(0,-100px)'>y</p>", "1:4"],
  ["<p style='color:red}*{display:none'>y</p>", "1:4"],
  ["<p style='@import x'>y</p>", "1:4"],
  ["<p style='--x:1'>y</p>", "1:4"],
  ["</td></tr></table>x", "1:1"],
  ["</div></body>x", "1:1"],
  ["x</p></div>", "1:2"],
  ["<table><tr><td>x", "1:1"],
  ["<a href='https://a.example/'>x", "1:1"],
  ["<b>x", "1:1"],
  ["<li>x", "1:1"],
  ["<p>x", "1:1"],
  ["<div><p>x</p><b>y</div>", "1:14"],
  ["<p>a<b><p>c</p>", "1:1"],
  ["<ul><li><div>a<li>b</div></ul>", "1:15"],
  ["<li><div>a<li>b</li></div></li>", "1:11"],
  ["<td>x</td>", "1:1"],
  ["<!-- x", "1:1"],
  ["<!--[if mso]><p>x</p><![endif]-->", "1:1"],
  ["<![if !mso]>x<![endif]>", "1:1"],
  ["<!--><script>x</script>-->", "1:1"],
  ["<!-- a --!><script>x</script> -->", "1:1"],
  ["<?php x ?>", "1:1"],
  ["<!ENTITY x>", "1:1"],
  ["<mj-raw>x</mj-raw>", "1:1"],
];

describe("what an author who is not trusted may not write", () => {
  test.each(REFUSED)("%j", async (html, at) => {
    for (const template of ["t", "h"]) {
      const found = await content(html, template);
      // What else is wrong with it may be found first, at the same place or another.
      expect(found.length).toBeGreaterThan(0);
      const own = found.filter((finding) => finding.startsWith("untrusted-markup"));
      if (own.length > 0) expect(own).toContain(`untrusted-markup content:${at}`);
      else expect(found.join()).toMatch(/invalid-|syntax-|misplaced-|unsafe-|ambiguous-|lost-|structural-/);
    }
  });

  test("all but a few are refused for that alone", async () => {
    const found = await Promise.all(REFUSED.map(([html]) => content(html)));
    const others = REFUSED.filter((_, index) => !found[index]?.join().includes("untrusted-markup"));
    expect(others.map(([html]) => html)).toEqual(["<scr\0ipt>x</script>"]);
  });

  test.each([
    ["<mj-raw><script>x</script></mj-raw>", "1:9"],
    ["<mj-raw position='file-start'>x</mj-raw>", "1:9"],
    ["<mj-raw></body></mj-raw>", "1:9"],
    ["<mj-raw><div></mj-raw><mj-raw></div></mj-raw>", "1:9"],
    ["<mj-section><mj-column><mj-text></td></mj-text></mj-column></mj-section>", "1:33"],
    ["<mj-section><mj-column><mj-button href='javascript:x'>x</mj-button></mj-column></mj-section>", "1:35"],
    ["<mj-section background-url='javascript:x'></mj-section>", "1:13"],
    ["<mj-section background-color='red\" onclick=\"x'></mj-section>", "1:13"],
    ["<mj-section padding='0;position:fixed'></mj-section>", "1:13"],
    ["<mj-section background-position='url(javascript:x)'></mj-section>", "1:13"],
    ["<mj-section><mj-column><mj-image src='https://a.example/' srcset='x' /></mj-column></mj-section>", "1:59"],
    ["<mj-section><mj-column><mj-image src='https://a.example/' alt='\"><script>' /></mj-column></mj-section>", "1:59"],
  ])("MJML: %s", async (mjml, at) => {
    expect(await judge({ content: mjml, template: "s" })).toContain(`untrusted-markup content:${at}`);
  });

  test.each([
    ["<mj-style>@import 'https://a.example/';</mj-style>", "1:26"],
    ["<mj-style>a{position:fixed}</mj-style>", "1:28"],
    ["<mj-style>a{width:expression(x)}</mj-style>", "1:34"],
    ["<mj-style>@font-face{src:url(https://a.example/)}</mj-style>", "1:26"],
    ["<mj-style>a{background:url(javascript:x)}</mj-style>", "1:39"],
    ["<mj-style>a{b\\ehavior:x}</mj-style>", "1:28"],
    ["<mj-font name='x' href='https://a.example/' />", "1:16"],
    ["<mj-breakpoint width='480px){} x{' />", "1:31"],
    ['<mj-title>"><script>x</script></mj-title>', "1:26"],
    ["<mj-html-attributes></mj-html-attributes>", "1:16"],
    ["<mj-include path='/etc/passwd' />", "1:16"],
    ["<mj-preview></div></mj-preview>", "1:28"],
    ["<mj-attributes><mj-all color='red;position:fixed' /></mj-attributes>", "1:39"],
    ["<mj-raw><script>x</script></mj-raw>", "1:24"],
  ])("a head: %s", async (head, at) => {
    const found = await judge({ template: undefined, content: emailOf("x", head), subject: "s" });
    expect(found).toContain(`untrusted-markup content:${at}`);
  });

  test.each([
    ["a\n\n<script>x</script>", "3:1"],
    ["a <b onclick=x>y</b>", "1:1"],
    ["{{> markdown}} <script>x</script>", "1:1"],
  ])("Markdown: %j", async (text, at) => {
    expect(await judge({ content: text, content_type: "markdown" })).toContain(`untrusted-markup content:${at}`);
  });
});

describe("whom to trust", () => {
  const script = "<script>x</script>";
  const own = { templates: { ...FILES, "t/content.html": script } };

  test("a content beside its template is a template", async () => {
    expect(await judge({}, own)).toEqual([]);
    expect(await judge({}, { ...own, trust: { templates: "untrusted" } })).toContain(
      "untrusted-markup t/content.html:1:1",
    );
  });

  test("both can be set, by one word as well", async () => {
    expect(await judge({ content: script }, { trust: "trusted" })).toEqual([]);
    expect(await judge({ content: script }, { trust: { contents: "trusted" } })).toEqual([]);
    expect(await judge({ content: script }, { trust: { templates: "untrusted" } })).toHaveLength(1);
    expect(await judge({}, { ...own, trust: "untrusted" })).toContain("untrusted-markup t/content.html:1:1");
  });

  test("an SMS shows no HTML, and does not make a text trusted for an email after it", async () => {
    const renderer = createRenderer({ templates: FILES });
    const same = { content: script, content_type: "html" } as const;
    expect((await renderer.compileSafe({ type: "sms", ...same })).ok).toBe(true);
    expect((await renderer.compileSafe({ type: "email", template: "t", ...same })).ok).toBe(false);
  });

  test("where nobody is trusted, partials and layouts are judged, too", async () => {
    const templates = {
      "l/email.html": "---\nsubject: s\nlayout: base\n---\n<p>{{> a}}</p>",
      "layouts/base.html": "<html><body onload=x>{{{@content}}}</body></html>",
      "partials/a.html": script,
    };
    expect(await judge({ template: "l" }, { templates, trust: "untrusted" })).toEqual([
      "untrusted-markup layouts/base.html:1:13",
      "untrusted-markup partials/a.html:1:1",
    ]);
  });

  test("text of an author who is not trusted stays out of what trusted ones made for code", async () => {
    for (const html of [
      "<script>{{{@content}}}</script>",
      "<style>{{{@content}}}</style>",
      "<!-- {{{@content}}} -->",
    ]) {
      const templates = { "t/email.html": `---\nsubject: s\n---\n<html><body>${html}</body></html>` };
      expect(await judge({ content: "x" }, { templates })).toContain("untrusted-markup content:1:1");
    }
  });
});

describe("what programs made of a harmless text", () => {
  const punched = (untrusted: string, trusted: string) => {
    const nodes = [createSourceFile("c", untrusted, "untrusted"), createSourceFile("t", trusted)].map((source) => ({
      type: "Text" as const,
      value: source.text,
      span: { source, start: 0, end: source.text.length },
    }));
    return punch(nodes);
  };

  test.each([
    "<script>x</script>",
    "<p onclick=x>y</p>",
    "<a href='java\nscript:x'>y</a>",
    "<meta http-equiv=Refresh content=1>",
    "<!--[if mso]><iframe></iframe><![endif]-->",
  ])("%j", (html) => {
    expect(judgeOutput(html, punched("x", "y")).map(({ code }) => code)).toEqual(["untrusted-markup"]);
    expect(judgeOutput(html, punched("x", `${html} javascript:`))).toEqual([]);
    expect(judgeOutput(html, punched("", html))).toEqual([]);
  });
});
