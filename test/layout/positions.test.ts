import { describe, expect, test } from "vitest";
import { createRenderer, diagnosticToJson, RenderError } from "../../src/index.js";

/**
 * What becomes of an HTML document with `x` as its value: the finished body, or the code with its place.
 *
 * @param values What the contract says that `x` may be; any text unless given.
 */
async function fill(html: string, x: string, language = "html", values?: readonly string[]): Promise<string> {
  const templates = { [`t/email.${language}`]: `---\nsubject: s\n---\n${html}` };
  const contract = { properties: { x: { type: "string", ...(values && { enum: values }) } } };
  const files = { ...templates, "t/contract.json": JSON.stringify(contract) };
  const result = await createRenderer({ templates: files }).compileSafe({ type: "email", template: "t" });
  if (!result.ok) {
    const { code, file, line, column } = diagnosticToJson(
      result.diagnostics[0] ?? { code: "syntax-error", severity: "error", message: "" },
    );
    return `${code} ${file}:${(line ?? 0) - 3}:${column}`;
  }
  try {
    const rendered = result.message.render({ x, yes: true });
    return /<body>([\s\S]*)<\/body>/.exec(rendered.html)?.[1] ?? rendered.html;
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const [problem] = error.problems;
    return `${problem?.code} ${problem?.at?.line === undefined ? "" : problem.at.line - 3}:${problem?.at?.column}`;
  }
}

const inBody = (html: string) => `<html><body>${html}</body></html>`;
/** The column at which a body starts. */
const BODY = 13;

