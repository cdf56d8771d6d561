import { createRenderer } from "../../../src/index.js";
import { isRefusal, rethrow } from "../../own-errors.js";
import { CSS, FRONT, HOSTILE, HTML, MJML, TAGS, URLS } from "./pieces.js";
import { choiceField, type Input, type Target, textField } from "./target.js";

/** Milliseconds that a template of this size may take, on a machine that does other things as well. */
const MOST_TIME = 5000;

const WRAPS: Readonly<Record<string, (text: string) => string>> = {
  bare: (text) => text,
  body: (text) => `<html><body>${text}</body></html>`,
  sheet: (text) => `<html><head><style>${text}</style></head><body></body></html>`,
  style: (text) => `<p style="${text}">x</p>`,
  link: (text) => `<a href="${text}">x</a>`,
  mjml: (text) => `<mjml><mj-body>${text}</mj-body></mjml>`,
  text: (text) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section></mj-body></mjml>`,
};

const BODY = [...TAGS, ...TAGS, ...HTML, ...MJML, ...URLS, ...CSS, ...HOSTILE];

/** Templates of every kind from source to message: only diagnostics and `RenderError` may come of them, and in time. */
export const renderTarget: Target = {
  name: "render",
  fields: [
    choiceField(["html", "mjml", "md", "txt"]),
    choiceField(Object.keys(WRAPS)),
    textField([...FRONT, ...TAGS], 100),
    textField(BODY, 400),
    textField(BODY, 200),
    textField(HOSTILE, 60),
  ],
  seeds: [
    ["html", "body", "preheader: x", '<p title="{{v}}">{{#if v}}{{v}}{{/if}}</p>{{> p}}', "<b>{{upper v}}</b>", "Ana"],
    ["mjml", "text", "from_name: {{v}}", "{{#each list}}<b>{{this}}</b>{{/each}}", "", "x"],
    ["md", "bare", "", "# {{v}}\n\n- *a* {{> p}}\n", "[x](https://a.example/{{v}})", "<"],
    ["txt", "bare", "", "Hi {{fallback v 'x'}}", "", "é"],
    ["html", "sheet", "", ".a{color:{{v}}} p>b{margin:0}", "", "red"],
    ["html", "link", "", "https://a.example/{{v}}", "", ".."],
  ],
  judge: async (input) => {
    const begin = performance.now();
    const problem = await compileAndRender(input);
    return problem ?? (performance.now() - begin > MOST_TIME ? `it takes more than ${MOST_TIME} ms` : undefined);
  },
};

async function compileAndRender([
  kind = "",
  wrap = "",
  front = "",
  body = "",
  partial = "",
  value = "",
]: Input): Promise<string | undefined> {
  const wrapped = kind === "html" || kind === "mjml" ? (WRAPS[wrap] ?? String)(body) : body;
  const written = kind === "txt" ? body : `---\nsubject: S\n${front}\n---\n${wrapped}`;
  const name = kind === "txt" ? "sms.txt" : `email.${kind}`;
  const templates = { [`t/${name}`]: written, [`partials/p.${kind}`]: partial };
  const type = kind === "txt" ? "sms" : "email";
  const result = await createRenderer({ templates }).compileSafe({ type, template: "t" });
  if (!result.ok) {
    rethrow(result.diagnostics);
    return result.diagnostics.length === 0 ? "refused without a diagnostic" : undefined;
  }
  try {
    result.message.render({ v: value, list: [value, value] });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return undefined;
}
