import fc from "fast-check";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from "parse5";
import {
  ArtifactError,
  type CompileRequest,
  createRenderer,
  type RendererOptions,
  type Variables,
} from "../../src/index.js";
import { isRefusal, rethrow } from "../own-errors.js";

/** Pieces of everything that a hostile author may write: put together at random, most of it is broken. */
const FRAGMENTS: readonly string[] = [
  ..."< > / = ' \" & ; : { } ( ) [ ] # ! - \\ ` @ , . * + ~ | % $ ^ ? \n \t \0 \r \f a x 1 é 漢 😀 \u202e \ud800 \u2028 \ufeff".split(
    " ",
  ),
  " ",
  ..."{{x}} {{{x}}} {{ }} {{#if a}} {{else}} {{/if}} {{#each list}} {{/each}} {{#with o}} {{/with}} {{^a}} {{/a}} {{#a}}".split(
    " ",
  ),
  ..."{{>p}} {{#>p}} {{/p}} {{> @partial-block}} {{!-- --}} {{! {{~x~}} {{lookup {{@theme.c}} {{{@content}}} {{@subject}}".split(
    " ",
  ),
  "{{#*inline 'i'}}",
  "{{/inline}}",
  "{{> i}}",
  "{{{{raw}}}}",
  "{{{{/raw}}}}",
  "{{x.__proto__.y}}",
  "{{constructor}}",
  "{{#if (eq a (not b))}}",
  "{{truncate x 3}}",
  "\\{{x}}",
  ..."<p> </p> <b> </b> <div> </div> <table> </table> <tr> </tr> <td> </td> <ul> <li> <br> <br/> <a </a> <img <p".split(
    " ",
  ),
  ..."<span> </span> <a> <h1> </h1> <h2> </h2> <hr> <ruby> <rt> </ruby> <li> </ul> <dl> <dt> <dd> </dl> <tbody> <th>".split(
    " ",
  ),
  ..."<script> </script> <style> </style> <textarea> </textarea> <title> </title> <svg> <math> <template> <select> <option>".split(
    " ",
  ),
  ..."<iframe> <form> <base> <meta> <link> <object> <plaintext> <xmp> <noscript> <frameset> <body> </body> <html> </html> <head>".split(
    " ",
  ),
  ..."<!-- --> --!> <!--> <!---> <!doctype <![CDATA[ ]]> <?php ?> <!--[if <![endif]--> mso]> <!--[if !mso]><!-->".split(
    " ",
  ),
  ..."<mj-text> </mj-text> <mj-section> </mj-section> <mj-column> </mj-column> <mj-raw> </mj-raw> <mj-button <mj-image />".split(
    " ",
  ),
  ..."<mj-table> </mj-table> <mj-style> </mj-style> <mj-title> </mj-title> <mj-include <mj-attributes> <mj-all <mj-hero> <mj-navbar>".split(
    " ",
  ),
  ..."<mjml> </mjml> <mj-head> </mj-head> <mj-body> </mj-body> <mj-carousel> <mj-html-attributes> <mj-selector <mj-font".split(
    " ",
  ),
  ...[
    " onclick=",
    " href='",
    ' href="',
    " src='",
    ' style="',
    " style='",
    " class='",
    " title='",
    " srcset='",
    " width='",
  ],
  ...[" background-url='", " padding='", " color='", " css-class='", " mj-class='", " path='", " inline='inline'"],
  ..."javascript: JavaScript: java data:text/html, vbscript: https:// http: //a.example mailto: cid: tel: script: &colon; &#58; &Tab;".split(
    " ",
  ),
  ..."&lt; &quot; &#x27; &#0; &#xD800; &#x110000; &amp &notin; &".split(" "),
  ..."color: color:red; position:fixed; expression( url( rgb( @import @media .a{ #a{ :not( /* */ !important --x: calc( 10px".split(
    " ",
  ),
  ..."behavior: \\70 osition \\ -moz-binding: image-set( var( progid: margin:-9px;".split(" "),
  "---\n",
  "```",
  "# ",
  "- ",
  "1. ",
  "> ",
  "|a|b|\n|-|-|\n",
  "[a](javascript:x)",
  "![a](data:x)",
  "<https://a.example>",
  "\n\n",
];

const hostileText = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 5 }) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...FRAGMENTS), fc.constantFrom(50, 300)).map(([text, n]) => text.repeat(n)),
      },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