/** Every row of the table of output contexts: the place, with a usual value and a hostile one. */
const ROWS: readonly (readonly [
  row: string,
  html: string,
  cases: readonly (readonly [x: string, expected: string])[],
])[] = [
  [
    "text",
    "<p>{{x}}</p>",
    [
      ["Ana", "<p>Ana</p>"],
      ["<b>\"'`={}&", "<p>&#60;b&#62;&#34;&#39;&#96;&#61;&#123;&#125;&#38;</p>"],
      ["{{x}}", "<p>&#123;&#123;x&#125;&#125;</p>"],
    ],
  ],
  [
    "a quoted text attribute",
    '<img src="https://a.example/" alt="{{x}}">',
    [
      ["Ana", '<img src="https://a.example/" alt="Ana">'],
      ['" onerror="y', '<img src="https://a.example/" alt="&#34; onerror&#61;&#34;y">'],
    ],
  ],
  ["an attribute for scripts", "<p data-name='{{x}}'>y</p>", [["' a='", "<p data-name='&#39; a&#61;&#39;'>y</p>"]]],
  [
    "text for Outlook",
    "<!--[if mso]><p>{{x}}</p><![endif]-->",
    [["--><b>", "<!--[if mso]><p>--&#62;&#60;b&#62;</p><![endif]-->"]],
  ],
  [
    "a link for Outlook",
    '<!--[if mso]><v:roundrect href="{{x}}" fillcolor="red">y</v:roundrect><![endif]-->',
    [
      [
        "https://a.example/",
        '<!--[if mso]><v:roundrect href="https://a.example/" fillcolor="red">y</v:roundrect><![endif]-->',
      ],
      ["javascript:y", `unsafe-url 1:${BODY + 32}`],
    ],
  ],
  [
    "a whole URL",
    '<a href="{{x}}">y</a>',
    [
      ["https://a.example/?a=1&b=2", '<a href="https://a.example/?a&#61;1&#38;b&#61;2">y</a>'],
      ["mailto:a@b.example", '<a href="mailto:a@b.example">y</a>'],
      ["javascript:y", `unsafe-url 1:${BODY + 9}`],
      ["JaVaScRiPt:y", `unsafe-url 1:${BODY + 9}`],
      ["data:text/html,y", `unsafe-url 1:${BODY + 9}`],
      ["//b.example", `unsafe-url 1:${BODY + 9}`],
      ["https://u@b.example", `unsafe-url 1:${BODY + 9}`],
      ["https:\\\\b.example", `unsafe-url 1:${BODY + 9}`],
    ],
  ],
  [
    "a whole URL with a path after it",
    '<a href="{{x}}/reset?token={{x}}">y</a>',
    [["https://a.example", '<a href="https://a.example/reset?token=https%3A%2F%2Fa.example">y</a>']],
  ],
  [
    "an image",
    '<img src="{{x}}">',
    [
      ["cid:logo", '<img src="cid:logo">'],
      ["mailto:a@b.example", `unsafe-url 1:${BODY + 10}`],
    ],
  ],
  [
    "a URL's path and query",
    '<a href="https://a.example/{{x}}?a={{x}}#{{x}}">y</a>',
    [
      ["a/b?c#d&e", '<a href="https://a.example/a%2Fb%3Fc%23d%26e?a=a%2Fb%3Fc%23d%26e#a%2Fb%3Fc%23d%26e">y</a>'],
      ["..", `unsafe-url 1:${BODY + 27}`],
    ],
  ],
  [
    "a URL's scheme or host in part",
    '<a href="https://{{x}}.example/">y</a>',
    [["a", `unsafe-position t/email.html:1:${BODY + 17}`]],
  ],
  [
    "a URL's scheme in part",
    '<a href="java{{x}}">y</a>',
    [["script:y", `unsafe-position t/email.html:1:${BODY + 13}`]],
  ],
  [
    "an address",
    '<a href="mailto:{{x}}">y</a>',
    [
      ["a@b.example", '<a href="mailto:a@b.example">y</a>'],
      ["a@b.example?bcc=c@d.example", `unsafe-url 1:${BODY + 16}`],
    ],
  ],
  [
    "a phone number",
    '<a href="tel:{{x}}">y</a>',
    [
      ["+1 23", '<a href="tel:+1%2023">y</a>'],
      ["1;y", `unsafe-url 1:${BODY + 13}`],
    ],
  ],
  [
    "a CSS value",
    '<p style="color:{{x}}">y</p>',
    [
      ["#369", '<p style="color:#369">y</p>'],
      ["red;position:fixed", `unsafe-css 1:${BODY + 16}`],
      ["expression(y)", `unsafe-css 1:${BODY + 16}`],
    ],
  ],
  [
    "a CSS string",
    "<p style=\"quotes:'{{x}}'\">y</p>",
    [["';a{}", "<p style=\"quotes:'\\27 \\3b a\\7b \\7d '\">y</p>"]],
  ],
  [
    "a CSS URL",
    '<p style="background:url({{x}})">y</p>',
    [
      ["https://a.example/", '<p style="background:url(https://a.example/)">y</p>'],
      ["javascript:y", `unsafe-url 1:${BODY + 25}`],
    ],
  ],
  [
    "a number",
    '<table width="{{x}}"></table>',
    [
      ["600", '<table width="600"></table>'],
      ["50%", '<table width="50%"></table>'],
      ["1.5px", '<table width="1.5px"></table>'],
      ["", `unsafe-number 1:${BODY + 14}`],
      ["1e3", `unsafe-number 1:${BODY + 14}`],
      ["١", `unsafe-number 1:${BODY + 14}`],
      ["1 onclick=y", `unsafe-number 1:${BODY + 14}`],
      ['1" onclick="y', `unsafe-number 1:${BODY + 14}`],
    ],
  ],
  [
    "a count",
    '<td colspan="{{x}}">y</td>',
    [
      ["2", '<td colspan="2">y</td>'],
      ["two", `unsafe-number 1:${BODY + 13}`],
      ["2>", `unsafe-number 1:${BODY + 13}`],
    ],
  ],
  [
    "a colour",
    '<td bgcolor="{{x}}">y</td>',
    [
      ["red", '<td bgcolor="red">y</td>'],
      ["#369", '<td bgcolor="#369">y</td>'],
      ["rgb(1, 2, 3)", '<td bgcolor="rgb(1, 2, 3)">y</td>'],
      ["#12", `unsafe-css 1:${BODY + 13}`],
      ["light red", `unsafe-css 1:${BODY + 13}`],
      ["url(//b.example)", `unsafe-css 1:${BODY + 13}`],
      ['red" onclick="y', `unsafe-css 1:${BODY + 13}`],
    ],
  ],
  [
    "one of some words",
    '<td align="{{x}}">y</td>',
    [
      ["center", '<td align="center">y</td>'],
      ["", `unsafe-css 1:${BODY + 11}`],
      ["left right", `unsafe-css 1:${BODY + 11}`],
      ["left;x:y", `unsafe-css 1:${BODY + 11}`],
      ['left" onclick="y', `unsafe-css 1:${BODY + 11}`],
    ],
  ],
  [
    "a direction",
    '<p dir="{{x}}">y</p>',
    [
      ["rtl", '<p dir="rtl">y</p>'],
      ["r tl", `unsafe-css 1:${BODY + 8}`],
      ['rtl" onclick="y', `unsafe-css 1:${BODY + 8}`],
    ],
  ],
  [
    "a language",
    '<p lang="{{x}}">y</p>',
    [
      ["de-CH", '<p lang="de-CH">y</p>'],
      ["zh-Hant-TW", '<p lang="zh-Hant-TW">y</p>'],
      ["de_DE", `unsafe-css 1:${BODY + 9}`],
      ["de\n", `unsafe-css 1:${BODY + 9}`],
      ['" onclick="y', `unsafe-css 1:${BODY + 9}`],
    ],
  ],
  ["an id", '<p id="{{x}}">y</p>', [["a", `structural-position t/email.html:1:${BODY + 7}`]]],
  ["a class in part", '<p class="a-{{x}}">y</p>', [["a", `structural-position t/email.html:1:${BODY + 12}`]]],
  ["a role", '<p role="{{x}}">y</p>', [["a", `structural-position t/email.html:1:${BODY + 9}`]]],
  ["a list's start", '<ol start="{{x}}"></ol>', [["1", `structural-position t/email.html:1:${BODY + 11}`]]],
  [
    "CSS values of a style sheet",
    "<style>\na {\n color:{{x}};width:{{x}}px }</style>",
    [
      ["1", "<style>\na {\n color:1;width:1px }</style>"],
      ["red", "unsafe-number 3:20"],
      ["red}b{color:blue", "unsafe-css 3:8"],
      ["</style><b>", "unsafe-css 3:8"],
    ],
  ],
  [
    "a CSS string of a style sheet",
    "<style>a { content:'{{x}}' }</style>",
    [
      ["Ana", "<style>a { content:'Ana' }</style>"],
      ["'}b{</style>", "<style>a { content:'\\27 \\7d b\\7b \\3c \\2f style\\3e ' }</style>"],
    ],
  ],
  [
    "a CSS URL of a style sheet",
    "<style>@media screen { a { background:url({{x}}) } }</style>",
    [
      ["https://a.example/", "<style>@media screen { a { background:url(https://a.example/) } }</style>"],
      ["https://a.example/)}", "<style>@media screen { a { background:url(https://a.example/%29%7D) } }</style>"],
      ["javascript:y", `unsafe-url 1:${BODY + 42}`],
    ],
  ],
];

