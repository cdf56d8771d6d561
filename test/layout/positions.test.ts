import { describe, expect, test } from "vitest";
import { createRenderer, diagnosticToJson, RenderError } from "../../src/index.js";

/** What becomes of an HTML document with `x` as its value: the finished body, or the code with its place. */
async function fill(html: string, x: string, language = "html"): Promise<string> {
  const templates = { [`t/email.${language}`]: `---\nsubject: s\n---\n${html}` };
  const contract = { properties: { x: { type: "string" } } };
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
      ["50%", '<table width="50%"></table>'],
      ["1 onclick=y", `unsafe-number 1:${BODY + 14}`],
    ],
  ],
  [
    "a colour",
    '<td bgcolor="{{x}}">y</td>',
    [
      ["red", '<td bgcolor="red">y</td>'],
      ['red" onclick="y', `unsafe-css 1:${BODY + 13}`],
    ],
  ],
  [
    "a language",
    '<p lang="{{x}}">y</p>',
    [
      ["de-CH", '<p lang="de-CH">y</p>'],
      ['" onclick="y', `unsafe-css 1:${BODY + 9}`],
    ],
  ],
];

describe.each(ROWS)("%s", (_, html, cases) => {
  test.each(cases)("%j", async (x, expected) => {
    expect(await fill(inBody(html), x)).toBe(expected);
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
    "<style>a{color:red} {{x}}</style>",
    "<noscript>{{x}}</noscript>",
    "<textarea title={{x}}>y</textarea>",
    "<select><option>{{x}}</option></select>",
    "<template>{{x}}</template>",
    "<plaintext>{{x}}",
    "<xmp>{{x}}</xmp>",
  ])("%s", async (html) => {
    const found = await fill(html.startsWith("<body") ? html : inBody(html), "y");
    const column = (html.startsWith("<body") ? 1 : BODY) + html.indexOf("{{x}}");
    expect(found).toMatch(/^(?:unsafe-position|invalid-css|invalid-html|structural-position) t\/email\.html:1:\d+$/);
    // A broken style sheet is reported where it breaks.
    if (!found.startsWith("invalid")) expect(found).toContain(`:1:${column}`);
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
