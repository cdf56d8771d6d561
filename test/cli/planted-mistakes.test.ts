import { describe, expect, test } from "vitest";
import { runCli } from "./run-cli.js";

/** Files of a template folder. The mistake stands between `⟦` and `⟧`, which are cut out. */
type Files = Readonly<Record<string, string>>;

interface Case {
  readonly code: string;
  readonly files: Files;
  /** A message record to render instead of checking all templates. */
  readonly message?: Files;
}

const page = (content: string, head = "") =>
  `---\nsubject: s\n---\n<mjml>\n<mj-head>${head}</mj-head>\n<mj-body>\n  ${content}\n</mj-body>\n</mjml>\n`;
const text = (html: string) => page(`<mj-section><mj-column><mj-text>${html}</mj-text></mj-column></mj-section>`);
const body = (content: string) => page(`<mj-section><mj-column>${content}</mj-column></mj-section>`);
const styled = (css: string) => page("", `<mj-style>${css}</mj-style>`);
const email = (content: string, more: Files = {}): Files => ({ "t/email.mjml": content, ...more });
const sms = (content: string, variables: object = {}, more: Files = {}): Files => ({
  "t/sms.txt": content,
  "t/samples/default.json": JSON.stringify(variables),
  ...more,
});
const CONTRACT = {
  "t/contract.json": '{ "properties": { "first_name": {}, "user": { "properties": { "name": {} } } } }',
};
const LAYOUT = "<mjml><mj-body>\n  {{{@content}}}\n</mj-body></mjml>";
const SECTION = "---\nsubject: s\nlayout: base\n---\n<mj-section></mj-section>";

