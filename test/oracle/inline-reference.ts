import * as csstree from "css-tree";
import juice from "juice";

/**
 * Inlines the author's CSS into MJML's output with juice.
 *
 * @param html MJML's output.
 * @param document The filled document, for the contents of its `<mj-style>` elements; `<style>` in HTML without MJML.
 */
export function inlineReference(html: string, document: string): string {
  const css = authorCss(document);
  if (css === "") return html;
  const inlined = juice(shielded(html), {
    extraCss: inlinableRules(css),
    applyStyleTags: false,
    removeStyleTags: false,
    insertPreservedExtraCss: false,
    applyWidthAttributes: false,
    applyHeightAttributes: false,
    applyAttributesTableElements: false,
    resolveCSSVariables: false,
    preserveImportant: false,
    // Without it juice reads `&quot;` and `&amp;` as CSS, and ends a declaration at their semicolon.
    decodeStyleAttributes: true,
  });
  return unshielded(inlined);
}

/**
 * The contents of all `<mj-style>` that MJML does not inline itself, or of all `<style>` that are for the screen, in
 * document order. An element in a comment is none; inside of a style sheet the marks of a comment mean nothing.
 */
function authorCss(document: string): string {
  const sheets: string[] = [];
  const isMjml = /<mjml[\s>]/.test(document);
  const elements = isMjml
    ? /<!--[\s\S]*?-->|<mj-style\b([^>]*)>([\s\S]*?)<\/mj-style\s*>/g
    : /<!--[\s\S]*?-->|<style\b([^>]*)>([\s\S]*?)<\/style\s*>/gi;
  for (const [, attributes = "", css = ""] of document.matchAll(elements)) {
    const isSpared = isMjml
      ? /\binline\s*=\s*["']inline["']/.test(attributes)
      : /\bmedia\s*=\s*["']?\s*(?!(?:all|screen)\b)\w/i.test(attributes);
    if (!isSpared) sheets.push(css);
  }
  return sheets.join("\n").trim();
}

/** Plain rules at the top level, with those of their selectors whose match never depends on siblings or client state. */
function inlinableRules(css: string): string {
  const rules: string[] = [];
  const sheet = csstree.parse(css, { positions: true, parseValue: false });
  csstree.walk(sheet, function (node) {
    if (node.type !== "Rule" || node.prelude.type !== "SelectorList" || this.atrule !== null) return;
    const selectors = node.prelude.children.toArray().filter(isInlinable);
    // The text is cut out rather than generated, because generating rewrites quotes.
    if (selectors.length > 0)
      rules.push(`${selectors.map((selector) => csstree.generate(selector)).join(",")} ${textOf(css, node.block)}`);
  });
  return rules.join("\n");
}

const INLINABLE = new Set(["TypeSelector", "ClassSelector", "IdSelector"]);

function isInlinable(selector: csstree.CssNode): boolean {
  return (
    selector.type === "Selector" &&
    selector.children.toArray().every((part) => {
      if (part.type === "Combinator") return part.name === " " || part.name === ">";
      if (part.type === "AttributeSelector") return part.matcher === null;
      return INLINABLE.has(part.type);
    })
  );
}

function textOf(css: string, node: csstree.CssNode): string {
  return css.slice(node.loc?.start.offset, node.loc?.end.offset);
}

/** Characters that no document contains, for the marks between which juice takes everything as it is. */
const SHIELDS: readonly (readonly [mark: string, shield: string])[] = [
  ["{{", "\uFDD0\uFDD0"],
  ["}}", "\uFDD1\uFDD1"],
  ["<%", "\uFDD2"],
  ["%>", "\uFDD3"],
];

function shielded(html: string): string {
  return SHIELDS.reduce((text, [mark, shield]) => text.replaceAll(mark, shield), html);
}

function unshielded(html: string): string {
  return SHIELDS.reduce((text, [mark, shield]) => text.replaceAll(shield, mark), html);
}