describe.each(ROWS)("%s", (_, html, cases) => {
  test.each(cases)("%j", async (x, expected) => {
    expect(await fill(inBody(html), x)).toBe(expected);
  });
});

/** With an `enum`, the outcomes are listed; whatever else comes is refused. */
describe.each([
  ["an id", '<p id="{{x}}">y</p>', 7],
  ["a class", '<p class="{{x}}">y</p>', 10],
  ["a list's start", '<ol start="{{x}}"></ol>', 11],
])("%s with listed values", (_, html, column) => {
  test.each(["a", "b"])("%s", async (x) => {
    expect(await fill(inBody(html), x, "html", ["a", "b"])).toBe(html.replace("{{x}}", x));
  });
  test.each(["c", 'a" onclick="y', ""])("%j", async (x) => {
    expect(await fill(inBody(html), x, "html", ["a", "b"])).toBe(`invalid-value 1:${BODY + column}`);
  });
});

/** Places that take no value at all; each with where the tag is in it. */
describe("a place that no value may stand in", () => {
  test.each([
    "<{{x}}>y",
    "<p{{x}}>y</p>",
    "<p {{x}}>y</p>",
    "<p {{x}}='y'>y</p>",
    "<p title={{x}}>y</p>",
    "<p title=a{{x}}>y</p>",
    "</p{{x}}>",
    "<p onclick='{{x}}'>y</p>",
    "<body onload='{{x}}'>y</body>",
    "<p ONMOUSEOVER=\"a('{{x}}')\">y</p>",
    "<script>{{x}}</script>",
    "<script src='{{x}}'></script>",
    "<iframe srcdoc='{{x}}'></iframe>",
    "<iframe src='{{x}}'></iframe>",
    "<img srcset='{{x}} 2x'>",
    "<img sizes='{{x}}'>",
    "<source srcset='{{x}}'>",
    "<meta http-equiv='refresh' content='{{x}}'>",
    "<meta name='viewport' content='{{x}}'>",
    "<base href='{{x}}'>",
    "<link href='{{x}}'>",
    "<form action='{{x}}'></form>",
    "<button formaction='{{x}}'>y</button>",
    "<object data='{{x}}'></object>",
    "<embed src='{{x}}'>",
    "<svg><a xlink:href='{{x}}'>y</a></svg>",
    "<svg>{{x}}</svg>",
    "<video poster='{{x}}'></video>",
    "<a ping='{{x}}'>y</a>",
    "<a target='{{x}}'>y</a>",
    "<p nonsense='{{x}}'>y</p>",
    "<nonsense title='{{x}}'>y</nonsense>",
    "<nonsense>{{x}}</nonsense>",
    "<p href='{{x}}'>y</p>",
    "<p data-'a='{{x}}'>y</p>",
    "<!-- {{x}} -->",
    "<!--[if {{x}}]>y<![endif]-->",
    "<!doctype {{x}}>",
    "<p style='{{x}}'>y</p>",
    "<p style='{{x}}:red'>y</p>",
    "<p style='color:red;{{x}}'>y</p>",
    "<p style='col{{x}}:red'>y</p>",
    "<p style='color:re{{x}}'>y</p>",
    "<p style='behavior:{{x}}'>y</p>",
    "<p style='background:url(a{{x}})'>y</p>",
    "<p style='color:expression({{x}})'>y</p>",
    "<style>{{x}}{color:red}</style>",
    "<style>.{{x}}{color:red}</style>",
    "<style>a{ {{x}}:red}</style>",
    "<style>@media {{x}}{a{color:red}}</style>",
    "<style>@{{x}};</style>",
    "<noscript>{{x}}</noscript>",
    "<textarea title={{x}}>y</textarea>",
    "<select><option>{{x}}</option></select>",
    "<template>{{x}}</template>",
    "<plaintext>{{x}}",
    "<xmp>{{x}}</xmp>",
  ])("%s", async (html) => {
    const document = html.startsWith("<body") ? html : inBody(html);
    const place = `t/email.html:1:${document.indexOf("{{x}}") + 1}`;
    const codes = ["unsafe-position", "structural-position", "invalid-html"];
    expect(codes.map((code) => `${code} ${place}`)).toContain(await fill(document, "y"));
  });

  test.each([
    ["<style>\n.a{color:red}\n.{{x}} {color:red}</style>", "unsafe-position t/email.html:3:2"],
    ["<style>\n.a{color:red}\n #{{x}} {color:red}</style>", "unsafe-position t/email.html:3:3"],
    ["<style>\n a:{{x}} {color:red}</style>", "unsafe-position t/email.html:2:4"],
    ["<style>\n a[href='{{x}}'] {color:red}</style>", "unsafe-position t/email.html:2:10"],
    ["<style>\n @import '{{x}}';</style>", "unsafe-position t/email.html:2:11"],
    ["<style>\n @import url({{x}});</style>", "unsafe-position t/email.html:2:14"],
    ["<style>\n @media (min-width:{{x}}px) { a {color:red} }</style>", "unsafe-position t/email.html:2:20"],
    ["<style>\n a { display:{{x}} }</style>", "structural-position t/email.html:2:14"],
    ["<style>\n a { behavior:{{x}} }</style>", "unsafe-position t/email.html:2:15"],
    ["<style>\n a { --x:'{{x}}' }</style>", "unsafe-position t/email.html:2:11"],
    ["<style>\n a { filter:'{{x}}' }</style>", "unsafe-position t/email.html:2:14"],
    ["<style>\n a { /* {{x}} */ }</style>", "unsafe-position t/email.html:2:9"],
    ["<style>\n a {\n color:red{{x}} }</style>", "unsafe-position t/email.html:3:11"],
    ["<style>\n a { background:url(a/{{x}}) }</style>", "unsafe-position t/email.html:2:23"],
    // What breaks the style sheet is reported where it breaks, which is after the value.
    ["<style>\n a {color:red} {{x}}</style>", "invalid-css t/email.html:2:21"],
    ["<style>\n a {color:\\{{x}} }</style>", "invalid-css t/email.html:2:12"],
  ])("in a style sheet: %j", async (html, expected) => {
    expect(await fill(inBody(html), "y")).toBe(expected);
  });

  test.each([
    ["an MSO condition", "<mj-raw><!--[if {{x}}]>y<![endif]--></mj-raw>"],
    ["the name of a component", "<mj-{{x}}></mj-{{x}}>"],
    ["srcset", "<mj-section><mj-column><mj-image src='https://a.example/' srcset='{{x}}' /></mj-column></mj-section>"],
  ])("in MJML: %s", async (_, mjml) => {
    const document = `<mjml><mj-body>${mjml}</mj-body></mjml>`;
    expect(await fill(document, "y", "mjml")).toBe(`unsafe-position t/email.mjml:1:${document.indexOf("{{x}}") + 1}`);
  });
});
