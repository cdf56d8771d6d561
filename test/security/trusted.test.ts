import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { createRenderer, type RenderedEmail, type Variables } from "../../src/index.js";
import { trustedCss, trustedHtml, trustedUrl } from "../../src/runtime/index.js";
import { emailDifferences } from "../oracle/cases.js";
import { renderReference } from "../oracle/reference.js";
import { problems } from "../runtime/build.js";

const REQUEST = { type: "email", template: "t" } as const;

function documentOf(body: string): string {
  return `---\nsubject: x\n---\n<mjml><mj-body>${body}</mj-body></mjml>`;
}

async function compile(body: string, more: Readonly<Record<string, string>> = {}) {
  return createRenderer({ templates: { "t/email.mjml": documentOf(body), ...more } }).compile(REQUEST);
}

async function render(body: string, variables: Variables): Promise<RenderedEmail> {
  return (await compile(body)).render(variables);
}

const HTML = trustedHtml('<b class="x">A &amp; B</b><br><i>C</i>', { text: "A & B\nC" });
const TEXT = "<mj-section><mj-column><mj-text>Hi {{{x}}}!</mj-text></mj-column></mj-section>";

describe("trusted HTML", () => {
  test("is printed as it is, and its text in the text part", async () => {
    const { html, text } = await render(TEXT, { x: HTML });
    expect(html).toContain('Hi <b class="x">A &amp; B</b><br><i>C</i>!');
    expect(text).toBe("Hi A & B\nC!");
  });

  test.each([
    ["a text", "<b>x</b>"],
    ["a number", 5],
    ["a copy", { ...HTML }],
    ["what JSON makes of it", JSON.parse(JSON.stringify(HTML))],
    ["a structured clone", structuredClone(HTML)],
    ["an object that inherits from it", Object.create(HTML)],
    ["a look-alike", { html: "<b>x</b>", text: "x", raw: "<b>x</b>" }],
    ["an object of Handlebars", new Handlebars.SafeString("<b>x</b>")],
    ["an object with toHTML", { toHTML: () => "<b>x</b>", toString: () => "<b>x</b>" }],
    ["a proxy of it", new Proxy(HTML, {})],
    ["a trusted URL", trustedUrl("https://x.example/")],
    ["trusted CSS", trustedCss("red")],
  ])("is not %s", async (_, x) => {
    const message = await compile(TEXT);
    const [problem] = problems(() => message.render({ x }));
    expect(problem).toMatch(/^(?:untrusted-html|wrong-type) x$/);
  });

  test.each([
    ["{{x}} in text", "<mj-section><mj-column><mj-text>{{x}}</mj-text></mj-column></mj-section>"],
    ["a title", "<mj-section><mj-column><mj-text><p title='{{x}}'>y</p></mj-text></mj-column></mj-section>"],
    ["a link", "<mj-section><mj-column><mj-text><a href='{{x}}'>y</a></mj-text></mj-column></mj-section>"],
    [
      "a path",
      "<mj-section><mj-column><mj-text><a href='https://a.example/{{x}}'>y</a></mj-text></mj-column></mj-section>",
    ],
    ["CSS", "<mj-section><mj-column><mj-text><p style='color:{{x}}'>y</p></mj-text></mj-column></mj-section>"],
    ["a helper", "<mj-section><mj-column><mj-text>{{upper x}}</mj-text></mj-column></mj-section>"],
  ])("is refused in %s", async (_, body) => {
    const message = await compile(body);
    expect(problems(() => message.render({ x: HTML }))).toEqual(expect.arrayContaining(["wrong-type x"]));
  });

  test("has its text in a text part that the author wrote, and none in a subject", async () => {
    const message = await compile(TEXT, { "t/email.txt": "Dear {{{x}}}," });
    expect(message.render({ x: HTML }).text).toBe("Dear A & B\nC,");
    const subject = await createRenderer().compile({ type: "email", subject: "{{{x}}}", content: "<html>y</html>" });
    expect(problems(() => subject.render({ x: HTML }))).toEqual(["wrong-type x"]);
  });

  test("needs both texts", () => {
    expect(() => trustedHtml("<b>x</b>", {} as { text: string })).toThrow(TypeError);
    expect(() => trustedHtml(5 as unknown as string, { text: "x" })).toThrow(TypeError);
    expect(() => trustedHtml({ toString: () => "<b>x</b>" } as unknown as string, { text: "x" })).toThrow(TypeError);
  });

  test("holds nothing that could be read or changed", () => {
    expect(Reflect.ownKeys(HTML)).toEqual([]);
    expect(Object.isFrozen(HTML)).toBe(true);
    expect(JSON.stringify(HTML)).toBe("{}");
  });
});

