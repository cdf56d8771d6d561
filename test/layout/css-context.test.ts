import { describe, expect, test } from "vitest";
import { emailOf, judge } from "./judge.js";

const VARIABLES = {
  u: "https://ok.example/a.png",
  c: "red",
  n: "5",
  s: "a;b}c",
  yes: true,
};

/** What becomes of a `style` attribute: the finished one, or the code that refuses it. */
async function style(css: string): Promise<string> {
  const html = await judge(emailOf(`<p style="${css}">L</p>`), VARIABLES);
  return /<p style="([^"]*)"/.exec(html)?.[1] ?? html;
}

/** What becomes of a style sheet that begins with `.a`. */
async function sheet(css: string): Promise<string> {
  const html = await judge(emailOf("L", `<mj-style>${css}</mj-style>`), VARIABLES);
  return html.includes("<html") ? (/\.a[\s\S]*?(?=\s*<\/style>)/.exec(html)?.[0] ?? "") : html;
}

describe("a value with its place in a style attribute", () => {
  test.each([
    ["color:{{c}}", "color:red"],
    ["width:{{n}}px", "width:5px"],
    ["width:calc({{n}}px + 1px)", "width:calc(5px + 1px)"],
    ["font:{{n}}px/{{n}} {{c}}", "font:5px/5 red"],
    ["color:/* \\*/ {{c}}", "color:/* \\*/ red"],
    ["color:red;/* a */background:{{c}}", "color:red;/* a */background:red"],
    ["background:url( {{u}} )", "background:url( https://ok.example/a.png )"],
    ["background:URL('{{u}}')", "background:URL('https://ok.example/a.png')"],
    ["background:url('{{u}}/b')", "background:url('https://ok.example/a.png/b')"],
    ["background:url({{u}}?w=1)", "background:url(https://ok.example/a.png?w=1)"],
    ["quotes:'{{s}}'", "quotes:'a\\3b b\\7d c'"],
    ["font-family:&quot;{{s}}&quot;", "font-family:&quot;a\\3b b\\7d c&quot;"],
    ["content:counter(a, '{{s}}')", "content:counter(a, 'a\\3b b\\7d c')"],
    ["color:{{#if yes}}{{c}}{{else}}blue{{/if}};width:{{n}}px", "color:red;width:5px"],
    ["content:'\\\\';color:{{c}}", "content:'\\\\';color:red"],
  ])("%j", async (css, expected) => {
    expect(await style(css)).toBe(expected);
  });
});

describe("a value that CSS may read as something else, in a style attribute", () => {
  test.each([
    "background:image-set('{{u}}' 1x)",
    "background:src('{{u}}')",
    "background:('{{u}}')",
    "filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='{{u}}')",
    "-ms-filter:'progid:X(src={{s}})'",
    "--a:'{{s}}'",
    "background:curl({{u}}foo)",
    "background:url({{u}}.evil)",
    "background:url('{{u}}foo')",
    "background:url({{u}}{{u}})",
    "background:url('/{{u}}')",
    "background:u\\72l({{c}})",
    "background:u\\72l('{{u}}')",
    "background:url(a\\);x:{{c}})",
    "color:{{c}}{{c}}",
    "color:#{{c}}",
    "color:r{{c}}",
    "color:é{{c}}",
    "margin:-{{n}}px",
    "width:expression({{c}})",
    "behavior:{{c}}",
    "-ms-behavior:{{c}}",
    "beh\\61vior:{{c}}",
    "-moz-binding:{{c}}",
    "color:{{@subject}}",
    "{{c}}:red",
    "color:red;{{c}}",
    "color:/*{{c}}*/red",
    "font-family:'&#39;{{s}}'",
    "font-family:'&#{{s}};'",
    "font-family:'\n{{s}}'",
    "font-family:'{{s}}",
    "color:rgb({{n}},",
    "color:red}p{color:{{c}}",
    "color:{{#if yes}}url({{else}}x{{/if}}'{{u}}')",
    "background:image-set({{#if yes}}1){{else}}2{{/if}} '{{u}}')",
  ])("%j", async (css) => {
    expect(await style(css)).toMatch(/^(?:(?:unsafe|structural)-position ?)+$/);
  });
});

describe("a value with its place in a style sheet", () => {
  test.each([
    [".a{color:{{c}} }", ".a{color:red }"],
    ['.a{content:"{{s}}"}', '.a{content:"a\\3b b\\7d c"}'],
    [".a:not(.b){color:{{c}} }", ".a:not(.b){color:red }"],
    [".a\\:b{color:{{c}} }", ".a\\:b{color:red }"],
    ['.a{src:url("{{u}}") format("{{s}}")}', '.a{src:url("https://ok.example/a.png") format("a\\3b b\\7d c")}'],
    ["@media print{.a{width:{{n}}px}}", ".a{width:5px}}"],
  ])("%j", async (css, expected) => {
    expect(await sheet(css)).toBe(expected);
  });
});

describe("a value that CSS may read as something else, in a style sheet", () => {
  test.each([
    "@media x{ .a:not( {{c}} /* } */ ){color:red}}",
    "@media x{ .a:is({{c}}) , b{color:red}}",
    "@media x{.a: {{c}} /* ; */ {color:red}}",
    ".a{ b:hover, c:not({{c}}){color:red}}",
    ".a{b:c} {{c}}{x:y}",
    '.a[title="{{c}}"]{color:red}',
    "@media (min-width:{{n}}px){.a{color:red}}",
    '@import "{{u}}";',
    "@import url({{u}});",
    '.a{background:image-set("{{u}}" 1x)}',
    ".a{color:red;/* {{c}} */}",
    ".a{color:{{@subject}} }",
    '.a{content:"{{@subject}}"}',
  ])("%j", async (css) => {
    expect(await sheet(css)).toMatch(/^(?:unsafe-position|invalid-css)$/);
  });
});

test("many values take time in proportion", async () => {
  const begin = performance.now();
  expect(await style("color:{{c}};".repeat(4000))).toContain("color:red");
  expect(await sheet(".a{color:{{c}} }\n".repeat(4000))).toContain("color:red");
  expect(performance.now() - begin).toBeLessThan(10_000);
});
