import { describe, expect, test } from "vitest";
import { locate } from "../../src/layout/locate.js";
import { punch } from "../../src/layout/punch.js";
import { createSourceFile } from "../../src/source/source-file.js";
import { parse } from "../../src/syntax/parse.js";
import { emailOf, judge } from "./judge.js";

const VARIABLES = { x: "x", js: "javascript:alert(1)", u: "https://ok.example/", yes: true };

describe("a conditional comment that cuts what holds a value", () => {
  test.each([
    "<!--[if mso]><!-- <![endif]-->{{x}}",
    "<!--[if mso]><style><![endif]-->{{x}}<!--[if mso]></style><![endif]-->",
    '<!--[if mso]><style><![endif]--><p title="{{x}}">k</p>',
    '<!--[if mso]><style><!--<![endif]--><p title="{{x}}">k</p>',
    '<!--[if mso]><a title="<!--<![endif]--><p title="{{x}}">k</p>',
    "<!--[if mso]><textarea><![endif]-->{{x}}",
    "<!--[if mso]><noscript><![endif]-->{{x}}<!--[if mso]></noscript><![endif]-->",
    "<!--[if mso]><style> -->{{x}}<!-- <![endif]-->",
    '<!--[if !mso]><!--><textarea><!--<![endif]--><a href="{{js}}">k</a></textarea>',
    "<!--[if !mso]><!--><p title=\"<!--<![endif]--><a href='{{js}}'>\">k</p>",
    "<![if !mso]>{{x}}<![endif]>",
  ])("%j", async (html) => {
    expect(await judge(emailOf(html), VARIABLES)).toBe("unsafe-position");
  });
});

describe("a conditional comment that is whole", () => {
  test.each([
    "<!--[if mso]><b>{{x}}</b><![endif]-->",
    '<!--[if mso]><a href="{{u}}">{{x}}</a><![endif]-->{{x}}',
    "<!--[if mso]><table><tr><td><![endif]-->{{x}}<!--[if mso]></td></tr></table><![endif]-->",
    "<!--[if mso]><table><tr><td><!--<![endif]-->{{x}}<!--[if mso]></td></tr></table><!--<![endif]-->{{x}}",
    "<!--[if !mso]><!-->{{x}}<!--<![endif]-->{{x}}",
    "<!--[if gte mso 9]><!-->{{x}}<!--<![endif]-->",
    "<!-- a remark -->{{x}}",
  ])("%j", async (html) => {
    expect(await judge(emailOf(html), VARIABLES)).toContain("x");
    expect(await judge(emailOf(html), VARIABLES)).toContain("</html>");
  });
});

/** What `locate` says about finished HTML with values in it. */
function located(html: string): string[] {
  const source = createSourceFile("finished.html", html);
  const { nodes } = parse({ source, start: 0, end: html.length }, 100);
  const punched = punch(nodes.filter((node) => node.type === "Text" || node.type === "Value"));
  return locate(punched.text, punched, new Set()).diagnostics.map(({ code }) => code);
}

describe("a conditional comment that ends inside of a tag", () => {
  test.each([
    '<!--[if mso]><a href="<![endif]-->{{js}}<!--[if mso]>">k</a><![endif]-->',
    "<!--[if mso]><a <![endif]-->{{x}}",
    '<!--[if mso]><a title="<![endif]--><p title="{{x}}">k</p>',
    "<!--[if mso]></a <![endif]-->{{x}}",
  ])("%j", (html) => {
    expect(located(html)).toEqual(["unsafe-position"]);
  });

  test("leaves the values before it alone", () => {
    expect(located("{{x}}<!--[if mso]><a <![endif]-->")).toEqual([]);
  });
});
