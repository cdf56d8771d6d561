import { parseArgs } from "node:util";
import fc from "fast-check";
import { createRenderer } from "../../src/index.js";
import { isRefusal, rethrow } from "../own-errors.js";
import { CORPUS } from "./values.js";

/**
 * Random templates, made of pieces of the languages that the compiler reads: `npm run fuzz -- --runs 5000 --seed 1`. Only
 * diagnostics and `RenderError` may come of them, and each has to be done in time.
 */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
});

const TAGS = [
  "{{v}}",
  "{{{v}}}",
  "{{#if v}}",
  "{{else}}",
  "{{/if}}",
  "{{#each list}}",
  "{{/each}}",
  "{{this}}",
  "{{@index}}",
  "{{../v}}",
  "{{#with v}}",
  "{{/with}}",
  "{{> p}}",
  "{{upper v}}",
  "{{~v~}}",
  "{{!-- c --}}",
  "{{@subject}}",
  "{{v",
  "}}",
  "{{{{raw}}}}",
  '{{fallback v "x"}}',
  "{{lookup list 0}}",
  "{{#unless v}}",
  "{{/unless}}",
  "\\{{v}}",
  "{{&v}}",
  "{{(v)}}",
  "{{v.w.[x y]}}",
];
const HTML = [
  "<p>",
  "</p>",
  "<a href='",
  '<a href="',
  "'>",
  '">',
  "</a>",
  '<p style="',
  "<style>",
  "</style>",
  "<!--",
  "-->",
  "<!--[if mso]>",
  "<![endif]-->",
  "<table><tr><td>",
  "</td></tr></table>",
  "<img src=",
  "<",
  ">",
  "&",
  "&#",
  ";",
  "=",
  "/",
  "<svg>",
  "<title>",
  "<textarea>",
  "<script>",
  "</script>",
  "<pre>\n",
  "<br>",
  "<!doctype html>",
  "<html>",
  "<body>",
  "<head>",
  "<v:rect href='",
];
const MJML = [
  "<mj-section>",
  "</mj-section>",
  "<mj-column>",
  "</mj-column>",
  "<mj-text>",
  "</mj-text>",
  '<mj-button href="',
  "<mj-raw>",
  "</mj-raw>",
  '<mj-image src="',
  '" />',
  "<mj-style>",
  "</mj-style>",
  '<mj-style inline="inline">',
  "<mj-head>",
  "</mj-head>",
  'width="',
  'css-class="',
];
const URLS = [
  "https://a.example/",
  "https://",
  "mailto:",
  "tel:",
  "//",
  "?a=",
  "#",
  "javascript:",
  "..",
  "%2e",
  "\\",
  "@",
  ":80",
  " ",
];
const CSS = [
  "color:",
  "red",
  ";",
  "{",
  "}",
  ".a",
  "url(",
  ")",
  "'",
  '"',
  "\\",
  "/*",
  "*/",
  "@media x",
  "@import ",
  "calc(",
  "a:hover",
  "!important",
  "expression(",
  ",",
  "#abc",
  "12px",
  "u+0-f",
  "<!--",
  "\\61 ",
  "\n",
];
const FRONT = [
  "subject: ",
  "preheader: ",
  "from_name: ",
  "layout: ",
  "\n",
  "'",
  '"',
  ": ",
  "- ",
  "|",
  "{{v}}",
  "#",
  "\t",
  "[",
  "]",
];

const piece = fc.oneof(
  ...[TAGS, HTML, MJML, URLS, CSS].map((words) => ({
    weight: words === TAGS ? 4 : 2,
    arbitrary: fc.constantFrom(...words),
  })),
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(CORPUS).flat()) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: "binary" }) },
);
const body = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
const front = fc.array(fc.oneof(fc.constantFrom(...FRONT), piece), { maxLength: 8 }).map((pieces) => pieces.join(""));
const wrapped = fc.constantFrom(
  (text: string) => text,
  (text: string) => `<html><body>${text}</body></html>`,
  (text: string) => `<html><head><style>${text}</style></head><body></body></html>`,
  (text: string) => `<p style="${text}">x</p>`,
  (text: string) => `<a href="${text}">x</a>`,
  (text: string) => `<mjml><mj-body>${text}</mj-body></mjml>`,
  (text: string) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section></mj-body></mjml>`,
);

const source = fc.record({
  kind: fc.constantFrom("html", "mjml", "md", "txt"),
  front,
  body,
  wrap: wrapped,
  partial: body,
  values: fc.array(fc.constantFrom(...Object.values(CORPUS).flat()), { minLength: 1, maxLength: 3 }),
});

const counts = { refused: 0, rendered: 0, failed: 0 };
const TIME = 5000;
await fc.assert(
  fc.asyncProperty(source, async ({ kind, front: head, body: text, wrap, partial, values: list }) => {
    const begin = performance.now();
    const name = kind === "txt" ? "sms.txt" : `email.${kind}`;
    const written = kind === "txt" ? text : `---\nsubject: S\n${head}\n---\n${kind === "md" ? text : wrap(text)}`;
    const templates = { [`t/${name}`]: written, [`partials/p.${kind}`]: partial };
    const type = kind === "txt" ? "sms" : "email";
    const result = await createRenderer({ templates }).compileSafe({ type, template: "t" });
    if (result.ok) {
      try {
        result.message.render({ v: list[0], list });
        counts.rendered++;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        counts.failed++;
      }
    } else {
      rethrow(result.diagnostics);
      counts.refused++;
      if (result.diagnostics.length === 0) throw new Error("refused without a diagnostic");
    }
    if (performance.now() - begin > TIME) throw new Error(`took more than ${TIME} ms`);
  }),
  { numRuns: Number(values.runs), seed: Number(values.seed) },
);
process.stdout.write(`seed ${values.seed}: ${JSON.stringify(counts)}\n`);