const CASES: Readonly<Record<string, Case>> = {
  "a typo in a variable": { code: "unknown-variable", files: email(text("Hi {{⟦frist_name⟧}}"), CONTRACT) },
  "a typo in a nested variable": { code: "unknown-variable", files: sms("Hi\n  {{⟦user.nmae⟧}}", {}, CONTRACT) },
  "a typo in an argument": { code: "unknown-variable", files: sms("{{upper ⟦frist_name⟧}}", {}, CONTRACT) },
  "a loop over a text": {
    code: "contract-conflict",
    files: sms("a {{#each ⟦name⟧}}x{{/each}}", {}, { "t/contract.json": '{"properties":{"name":{"type":"string"}}}' }),
  },
  "an unclosed block": { code: "syntax-error", files: email(text("{{#if a}}{{/if}}\n⟦{{#if b}}⟧ x")) },
  "an unclosed tag": { code: "syntax-error", files: sms("one\ntwo ⟦{{⟧name\nthree", { name: "x" }) },
  "a wrong close": { code: "syntax-error", files: sms("{{#if a}}\nx ⟦{{/unless}}⟧") },
  "a close without a block": { code: "syntax-error", files: sms("x {{#if a}}{{/if}}\n ⟦{{/if}}⟧") },
  "too many braces": { code: "syntax-error", files: sms("a {{name⟦}}}⟧") },
  "a wrong arity": { code: "wrong-arguments", files: sms("{{#if ⟦(eq a)⟧}}x{{/if}}") },
  "too many arguments": { code: "wrong-arguments", files: sms("a\tb ⟦{{truncate a 1 2}}⟧") },
  "an unknown name in a hash": { code: "wrong-arguments", files: email(text('x ⟦{{date at zone="UTC"}}⟧')) },
  "an unknown helper": { code: "unknown-helper", files: email(text("x {{#if ⟦(equal a 1)⟧}}y{{/if}}")) },
  "a missing partial": { code: "unknown-partial", files: email(text("a\n\n⟦{{> foter}}⟧")) },
  "a missing layout": { code: "unknown-layout", files: email("---\nsubject: s\nlayout: ⟦bass⟧\n---\n") },
  "a partial that can be anything": { code: "unbounded-partial", files: sms("⟦{{> (lookup . 'k')}}⟧") },
  "an unknown theme value": {
    code: "unknown-compile-time-value",
    files: email(text("{{⟦@theme.colour⟧}}"), { "theme.json": '{"color":"red"}' }),
  },
  "an unknown data name": { code: "unknown-compile-time-value", files: sms("{{#each a}}{{⟦@idnex⟧}}{{/each}}") },
  "a bad date": { code: "wrong-type", files: sms("On {{date ⟦at⟧}}", { at: "tomorrow" }) },
  "a bad time zone": { code: "wrong-type", files: sms("{{date at timeZone=⟦zone⟧}}", { at: 0, zone: "Mars/Base" }) },
  "a bad currency": { code: "wrong-type", files: sms("x\n{{currency 5 ⟦unit⟧}}", { unit: "euros" }) },
  "a bad locale": { code: "wrong-type", files: sms("{{number 5 locale=⟦language⟧}}", { language: "de_DE!" }) },
  "a missing value": { code: "missing-variable", files: sms("a\r\nHi ⟦{{name}}⟧") },
  "a missing value in a loop": {
    code: "missing-variable",
    files: sms("{{#each list}}\n  ⟦{{name}}⟧{{/each}}", { list: [{ name: "a" }, {}] }),
  },
  "an object as text": { code: "wrong-type", files: email(text("⟦{{a}}⟧"), { "t/samples/x.json": '{"a":{}}' }) },
  "an unsafe URL": {
    code: "unsafe-url",
    files: email(text('<a href="⟦{{url}}⟧">x</a>'), { "t/samples/x.json": '{"url":"javascript:1"}' }),
  },
  "an unsafe colour": {
    code: "unsafe-css",
    files: email(text('<b style="color:⟦{{c}}⟧">x</b>'), { "t/samples/x.json": '{"c":"red;top:0"}' }),
  },
  "an unknown front matter key": {
    code: "bad-front-matter",
    files: email("---\nsubject: s\n⟦subjekt⟧: x\n---\n<mjml></mjml>"),
  },
  "a front matter line without colon": {
    code: "bad-front-matter",
    files: email("---\nsubject: s\n⟦hello⟧\n---\n<mjml></mjml>"),
  },
  "a front matter that never ends": { code: "bad-front-matter", files: email("⟦---⟧\nsubject: s\n") },
  "a mistake in a subject": {
    code: "unknown-helper",
    files: email('---\nsubject: "Hi ⟦{{uper a}}⟧"\n---\n<mjml></mjml>'),
  },
  "an unknown component": { code: "invalid-mjml", files: email(body("\n    ⟦<mj-txt⟧>x</mj-txt>")) },
  "an unclosed component": {
    code: "invalid-mjml",
    files: email(page("<mj-section>⟦<mj-column>⟧<mj-text></mj-text>\n</mj-section>")),
  },
  "an unknown attribute": {
    code: "invalid-mjml",
    files: email(body("<mj-text></mj-text><mj-text ⟦colour='red'⟧></mj-text>")),
  },
  "text between components": { code: "stray-text", files: email(page("<mj-section>\n   ⟦Hello⟧ </mj-section>")) },
  "a computed width": {
    code: "structural-position",
    files: email(page('<mj-section><mj-column width="⟦{{w}}⟧"></mj-column></mj-section>')),
  },
  "a block that cuts an element": { code: "unbalanced-block", files: email(text("<p>⟦{{#if a}}⟧<b>x{{/if}}</b></p>")) },
  "a value in a script": { code: "unsafe-position", files: email(text("<script>\nlet a = ⟦{{a}}⟧</script>")) },
  "a value without quotes": { code: "unsafe-position", files: email(text("<p title=⟦{{a}}⟧>x</p>")) },
  "a value as tag": { code: "unsafe-position", files: email(text("a <⟦{{a}}⟧>x")) },
  "a declaration without colon": { code: "invalid-css", files: email(styled(".a { color ⟦⟧red }")) },
  "one in another block": {
    code: "unbalanced-block",
    files: email(text("<p><b>{{#if b}}⟦{{#if a}}⟧<b>{{/if}}x</b>{{/if}}y</b></p>")),
  },
  "an unclosed rule": { code: "invalid-css", files: email(styled("\n.a { color: red }\n.b ⟦{⟧ color: red")) },
  "an unclosed parenthesis in a style": {
    code: "invalid-css",
    files: email(
      page(
        '<mj-section><mj-column><mj-text><p style="width:calc⟦⟧(1px">x</p></mj-text></mj-column></mj-section>',
        "<mj-style>p{top:0}</mj-style>",
      ).replace("calc⟦⟧(", "⟦calc(⟧"),
    ),
  },
  "in a file with CRLF": { code: "unknown-helper", files: email(text("a\n  ⟦{{uper b}}⟧").replaceAll("\n", "\r\n")) },
  "in a file with CR": { code: "unknown-helper", files: email(text("a\n  ⟦{{uper b}}⟧").replaceAll("\n", "\r")) },
  "after tabs": { code: "unknown-helper", files: sms("\t\t⟦{{uper a}}⟧") },
  "after wide characters": { code: "unknown-helper", files: sms("漢字 👩‍👩‍👧 é ⟦{{uper a}}⟧") },
  "after white-space control": { code: "unknown-helper", files: sms("a {{~b~}} \n ⟦{{~uper c~}}⟧", { b: 1 }) },
  "in a partial": {
    code: "unknown-helper",
    files: email(text("{{> note}}"), { "partials/note.mjml": "one\n two ⟦{{uper a}}⟧" }),
  },
  "in a partial of a partial": {
    code: "unsafe-position",
    files: email(text("{{> a}}"), { "partials/a.mjml": "\n{{> b}}", "partials/b.mjml": "<p onclick='⟦{{a}}⟧'>x</p>" }),
  },
  "in a layout": {
    code: "unknown-helper",
    files: email(SECTION, { "layouts/base.mjml": `${LAYOUT}\n  ⟦{{uper a}}⟧` }),
  },
  "MJML in a layout": {
    code: "invalid-mjml",
    files: email(SECTION, { "layouts/base.mjml": LAYOUT.replace("  {", "\t⟦<mj-txt⟧ />{") }),
  },
  "in a partial of a layout": {
    code: "unknown-helper",
    files: email(SECTION, {
      "layouts/base.mjml": LAYOUT.replace("  {", "{{> top}}{"),
      "partials/top.mjml": "<!-- é -->\n⟦{{uper a}}⟧",
    }),
  },
  "at rendering, in a partial": {
    code: "missing-variable",
    files: sms("{{> p}}", {}, { "partials/p.txt": "a\n b ⟦{{c}}⟧" }),
  },
  "in a text part": { code: "unknown-helper", files: email(text("x"), { "t/email.txt": "a\n⟦{{uper b}}⟧" }) },
  "in the subject of a message": {
    code: "unknown-helper",
    files: email(text("{{{@content}}}")),
    message: { subject: "Hi ⟦{{uper a}}⟧", content: "x" },
  },
  "in the sender of a message": {
    code: "syntax-error",
    files: email(text("{{{@content}}}")),
    message: { subject: "s", from_name: "⟦{{#if a}}⟧", content: "x" },
  },
  "in the content of a message": {
    code: "unsafe-position",
    files: email(text("{{{@content}}}")),
    message: { subject: "s", content: "<p>\n<b id=⟦{{a}}⟧>x</b></p>" },
  },
  "JSON of a contract": {
    code: "invalid-contract",
    files: sms("x", {}, { "t/contract.json": '{\n "type": ⟦o⟧bject }' }),
  },
  "a keyword of a contract": {
    code: "invalid-contract",
    files: sms("x", {}, { "t/contract.json": '{\n  ⟦"requierd"⟧: ["name"]\n}' }),
  },
  "JSON of a theme": {
    code: "invalid-theme",
    files: sms("x", {}, { "theme.json": '{\n\t"a": 1⟦ ⟧"b": 2 }'.replace('⟦ ⟧"', ' ⟦"⟧') }),
  },
  "a list in a theme": {
    code: "invalid-theme",
    files: sms("x", {}, { "theme.json": '{ "a": 1,\n  "b": { "c": ⟦[1]⟧ } }' }),
  },
  "JSON of a sample": { code: "invalid-data", files: sms("x", {}, { "t/samples/default.json": '{\n  "a": 1\n⟦⟧' }) },
  "a variable of a sample": {
    code: "unknown-variable",
    files: sms("{{name}}", {}, { "t/samples/default.json": '{ "name": "a",\n  ⟦"nmae"⟧: "b" }' }),
  },
  "a value of a sample": {
    code: "invalid-value",
    files: sms(
      "{{plan}}",
      {},
      {
        "t/contract.json": '{"properties":{"plan":{"enum":["free"]}}}',
        "t/samples/default.json": '{\r\n  ⟦"plan"⟧: "gold" }',
      },
    ),
  },
};