const FRAMES = {
  text: (content: string) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text><div id="before">x</div>${content}<div id="after">y</div></mj-text></mj-column></mj-section></mj-body></mjml>`,
  body: (content: string) => `<mjml><mj-head><mj-preview>x</mj-preview></mj-head><mj-body>${content}</mj-body></mjml>`,
  html: (content: string) =>
    `<html><head><title>t</title></head><body><table><tr><td><div id="before">x</div>${content}<div id="after">y</div></td></tr></table></body></html>`,
  div: (content: string) =>
    `<html><body><div><div id="before">x</div><div>${content}</div><div id="after">y</div></div></body></html>`,
  inline: (content: string) => `<html><body><div>${between(content)}</div></body></html>`,
  paragraph: (content: string) => `<html><body><p>${between(content)}</p></body></html>`,
  link: (content: string) => `<html><body><a href="#x">${between(content)}</a></body></html>`,
  heading: (content: string) => `<html><body><h1>${between(content)}</h1></body></html>`,
  item: (content: string) => `<html><body><ul><li>${between(content)}</li></ul></body></html>`,
  attribute: (content: string) => `<html><body><p title="${content}">x</p></body></html>`,
  style: (content: string) => `<html><head><style>${content}</style></head><body><p class="a">x</p></body></html>`,
  mjmlStyle: (content: string) =>
    `<mjml><mj-head><mj-style inline="inline">${content}</mj-style></mj-head><mj-body></mj-body></mjml>`,
  plain: (content: string) => content,
} as const;

/** What stands right beside a content ends nothing of it. */
function between(content: string): string {
  return `<i id="before">x</i>${content}<i id="after">y</i>`;
}

/** A text in a place, and how it comes there. */
const hostileMessage = fc.record({
  text: hostileText,
  partial: hostileText,
  frame: fc.constantFrom(...(Object.keys(FRAMES) as (keyof typeof FRAMES)[])),
  way: fc.constantFrom("content", "template", "partial", "sms", "subject"),
  content_type: fc.constantFrom("html", "markdown", "text", "mjml"),
});
type HostileMessage = typeof hostileMessage extends fc.Arbitrary<infer Value> ? Value : never;

const VARIABLES: Variables = { x: "<b onclick='y'>\"{{z}}", a: true, b: "", list: ["a", "<i>"], o: { x: 1 }, c: "red" };

export type Outcome = "refused" | "not rendered" | "rendered";

/**
 * Compiles and renders one message of a hostile author.
 *
 * @throws what Platen throws that is no error of its own, and an Error where its result lets the author out of the frame.
 */
export async function attack({ text, partial, frame, way, content_type }: HostileMessage): Promise<Outcome> {
  const front = "---\nsubject: s\n---\n";
  const isFile = way === "template" || way === "partial";
  const extension = FRAMES[frame]("").startsWith("<html>") ? "html" : "mjml";
  const inner = way === "template" ? text : way === "partial" ? "{{> p}}" : "{{{@content}}}";
  const body = isFile || way === "content" ? FRAMES[frame](inner) : FRAMES.text("x");
  const templates = {
    [`t/email.${way === "subject" ? "mjml" : extension}`]: front + body,
    // Beside a content of somebody else's, partials are the template's, and whole.
    ...partials(way === "partial" ? text : isFile ? partial : "<b>p</b>"),
  };
  const options: RendererOptions = isFile ? { templates, trust: "untrusted" } : { templates };
  const request: CompileRequest =
    way === "sms"
      ? { type: "sms", content: text }
      : {
          type: "email",
          template: "t",
          ...(way === "content" && { content: text, content_type }),
          ...(way === "subject" && { subject: text, preheader: partial }),
        };
  const result = await createRenderer(options).compileSafe(request);
  if (!result.ok) {
    rethrow(result.diagnostics);
    return "refused";
  }
  try {
    const rendered = result.message.render(VARIABLES, { missing: "empty" });
    if (rendered.channel === "email") checkHtml(rendered.html, way === "content" && content_type !== "mjml");
    return "rendered";
  } catch (error) {
    if (isRefusal(error) || error instanceof ArtifactError) return "not rendered";
    throw error;
  }
}

function partials(text: string): Readonly<Record<string, string>> {
  return { "partials/p.html": text, "partials/p.md": text, "partials/p.txt": text };
}

type Element = DefaultTreeAdapterMap["element"];
type ParentNode = DefaultTreeAdapterMap["parentNode"];

/** Looks for what no hostile author may bring about, in the tree that a browser sees. */
export function checkHtml(html: string, isFramed: boolean): void {
  const elements = elementsOf(parse(html));
  for (const element of elements) {
    if (FORBIDDEN.has(element.tagName)) throw new Error(`<${element.tagName}> came out`);
    for (const { name, value } of element.attrs) checkAttribute(name, value);
  }
  const before = elements.find((element) => idOf(element) === "before");
  const after = elements.find((element) => idOf(element) === "after");
  if (isFramed && before !== undefined && before.parentNode !== after?.parentNode) throw new Error("the frame broke");
  if (isFramed && before !== undefined && after !== undefined && textOf(after) !== "y") throw new Error("text moved");
}

const FORBIDDEN: ReadonlySet<string> = new Set(
  "script iframe object embed applet form base frame frameset svg math template textarea plaintext xmp noscript select".split(
    " ",
  ),
);

function checkAttribute(name: string, value: string): void {
  if (/^on|^srcdoc$|^srcset$|^formaction$/.test(name)) throw new Error(`the attribute ${name} came out`);
  if (name === "http-equiv" && /refresh/i.test(value)) throw new Error("a refresh came out");
  if (["href", "src", "background", "action"].includes(name) && !isHarmless(value))
    throw new Error(`a URL in ${name} came out`);
  if (name === "style" && /position\s*:|expression\s*\(|@import|javascript:|behavior\s*:/i.test(value))
    throw new Error("CSS came out");
}

function isHarmless(url: string): boolean {
  try {
    return /^(?:https?|mailto|tel|sms|cid):$/.test(new URL(url, "https://base.example/").protocol);
  } catch {
    return true;
  }
}

function elementsOf(parent: ParentNode): Element[] {
  return parent.childNodes.flatMap((node) =>
    defaultTreeAdapter.isElementNode(node) ? [node, ...elementsOf(node)] : [],
  );
}

function idOf({ attrs }: Element): string | undefined {
  return attrs.find(({ name }) => name === "id")?.value;
}

function textOf(element: Element): string {
  return element.childNodes.map((node) => (defaultTreeAdapter.isTextNode(node) ? node.value : "")).join("");
}

/**
 * Attacks so many times.
 *
 * @throws Error with the seed and the smallest message.
 */
export async function runHostile(parameters: fc.Parameters<[HostileMessage]>): Promise<Record<Outcome, number>> {
  const tally: Record<Outcome, number> = { refused: 0, "not rendered": 0, rendered: 0 };
  const law = fc.asyncProperty(hostileMessage, async (message) => {
    tally[await attack(message)]++;
  });
  await fc.assert(law, parameters);
  return tally;
}