describe("a trusted URL", () => {
  const link = "<mj-section><mj-column><mj-text><a href='{{x}}'>y</a></mj-text></mj-column></mj-section>";

  test("of any scheme stands where a value is a whole URL", async () => {
    const { html, text } = await render(link, { x: trustedUrl("shop+app://open?a=1&b='2'") });
    expect(html).toContain("href='shop+app://open?a&#61;1&amp;b&#61;&#39;2&#39;'".replaceAll("&amp;", "&#38;"));
    expect(text).toBe("y <shop+app://open?a=1&b='2'>");
    const css =
      "<mj-section><mj-column><mj-text><p style=\"background:url('{{x}}')\">y</p></mj-text></mj-column></mj-section>";
    expect((await render(css, { x: trustedUrl("data:image/png;base64,AA'==") })).html).toContain("AA%27==");
  });

  test.each([
    ["text", "<mj-section><mj-column><mj-text>{{x}}</mj-text></mj-column></mj-section>"],
    [
      "a path",
      "<mj-section><mj-column><mj-text><a href='https://a.example/{{x}}'>y</a></mj-text></mj-column></mj-section>",
    ],
  ])("is refused in %s", async (_, body) => {
    const message = await compile(body);
    expect(problems(() => message.render({ x: trustedUrl("https://x.example/") }))).toContain("wrong-type x");
  });

  test.each(["", "a b", "a\nb", 'a"b', "a<b", "a\\b", "a\u202eb", "a\0"])("is not %j", (url) => {
    expect(() => trustedUrl(url)).toThrow(TypeError);
  });
});

describe("trusted CSS", () => {
  const styled = "<mj-section><mj-column><mj-text><p style='border:{{x}}'>y</p></mj-text></mj-column></mj-section>";

  test("stands where a value of a declaration stands", async () => {
    const { html } = await render(styled, { x: trustedCss("1px solid rgb(0, 0, 0)") });
    expect(html).toContain("border:1px solid rgb(0, 0, 0)");
  });

  test("is refused elsewhere", async () => {
    const message = await compile(TEXT.replace("{{{x}}}", "{{x}}"));
    expect(problems(() => message.render({ x: trustedCss("red") }))).toEqual(["wrong-type x"]);
  });

  test.each(["", "red;x:y", "red}", "</style>", "\\65", "a/*", "'a'", '"a"', "a&quot;", "a\nb"])("is not %j", (css) => {
    expect(() => trustedCss(css)).toThrow(TypeError);
  });
});

describe("law 1, with trusted values", () => {
  const html =
    '<ul style="margin:0"><li>One &amp; only</li><li><a href="https://x.example/?a=1&amp;b=2">Two</a></li></ul>';
  const text = "- One & only\n- Two";
  const body = `<mj-section><mj-column>
    <mj-text>Hi {{name}}<div>{{{html}}}</div>{{#if on}}<p>{{{inline}}} and more</p>{{/if}}</mj-text>
    {{#each list}}<mj-text><span>{{{this}}}</span></mj-text>{{/each}}
    <mj-button href="{{url}}">Go</mj-button>
    <mj-text><p style="border:{{css}}">Styled</p><table><tr><td>{{{inline}}}</td><td>2</td></tr></table></mj-text>
  </mj-column></mj-section>`;
  const asBreaks = (words: string): Handlebars.SafeString =>
    new Handlebars.SafeString(Handlebars.escapeExpression(words).replaceAll("\n", "<br>"));

  test.each([
    { on: true, length: 2 },
    { on: false, length: 0 },
  ])("%j", async ({ on, length }) => {
    const plain = { name: "Ana & <b>", on, url: "app://x?y&z", css: "2px dotted red" };
    const inline = "<em>so</em> <strong>fine</strong>";
    const trusted = trustedHtml(inline, { text: "so fine" });
    const list = (item: unknown): readonly unknown[] => new Array(length).fill(item);
    const variables = {
      name: plain.name,
      on,
      html: trustedHtml(html, { text }),
      inline: trusted,
      list: list(trusted),
      url: trustedUrl(plain.url),
      css: trustedCss(plain.css),
    };
    const inHtml = new Handlebars.SafeString(inline);
    const inText = asBreaks("so fine");
    const files = { "t/email.mjml": documentOf(body) };
    const reference = await renderReference({
      files,
      request: REQUEST,
      variables: { ...plain, html: new Handlebars.SafeString(html), inline: inHtml, list: list(inHtml) },
      textVariables: { ...plain, html: asBreaks(text), inline: inText, list: list(inText) },
    });
    const email = (await createRenderer({ templates: files }).compile(REQUEST)).render(variables);
    expect(emailDifferences(email, reference)).toEqual([]);
    // And it would notice.
    expect(emailDifferences({ ...email, html: email.html.replace("<li>One", "<li>Other") }, reference)).not.toEqual([]);
  });
});