/** Takes the marks out of all files, and tells where they stood: file:line:column. */
function unmark(files: Files): { readonly files: Files; readonly places: readonly string[] } {
  const places: string[] = [];
  const clean = Object.entries(files).map(([path, marked]) => {
    const [before = "", ...rest] = marked.split("⟦");
    for (const _ of rest) {
      const lines = before.split(/\r\n|\r|\n/);
      places.push(`${path}:${lines.length}:${(lines.at(-1) ?? "").length + 1}`);
    }
    return [path, marked.replace(/[⟦⟧]/g, "")] as const;
  });
  return { files: Object.fromEntries(clean), places };
}

function inFolder(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`templates/${path}`, content]));
}

async function findErrors({ files, message }: Case): Promise<{ found: readonly string[]; planted: readonly string[] }> {
  const templates = unmark(inFolder(files));
  const fields = unmark(message ?? {});
  const record = { type: "email", template: "t", ...fields.files };
  const { stdout } = await runCli(
    message === undefined ? ["check", "--json"] : ["render", "--message", "message.json", "--json"],
    { files: { ...templates.files, "message.json": JSON.stringify(record) } },
  );
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Found[] };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return {
    found: errors.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`),
    planted: [...templates.places, ...fields.places.map((place) => `message.json#${place}`)],
  };
}

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

describe("the one error is where it was planted", () => {
  test.each(Object.entries(CASES))("%s", async (_, each) => {
    const { found, planted } = await findErrors(each);
    expect(planted).toHaveLength(1);
    expect(found).toEqual(planted.map((place) => `${each.code} ${place}`));
  });
});

test("a mark that stands elsewhere is noticed", async () => {
  const { found, planted } = await findErrors({ code: "unknown-helper", files: sms("a⟦ ⟧{{uper a}}") });
  expect(found).not.toEqual(planted.map((place) => `unknown-helper ${place}`));
});
