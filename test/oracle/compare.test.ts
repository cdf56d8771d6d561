import { describe, expect, it } from "vitest";
import { differences, textDifferences } from "./compare.js";

function page(body: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><title>T</title>${head}</head><body>${body}</body></html>`;
}

function sheet(css: string): string {
  return `<style type="text/css">${css}</style>`;
}

const MSO_TABLE = '<!--[if mso | IE]><table role="presentation" width="600"><tr><td><![endif]-->';
const MSO_TABLE_END = "<!--[if mso | IE]></td></tr></table><![endif]-->";
const NOT_MSO = "<!--[if !mso]><!-->";
const NOT_MSO_END = "<!--<![endif]-->";

function fontBlock(...families: readonly string[]): string {
  const urls = families.map((family) => `https://fonts.googleapis.com/css?family=${family}:300,400`);
  const links = urls.map((url) => `<link href="${url}" rel="stylesheet" type="text/css">`).join("\n");
  return `${NOT_MSO}${links}${sheet(urls.map((url) => `@import url(${url});`).join("\n"))}${NOT_MSO_END}`;
}

interface Pair {
  readonly name: string;
  readonly actual: string;
  readonly reference: string;
}

const EQUAL: readonly Pair[] = [
  { name: "the same bytes", actual: page("<p>a</p>"), reference: page("<p>a</p>") },
  { name: "runs of white space", actual: page("<p>a \n b</p>"), reference: page("<p>a b</p>") },
  { name: "the edges of blocks", actual: page("<div>\n <p> a </p>\n</div>"), reference: page("<div><p>a</p></div>") },
  { name: "white space beside a line break", actual: page("<p>a <br> b</p>"), reference: page("<p>a<br>b</p>") },
  {
    name: "white space on both sides of a comment",
    actual: page("<p> <!-- a --> b <!-- c --> d <!-- e --> </p>"),
    reference: page("<p><!-- a -->b <!-- c -->d<!-- e --></p>"),
  },
  {
    name: "white space between rows",
    actual: page("<table>\n<tbody> <tr> <td>a</td> </tr> </tbody></table>"),
    reference: page("<table><tbody><tr><td>a</td></tr></tbody></table>"),
  },
  {
    name: "the order of attributes and class names",
    actual: page('<p id="i" class="b  a">x</p>'),
    reference: page('<p class="a b" id="i">x</p>'),
  },
  {
    name: "white space in styles",
    actual: page('<p style="color : red; font-family:a,b ;margin:0 !important">x</p>'),
    reference: page('<p style="color:red;font-family: a, b;margin:0!important;">x</p>'),
  },
  {
    name: "the writing of characters",
    actual: page("<p>&#39;&#60;&amp;</p>"),
    reference: page("<p>&#x27;&lt;&amp;</p>"),
  },
  {
    name: "merged conditionals (merged-conditionals)",
    actual: page(`${MSO_TABLE}<p>a</p>${MSO_TABLE_END}\n ${MSO_TABLE}<p>b</p>${MSO_TABLE_END}`),
    reference: page(
      `${MSO_TABLE}<p>a</p>${MSO_TABLE_END.replace("<![endif]-->", "")}${MSO_TABLE.replace("<!--[if mso | IE]>", "")}<p>b</p>${MSO_TABLE_END}`,
    ),
  },
  {
    name: "rules that match nothing (unused-rule)",
    actual: page(
      '<div class="a"></div>',
      sheet("@media print { .a {width:1px} .b {width:2px} } @media screen { .c {x:y} } @goodbye { @gmail }"),
    ),
    reference: page('<div class="a"></div>', sheet("@media print { .a { width: 1px; } }")),
  },
  {
    name: "a style element in which nothing matches (unused-rule)",
    actual: page("<p>x</p>", `${sheet(".a{x:y}")}${sheet(".moz-text-html .a + b {x:y}")}`),
    reference: page("<p>x</p>"),
  },
  {
    name: "rules that a later one repeats (unused-rule)",
    actual: page(
      '<i class="a b"></i>',
      sheet(".a{x:1} @media print{.b{x:2} .a{x:1}} .b{x:3} .b,.a{x:1} @media print{.a,.b{x:2}}"),
    ),
    reference: page('<i class="a b"></i>', sheet("@media print{.a{x:1}} .b{x:3} .b,.a{x:1} @media print{.a,.b{x:2}}")),
  },
  {
    name: "the order of rules that share no element (rule-order)",
    actual: page('<i class="a"></i><i class="b"></i>', sheet(".a{width:1%} .c{width:3%} .b{width:2%}")),
    reference: page('<i class="a"></i><i class="b"></i>', sheet(".b{width:2%} .a{width:1%}")),
  },
  {
    name: "the order of rules of which one is more specific (rule-order)",
    actual: page('<i class="a b"></i>', sheet(".a{width:1%} .a.b{width:2%} #a .b:hover{x:y} i{width:3%}")),
    reference: page('<i class="a b"></i>', sheet("i{width:3%} #a .b:hover{x:y} .a.b{width:2%} .a{width:1%}")),
  },
  {
    name: "white space in attributes for Outlook (conditional-spaces)",
    actual: page('<!--[if mso]><img alt="a  b"><![endif]--><!--[if !mso]><!--><i title="a \n b">c</i><!--<![endif]-->'),
    reference: page('<!--[if mso]><img alt="a b"><![endif]--><!--[if !mso]><!--><i title="a b">c</i><!--<![endif]-->'),
  },
  {
    name: "a web font that nothing names (unused-font)",
    actual: page("<p>Roboto</p>", fontBlock("Roboto")),
    reference: page("<p>Roboto</p>"),
  },
  {
    name: "a web font with a semicolon in its address (unused-font)",
    actual: page("<p>x</p>", fontBlock("Roboto:wght@400;700")),
    reference: page("<p>x</p>"),
  },
  {
    name: "one web font of two that nothing names (unused-font)",
    actual: page('<p style="font-family:Lato">x</p>', fontBlock("Roboto", "Lato")),
    reference: page('<p style="font-family:Lato">x</p>', fontBlock("Lato")),
  },
  {
    name: "random ids of a navbar (generated-ids)",
    actual: page('<input id="0123456789abcdef" class="mj-menu-checkbox"><label for="0123456789abcdef">x</label>'),
    reference: page('<input class="mj-menu-checkbox" id="fedcba9876543210"><label for="fedcba9876543210">x</label>'),
  },
];

