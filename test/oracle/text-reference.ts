import { compile, type DomNode, type FormatCallback } from "html-to-text";
import { layOutText } from "./text-layout.js";
import { HARD_SPACE, MARKS, withoutMarks } from "./text-marks.js";

/**
 * The text part of a document: html-to-text reads the HTML, decodes it and finds the words; our formatters put marks
 * where elements start and end, and {@link layOutText} turns the marks into lines.
 *
 * @param html MJML's output, before any CSS is inlined.
 */
export function textReference(html: string): string {
  return layOutText(convert(withoutMarks(html)));
}

/** Selectors for which html-to-text has formatters of its own; all of them are overridden. */
const OWN_SELECTORS =
  "* a article aside blockquote br div footer form h1 h2 h3 h4 h5 h6 header hr img main nav ol p pre section table ul wbr";

const convert = compile({
  wordwrap: false,
  whitespaceCharacters: " \t\r\n\f\u200A",
  baseElements: { selectors: ["body"] },
  formatters: { marked: formatElement },
  selectors: OWN_SELECTORS.split(" ").map((selector) => ({ selector, format: "marked" })),
});

const MARGINS: Readonly<Record<string, 1 | 2>> = {
  ...margins(2, "p h1 h2 h3 h4 h5 h6 table ul ol blockquote pre hr"),
  ...margins(1, "div section article header footer main nav aside address form figure figcaption center"),
  ...margins(1, "dl dt dd fieldset caption li"),
};

function margins(margin: 1 | 2, names: string): Readonly<Record<string, 1 | 2>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, margin]));
}

type Builder = Parameters<FormatCallback>[2];

const SKIPPED = new Set(["script", "style", "head", "title", "template"]);

function formatElement(...[element, walk, builder]: Parameters<FormatCallback>): void {
  if (isSkipped(element)) return;
  const edge = edgeOf(element);
  const [open, close] = wrapperOf(element);
  builder.addLiteral(edge + open);
  if (element.name === "pre") harden(element, { first: true });
  if (element.name === "img") builder.addInline(altOf(element));
  walk(element.children, builder);
  if (element.name === "a") addTarget(element, builder);
  builder.addLiteral(close + edge);
}

function isSkipped(element: DomNode): boolean {
  if (SKIPPED.has(element.name ?? "") || attribute(element, "hidden") !== undefined) return true;
  return /display\s*:\s*none/i.test(attribute(element, "style") ?? "");
}

/** The words for a picture; in `<pre>` their white space is shown. */
function altOf(element: DomNode): string {
  const alt = attribute(element, "alt") ?? "";
  return ancestor(element, "pre") === undefined ? alt : hardened(alt);
}

/** The separator on both sides of an element. */
function edgeOf(element: DomNode): string {
  const name = element.name ?? "";
  if (name === "br") return "";
  if (name === "tr") return isLayoutTable(element) ? MARKS.margin2 : MARKS.margin1;
  if (name === "td" || name === "th") return isLayoutTable(element) ? MARKS.margin1 : MARKS.cell;
  if ((name === "ul" || name === "ol") && ancestor(element, "li") !== undefined) return MARKS.margin1;
  const margin = MARGINS[name];
  if (margin === undefined) return "";
  return margin === 1 ? MARKS.margin1 : MARKS.margin2;
}

function wrapperOf(element: DomNode): readonly [open: string, close: string] {
  switch (element.name) {
    case "br":
      return [ancestor(element, "pre") === undefined ? MARKS.line : (HARD_SPACE["\n"] ?? ""), ""];
    case "a":
      return hrefOf(element) === "" ? ["", ""] : [MARKS.link, MARKS.linkEnd];
    case "ul":
      return [MARKS.list + MARKS.argumentEnd, MARKS.listEnd];
    case "ol":
      return [MARKS.list + firstNumber(element) + MARKS.argumentEnd, MARKS.listEnd];
    case "li":
      return [MARKS.item, MARKS.itemEnd];
    case "blockquote":
      return [MARKS.quote, MARKS.quoteEnd];
    case "pre":
      return [MARKS.pre, MARKS.preEnd];
    default:
      return ["", ""];
  }
}

function addTarget(element: DomNode, builder: Builder): void {
  const href = hrefOf(element);
  if (href === "") return;
  builder.addLiteral(MARKS.href);
  builder.addInline(href);
}

/** Where a link leads, as it is printed; empty when it is not. */
function hrefOf(element: DomNode): string {
  const href = (attribute(element, "href") ?? "").trim();
  return href.startsWith("#") ? "" : href.replace(/^(?:mailto|tel):/i, "");
}

function firstNumber(element: DomNode): number {
  const start = Number.parseInt(attribute(element, "start") ?? "", 10);
  return Number.isNaN(start) ? 1 : start;
}

/** Replaces white space by characters that html-to-text takes for words. The first line feed is not content. */
function harden(element: DomNode, place: { first: boolean }): void {
  for (const child of element.children ?? []) {
    if (child.type === "text" && child.data !== undefined) {
      const text = child.data.replace(/\r\n?/g, "\n");
      const content = place.first ? text.replace(/^\n/, "") : text;
      child.data = hardened(content);
    }
    place.first = false;
    harden(child, place);
  }
}

function hardened(text: string): string {
  return text.replace(/[ \n\r\t\f]/g, (space) => HARD_SPACE[space] ?? space);
}

function isLayoutTable(element: DomNode): boolean {
  const role = attribute(ancestor(element, "table"), "role")?.trim().toLowerCase();
  return role === "presentation" || role === "none";
}

function ancestor(element: DomNode, name: string): DomNode | undefined {
  for (let node = element.parent; node; node = node.parent) if (node.name === name) return node;
  return undefined;
}

function attribute(element: DomNode | undefined, name: string): string | undefined {
  // html-to-text types the attributes of an element as `any`.
  const attributes = (element?.attribs ?? {}) as Readonly<Record<string, string>>;
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
