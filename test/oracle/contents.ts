import Handlebars from "handlebars";
import MarkdownIt from "markdown-it";
import type { ContentType } from "../../src/compile/request.js";

/**
 * What a Markdown or text content means: it is filled first, each value standing for a word that is nothing but letters,
 * then the real library converts it, and last the values take the place of their words, escaped for HTML.
 *
 * @param fill Fills the content with Handlebars.
 */
export function fillAndConvert(type: ContentType, fill: () => string): string {
  if (type === "html" || type === "mjml") return fill();
  const { text, values } = fillWithWords(fill);
  const html = type === "markdown" ? markdown.render(text) : paragraphsOf(text);
  return html.replace(/zvalue([a-j]+)z/g, (_, digits: string) => values[numberOf(digits)] ?? "");
}

const markdown = new MarkdownIt({ html: true });

/** The same with the characters of each value written as references, which Markdown never takes for marks. */
export function fillWithReferences(fill: () => string): string {
  return markdown.render(
    escapedBy((value) => String(value).replace(/[^a-z0-9]/giu, (character) => `&#${character.codePointAt(0)};`), fill),
  );
}

function fillWithWords(fill: () => string): { readonly text: string; readonly values: readonly string[] } {
  const values: string[] = [];
  const { escapeExpression } = Handlebars.Utils;
  const text = escapedBy((value) => {
    values.push(escapeExpression(value));
    return `zvalue${lettersOf(values.length - 1)}z`;
  }, fill);
  return { text, values };
}

/** Fills while each value is escaped by another function: Handlebars asks one function for all of them. */
function escapedBy(encode: (value: string) => string, fill: () => string): string {
  const utilities: { escapeExpression: (value: string) => string } = Handlebars.Utils;
  const { escapeExpression } = utilities;
  utilities.escapeExpression = encode;
  try {
    return fill();
  } finally {
    utilities.escapeExpression = escapeExpression;
  }
}

const DIGITS = "abcdefghij";

function lettersOf(index: number): string {
  return String(index).replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
}

function numberOf(letters: string): number {
  return Number(letters.replace(/[a-j]/g, (letter) => String(DIGITS.indexOf(letter))));
}

/** Blank lines part paragraphs, other line ends are `<br>`, and an address whose host is no value is a link. */
function paragraphsOf(text: string): string {
  const paragraphs: string[][] = [[]];
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === "") paragraphs.push([]);
    else paragraphs.at(-1)?.push(linked(line.trim()));
  }
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => `<p>${lines.join("<br>")}</p>`)
    .join("");
}

function linked(line: string): string {
  return line
    .split(/(https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*[^\s<>".,;:!?'*_~()])/)
    .map((part, index) => {
      const escaped = Handlebars.escapeExpression(part);
      const isLink = index % 2 === 1 && !/^https?:\/\/[^/?#]*zvalue/.test(part);
      return isLink ? `<a href="${escaped}">${escaped}</a>` : escaped;
    })
    .join("");
}

const OUTER: Readonly<Record<string, number>> = {
  "mj-body": 3,
  "mj-wrapper": 3,
  "mj-section": 2,
  "mj-group": 2,
  "mj-column": 1,
  "mj-hero": 1,
};
const INNER: Readonly<Record<string, number>> = {
  "mj-section": 3,
  "mj-wrapper": 3,
  "mj-hero": 3,
  "mj-column": 2,
  "mj-group": 2,
};

/** A content with the components around it that it lacks at the place of the slot in a template. */
export function wrapped(content: string, type: ContentType, template: string): string {
  if (content.trim() === "") return content;
  const parents: string[] = [];
  const before = template.slice(0, template.indexOf("{{{@content}}}")).replace(/<!--[\s\S]*?-->/g, "");
  for (const [, slash, name = "", selfClosing] of before.matchAll(/<(\/?)(mj[\w-]*)(?:"[^"]*"|[^>"])*?(\/?)>/g)) {
    if (slash) parents.pop();
    else if (!selfClosing) parents.push(name);
  }
  // An `mj-raw` may stand anywhere.
  const [, raw = "", first] =
    /^((?:\s|<!--[\s\S]*?-->|<mj-raw>[\s\S]*?<\/mj-raw>)*)(?:<(mj-[\w-]+))?/.exec(content) ?? [];
  if (first === undefined && raw.includes("<mj-raw") && raw.length === content.length) return content;
  const isMjml = type === "mjml" || (type === "html" && first !== undefined);
  const from = isMjml ? (INNER[first ?? ""] ?? 1) : 0;
  const to = OUTER[parents.at(-1) ?? ""] ?? 0;
  return ["mj-text", "mj-column", "mj-section"]
    .slice(from, Math.max(from, to))
    .reduce((inner, name) => `<${name}>${inner}</${name}>`, content);
}