const UNEQUAL: readonly Pair[] = [
  { name: "dropped text", actual: page("<p>Hi <b></b>!</p>"), reference: page("<p>Hi <b>Ana</b>!</p>") },
  { name: "dropped element", actual: page("<p>a</p>"), reference: page("<p>a</p><p>b</p>") },
  { name: "swapped branches", actual: page("<p>no</p><h1>yes</h1>"), reference: page("<h1>yes</h1><p>no</p>") },
  {
    name: "changed width in a style",
    actual: page('<div style="width:50%">x</div>'),
    reference: page('<div style="width:100%">x</div>'),
  },
  {
    name: "changed colour, even to the same",
    actual: page('<p style="color:#fff">x</p>'),
    reference: page('<p style="color:#ffffff">x</p>'),
  },
  {
    name: "changed order of declarations",
    actual: page('<p style="margin:0;margin-top:1px">x</p>'),
    reference: page('<p style="margin-top:1px;margin:0">x</p>'),
  },
  { name: "changed attribute", actual: page('<a href="/a">x</a>'), reference: page('<a href="/b">x</a>') },
  { name: "missing attribute", actual: page("<img>"), reference: page('<img alt="">') },
  { name: "missing class name", actual: page('<p class="a">x</p>'), reference: page('<p class="a b">x</p>') },
  { name: "un-inlined style", actual: page("<p>x</p>"), reference: page('<p style="color:red">x</p>') },
  { name: "changed case of a heading", actual: page("<h1>HELLO</h1>"), reference: page("<h1>Hello</h1>") },
  {
    name: "value that creates an element",
    actual: page("<p><b>bold</b></p>"),
    reference: page("<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
  },
  { name: "value escaped twice", actual: page("<p>&amp;amp;</p>"), reference: page("<p>&amp;</p>") },
  { name: "lost space between words", actual: page("<p>a<b>b</b></p>"), reference: page("<p>a <b>b</b></p>") },
  {
    name: "lost space beside a comment",
    actual: page("<p>a<!-- b -->c</p>"),
    reference: page("<p>a <!-- b --> c</p>"),
  },
  { name: "white space in pre", actual: page("<pre>a b</pre>"), reference: page("<pre>a  b</pre>") },
  { name: "changed comment", actual: page("<!-- a -->"), reference: page("<!-- b -->") },
  { name: "changed title", actual: page(""), reference: page("").replace("T</title>", "U</title>") },
  { name: "changed language", actual: page(""), reference: page("").replace("en", "de") },
  { name: "missing doctype", actual: page("").replace("<!doctype html>", ""), reference: page("") },
  {
    name: "missing conditional comment",
    actual: page("<p>a</p>"),
    reference: page(`${MSO_TABLE}<p>a</p>${MSO_TABLE_END}`),
  },
  {
    name: "missing empty conditional comment",
    actual: page("<p>a</p>"),
    reference: page("<p>a</p><!--[if mso]><![endif]-->"),
  },
  {
    name: "changed condition",
    actual: page("<!--[if mso]><b>x</b><![endif]-->"),
    reference: page("<!--[if lte mso 11]><b>x</b><![endif]-->"),
  },
  {
    name: "changed content of a conditional comment",
    actual: page(`${MSO_TABLE.replace("600", "300")}<p>a</p>${MSO_TABLE_END}`),
    reference: page(`${MSO_TABLE}<p>a</p>${MSO_TABLE_END}`),
  },
  {
    name: "VML that has lost its picture",
    actual: page('<!--[if mso]><v:rect><v:fill src=""/></v:rect><![endif]-->'),
    reference: page('<!--[if mso]><v:rect><v:fill src="https://x/y.png"/></v:rect><![endif]-->'),
  },
  {
    name: "content that Outlook must not read",
    actual: page("<b>x</b>"),
    reference: page(`${NOT_MSO}<b>x</b>${NOT_MSO_END}`),
  },
  {
    name: "changed condition of what Outlook must not read",
    actual: page(`<!--[if !mso 9]><!--><b>x</b>${NOT_MSO_END}`),
    reference: page(`${NOT_MSO}<b>x</b>${NOT_MSO_END}`),
  },
  {
    name: "missing rule that is used",
    actual: page('<i class="a"></i>', sheet("@media print { }")),
    reference: page('<i class="a"></i>', sheet("@media print { .a{width:1px} }")),
  },
  {
    name: "changed rule that is used",
    actual: page('<i class="a"></i>', sheet("@media print { .a{width:1px} }")),
    reference: page('<i class="a"></i>', sheet("@media print { .a{width:2px} }")),
  },
  {
    name: "changed media query of a rule that is used",
    actual: page('<i class="a"></i>', sheet("@media (min-width:480px) { .a{width:1px} }")),
    reference: page('<i class="a"></i>', sheet("@media (min-width:481px) { .a{width:1px} }")),
  },
  {
    name: "changed media attribute",
    actual: page("<p>x</p>", '<style media="print">p{x:y}</style>'),
    reference: page("<p>x</p>", '<style media="screen">p{x:y}</style>'),
  },
  {
    name: "order of rules that share an element",
    actual: page('<i class="a b"></i>', sheet(".a{width:1%} .b{width:2%}")),
    reference: page('<i class="a b"></i>', sheet(".b{width:2%} .a{width:1%}")),
  },
  {
    name: "order of rules of which one is as specific as the other in part",
    actual: page('<i class="a b"></i>', sheet(".a,.a.b{width:1%} .b{width:2%}")),
    reference: page('<i class="a b"></i>', sheet(".b{width:2%} .a,.a.b{width:1%}")),
  },
  {
    name: "order of rules that may be as specific as each other",
    actual: page('<i class="a b"></i>', sheet(".a.b{width:1%} .b:not(p){width:2%}")),
    reference: page('<i class="a b"></i>', sheet(".b:not(p){width:2%} .a.b{width:1%}")),
  },
  {
    name: "a rule that is repeated after another",
    actual: page('<i class="a b"></i>', sheet(".a{width:1%} .b{width:2%} .a{width:1%}")),
    reference: page('<i class="a b"></i>', sheet(".a{width:1%} .b{width:2%}")),
  },
  {
    name: "a rule that a later one repeats in part",
    actual: page('<i class="a"></i><i class="b"></i>', sheet(".a{width:1%}")),
    reference: page('<i class="a"></i><i class="b"></i>', sheet(".a,.b{width:1%} .a{width:1%}")),
  },
  {
    name: "white space in an attribute outside of conditional comments",
    actual: page('<img alt="a  b"><!--[if mso]><i>c</i><![endif]-->'),
    reference: page('<img alt="a b"><!--[if mso]><i>c</i><![endif]-->'),
  },
  {
    name: "a rule that a later one repeats for some clients only",
    actual: page('<i class="a"></i>', sheet("@media print{.a{width:1%}}")),
    reference: page('<i class="a"></i>', sheet(".a{width:1%} @media print{.a{width:1%}}")),
  },
  ...[
    "#outlook a{x:y}",
    "[data-ogsc] p{x:y}",
    "u + .body p{x:y}",
    ".ExternalClass{x:y}",
    "p::before{x:y}",
    "p:hover{x:y}",
  ].map((rule) => ({
    name: `missing rule for one client: ${rule}`,
    actual: page('<div class="body"><p><a>x</a></p></div>'),
    reference: page('<div class="body"><p><a>x</a></p></div>', sheet(rule)),
  })),
  {
    name: "changed rule in a conditional comment",
    actual: page('<i class="a"></i>', `<!--[if mso]>${sheet(".a{width:1px}")}<![endif]-->`),
    reference: page('<i class="a"></i>', `<!--[if mso]>${sheet(".a{width:2px}")}<![endif]-->`),
  },
  {
    name: "missing web font that an element names",
    actual: page('<p style="font-family:Roboto">x</p>'),
    reference: page('<p style="font-family:Roboto">x</p>', fontBlock("Roboto")),
  },
  {
    name: "missing web font with a semicolon in its address",
    actual: page('<p style="font-family:Roboto">x</p>'),
    reference: page('<p style="font-family:Roboto">x</p>', fontBlock("Roboto:wght@400;700")),
  },
  {
    name: "web font that nobody can tell the family of",
    actual: page("<p>x</p>", '<link rel="stylesheet" href="https://x/font.css">'),
    reference: page("<p>x</p>"),
  },
  {
    name: "label of another navbar",
    actual: page('<input id="0123456789abcdef" class="mj-menu-checkbox"><label for="0000000000000000">x</label>'),
    reference: page('<input id="fedcba9876543210" class="mj-menu-checkbox"><label for="fedcba9876543210">x</label>'),
  },
];

describe("differences", () => {
  it.each(EQUAL)("allows $name", ({ actual, reference }) => {
    expect(differences(actual, reference)).toEqual([]);
    expect(differences(reference, actual)).toEqual([]);
  });

  it.each(UNEQUAL)("reports $name", ({ actual, reference }) => {
    expect(differences(actual, reference)).not.toEqual([]);
    expect(differences(reference, actual)).not.toEqual([]);
  });

  it("names view, path and both sides", () => {
    const [actual, reference] = ["50%", "100%"].map((width) =>
      page(`<div>a</div><div><table><tr><td style="width:${width}">x</td></tr></table></div>`),
    );
    expect(differences(actual ?? "", reference ?? "")).toEqual([
      'standard: html[1]>body[1]>div[2]>table[1]>tbody[1]>tr[1]>td[1][style]: "width:50%" instead of "width:100%"',
      'outlook: html[1]>body[1]>div[2]>table[1]>tbody[1]>tr[1]>td[1][style]: "width:50%" instead of "width:100%"',
    ]);
  });

  it("shows only what differs of a long text", () => {
    const long = "word ".repeat(100);
    const [first = ""] = differences(page(`<p>${long}a</p>`), page(`<p>${long}b</p>`));
    expect(first).toBe(
      'standard: html[1]>body[1]>p[1]>#text[1]: …"word word word word a" instead of …"word word word word b"',
    );
  });
});

describe("textDifferences", () => {
  it("is empty for equal texts", () => expect(textDifferences("text", "a\n\nb", "a\n\nb")).toEqual([]));

  it.each([
    ["a lost blank line", "a\nb", "a\n\nb", 'text:2: "b" instead of ""'],
    ["changed case", "TITLE\nx", "Title\nx", 'text:1: "TITLE" instead of "Title"'],
    ["a missing end", "a", "a\nb", 'text:2: "(no line)" instead of "b"'],
    ["a space at the end", "a ", "a", 'text:1: "a " instead of "a"'],
  ])("reports %s", (_, actual, reference, report) => {
    expect(textDifferences("text", actual, reference)).toEqual([report]);
  });
});

describe("indented-values", () => {
  const picture = (alt: string): string => page(`<img alt="${alt}">`);

  it("allows the reference to indent lines after the first", () => {
    expect(differences(picture("a\nb\n c"), picture("a\n  b\n \t c"))).toEqual([]);
  });

  it.each([
    ["other white space before a line", "a\n   b", "a\n  b"],
    ["white space before the first line", "a\nb", "  a\nb"],
    ["white space at the end of a line", "a\nb", "a \nb"],
    ["an indentation that the reference does not have", "a\n  b", "a\nb"],
    ["another line", "a\nb", "a\n  c"],
    ["a line more", "a", "a\n  b"],
  ])("reports %s", (_, actual, reference) => {
    expect(differences(picture(actual), picture(reference))).not.toEqual([]);
  });
});
