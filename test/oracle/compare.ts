import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { parse } from "parse5";
import { canonicalDocument } from "./canonical.js";
import { isEncodedText } from "./encoded-components.js";
import { spareFonts } from "./fonts.js";
import { aroundDifference, treeDifferences } from "./tree-difference.js";
import { parseView, type View } from "./views.js";

/** All that may differ between what Platen renders and the reference. Everything else must be equal. */
export const ALLOWED_DIFFERENCES = [
  {
    id: "unused-rule",
    where: "<style> in <head>",
    reason:
      "Compiling knows every section that may be rendered, so the head has column media queries and component styles of sections that were not. A rule is left out on both sides when it matches no element of its own document; so are at-rules and style elements without rules after that. A carousel that was not rendered also leaves rules that another one repeats; of those the last counts. A rule of several selectors counts as one for each of them.",
  },
  {
    id: "unused-font",
    where: "<link> and @import in <head>",
    reason:
      "For the same reason one side may import a web font that no element of its own body names. A font that is named, or whose family its address does not tell, is a difference.",
  },
  {
    id: "rule-order",
    where: "<style> in <head>",
    reason:
      "MJML lists rules in the order in which components come up first, so a section that was not rendered moves them. Two rules may change places only when no element can be touched by both, or when one of them is more specific, so that it wins in either order; selectors that cannot be matched keep their place.",
  },
  {
    id: "merged-conditionals",
    where: "conditional comments",
    reason:
      "MJML joins `<![endif]--><!--[if mso | IE]>`; where a block of the template starts or ends between them, Platen cannot. Conditionals with the same condition and nothing but white space between them are one.",
  },
  {
    id: "conditional-spaces",
    where: "conditional comments",
    reason:
      "MJML makes every run of white space in a conditional comment one space, in values as well. Clients do so themselves, but for attributes such as `alt`; values in preformatted text are refused there.",
  },
  {
    id: "indented-values",
    where: "attributes in partials",
    reason:
      "Handlebars indents all lines of a partial that stands alone on its line, and so the later lines of a value. In text no client shows that, and in preformatted text such partials are refused; in an attribute such as `alt`, Platen keeps the value as it is.",
  },
  {
    id: "empty-title-or-preheader",
    where: "aria-label of the outermost <div>, hidden <div> of the preheader",
    reason:
      "MJML trims the title, and leaves out its label and the preheader's element when they are empty. Whether a variable in them is empty shows only when a message is rendered, where an empty label and an empty hidden element mean the same as none.",
  },
  {
    id: "generated-ids",
    where: "carousel and navbar",
    reason:
      "MJML draws the ids that tie their radio buttons and labels together at random. They are numbered in document order on both sides.",
  },
  {
    id: "control-characters",
    where: "values",
    reason:
      "No part of a message holds control characters. The reference inserts them as they are; they are taken out of what MJML printed, and what separates words becomes a space.",
  },
  {
    id: "encoded-components",
    where: "href, src and background, URLs of the text part",
    reason:
      "A value inside of a URL is percent-encoded, so that it stays a value there; the reference inserts it as it is. Scheme and host are the same, and so is everything that the template encodes.",
  },
] as const;

const VIEWS: readonly View[] = ["standard", "outlook"];

/**
 * Compares two HTML documents in the standard and in the Outlook view.
 *
 * @returns One line per difference with view, path and both sides; empty when the documents are equal but for
 *   {@link ALLOWED_DIFFERENCES}.
 */
export function differences(actualHtml: string, referenceHtml: string): string[] {
  const canonicalText = (html: string): string => withNumberedIds(withJoinedSpaces(html));
  const [actual, reference] = [canonicalText(actualHtml), canonicalText(referenceHtml)];
  const fonts = spareFonts(actual, reference);
  return VIEWS.flatMap((view) => {
    const [one, other] = [actual, reference].map((html) => canonicalDocument(parseView(html, view), fonts));
    return treeDifferences(one ?? [], other ?? []).map((difference) => `${view}: ${difference}`);
  });
}

/** Compares two text parts, exactly but for `encoded-components`. */
export function textPartDifferences(actual: string, reference: string): string[] {
  return isEncodedText(actual, reference) ? [] : textDifferences("text", actual, reference);
}

/** Compares two texts exactly, and names the first line that differs. */
export function textDifferences(name: string, actual: string, reference: string): string[] {
  if (actual === reference) return [];
  const [lines, expected] = [actual.split("\n"), reference.split("\n")];
  const count = Math.max(lines.length, expected.length);
  const line = Array.from({ length: count }).findIndex((_, index) => lines[index] !== expected[index]);
  const sides = aroundDifference(lines[line] ?? "(no line)", expected[line] ?? "(no line)");
  return [`${name}:${line + 1}: ${sides[0]} instead of ${sides[1]}`];
}

/** What MJML makes of white space in conditional comments (`conditional-spaces`). */
function withJoinedSpaces(html: string): string {
  return html.replace(/<!--\[if\s[^\]]+\]>[\s\S]*?<!\[endif\]-->/g, (comment) => comment.replace(/\s+/g, " "));
}

/** Gives the random ids of carousels and navbars numbers (`generated-ids`). */
function withNumberedIds(html: string): string {
  if (!/mj-menu-checkbox|mj-carousel-radio/.test(html)) return html;
  const ids = [...new Set(inputsIn(parse(html)).flatMap(generatedId))];
  return ids.reduce((text, id, index) => text.replaceAll(id, `generated-${index + 1}`), html);
}

function generatedId(input: Tree.Element): string[] {
  const value = (name: string): string => input.attrs.find((attr) => attr.name === name)?.value ?? "";
  const classes = value("class").split(/\s+/);
  if (classes.includes("mj-menu-checkbox")) return longEnough(value("id"));
  if (classes.includes("mj-carousel-radio")) return longEnough(value("name").replace("mj-carousel-radio-", ""));
  return [];
}

/** A short id might be part of other words. */
function longEnough(id: string): string[] {
  return /^[0-9a-z]{8,}$/i.test(id) ? [id] : [];
}

function inputsIn(node: Tree.Node): Tree.Element[] {
  const below = "childNodes" in node ? node.childNodes.flatMap(inputsIn) : [];
  return node.nodeName === "input" && "tagName" in node ? [node, ...below] : below;
}
