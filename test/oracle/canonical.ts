import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { declarationsOf } from "./declarations.js";
import { canonicalRules, type SheetContext } from "./style-sheet.js";
import { isConditional } from "./views.js";

/** A document with everything taken out that is the same to every reader. */
export type Canonical =
  | { readonly kind: "text" | "comment" | "doctype" | "rule"; readonly text: string }
  | {
      readonly kind: "element";
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly children: readonly Canonical[];
    };

/**
 * The canonical tree of a document. White space that no client shows is dropped: runs are one space, except in `pre`
 * and `textarea`, and there is none at the edges of a block, beside a block or beside `<br>`, because lines end there.
 *
 * @param spareFonts Addresses of web fonts that are left out of the head.
 */
export function canonicalDocument(document: Tree.Document, spareFonts: ReadonlySet<string>): readonly Canonical[] {
  const elements = elementsIn(document).filter((element) => !isInHead(element));
  return canonicalChildren(document, { elements, spareFonts });
}

function canonicalChildren(parent: Tree.ParentNode, context: SheetContext): readonly Canonical[] {
  const nodes = joined(parent.childNodes.filter((node) => !isDropped(node, context)));
  return nodes.flatMap((node, index) => {
    if (isElement(node)) return canonicalElement(node, context);
    if (isText(node))
      return canonicalText(node, { parent, before: nodes.slice(0, index), after: nodes.slice(index + 1) });
    if (isComment(node)) return [{ kind: "comment" as const, text: node.data }];
    return [{ kind: "doctype" as const, text: "name" in node ? `${node.name} ${node.publicId}` : "" }];
  });
}

function isDropped(node: Tree.ChildNode, { spareFonts }: SheetContext): boolean {
  if (isComment(node)) return isConditional(node.data);
  const href = isElement(node) && node.tagName === "link" ? node.attrs.find(({ name }) => name === "href") : undefined;
  return href !== undefined && spareFonts.has(href.value);
}

/** Texts that only a dropped comment kept apart are one text. */
function joined(nodes: readonly Tree.ChildNode[]): Tree.ChildNode[] {
  const result: Tree.ChildNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (last !== undefined && isText(last) && isText(node)) {
      result[result.length - 1] = { ...last, value: last.value + node.value };
    } else {
      result.push(node);
    }
  }
  return result;
}

function canonicalElement(element: Tree.Element, context: SheetContext): readonly Canonical[] {
  if (isEmptyPreheader(element)) return [];
  const attributes = new Map(
    labelled(element).map(({ name, value }) => [name, canonicalAttribute(name, value)] as const),
  );
  const name = element.tagName;
  if (name === "style" && isInHead(element)) {
    const css = element.childNodes.map((node) => (isText(node) ? node.value : "")).join("");
    const rules = canonicalRules(css, context).map((text) => ({ kind: "rule" as const, text }));
    return rules.length === 0 ? [] : [{ kind: "element", name, attributes, children: rules }];
  }
  // The content of <template> hangs beside its children.
  const parent = "content" in element ? (element as Tree.Template).content : element;
  return [{ kind: "element", name, attributes, children: canonicalChildren(parent, context) }];
}

/**
 * `empty-title-or-preheader`: the hidden element that MJML makes of `<mj-preview>`, with nothing in it. It comes before
 * everything else, and rules of the author may add to its style as long as it stays hidden.
 */
function isEmptyPreheader(element: Tree.Element): boolean {
  const { parentNode: parent, tagName, attrs, childNodes } = element;
  if (tagName !== "div" || parent?.nodeName !== "body" || parent.childNodes.find(isElement) !== element) return false;
  const style = attrs.length === 1 && attrs[0]?.name === "style" ? declarationsOf(attrs[0].value) : [];
  const isHidden = style.includes("display:none") && style.includes("max-height:0px");
  return isHidden && childNodes.every((node) => isText(node) && !node.value.trim());
}

/** `empty-title-or-preheader`: the attributes that MJML makes of `<mj-title>`, without an empty label or its edges. */
function labelled(element: Tree.Element): readonly { readonly name: string; readonly value: string }[] {
  if (!element.attrs.some(({ name, value }) => name === "aria-roledescription" && value === "email"))
    return element.attrs;
  const trimmed = element.attrs.map(({ name, value }) => ({
    name,
    value: name === "aria-label" ? value.trim() : value,
  }));
  return trimmed.filter(({ name, value }) => name !== "aria-label" || value !== "");
}

function canonicalAttribute(name: string, value: string): string {
  if (name === "class") return value.split(/\s+/).filter(Boolean).sort().join(" ");
  return name === "style" ? declarationsOf(value).join("; ") : value;
}

interface Place {
  readonly parent: Tree.ParentNode;
  readonly before: readonly Tree.ChildNode[];
  readonly after: readonly Tree.ChildNode[];
}

function canonicalText(node: Tree.TextNode, { parent, before, after }: Place): readonly Canonical[] {
  if (keepsWhiteSpace(parent)) return [{ kind: "text", text: node.value }];
  const text = node.value.replace(/[ \t\n\r\f]+/g, " ");
  if (text === " " && IGNORES_WHITE_SPACE.has(parent.nodeName)) return [];
  const isAfterSpace = /[ \t\n\r\f]$/.test(textOf(before.findLast((node) => !isComment(node))));
  const start = isAfterSpace || endsLine(before.findLast(isVisible), parent) ? text.replace(/^ /, "") : text;
  const trimmed = endsLine(after.find(isVisible), parent) ? start.replace(/ $/, "") : start;
  return trimmed === "" ? [] : [{ kind: "text", text: trimmed }];
}

const IGNORES_WHITE_SPACE = new Set("html head table thead tbody tfoot tr ul ol colgroup dl select".split(" "));

const BLOCKS = new Set(
  (
    "address article aside base blockquote body caption center col colgroup dd details div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li link main meta nav noscript ol option p pre " +
    "section style summary table tbody td template tfoot th thead title tr ul xml #document #document-fragment"
  ).split(" "),
);

/** Whether a neighbour ends the line; at the edge of its parent the parent does. VML shapes are blocks. */
function endsLine(neighbour: Tree.ChildNode | undefined, parent: Tree.ParentNode): boolean {
  if (neighbour === undefined) return isBlock(parent);
  return neighbour.nodeName === "br" || neighbour.nodeName === "#documentType" || isBlock(neighbour);
}

function isBlock(node: Tree.Node): boolean {
  return BLOCKS.has(node.nodeName) || /^[vow]:/.test(node.nodeName);
}

/** White space alone is seen only beside something else in its line. */
function isVisible(node: Tree.ChildNode): boolean {
  return !isComment(node) && !(isText(node) && /^[ \t\n\r\f]*$/.test(node.value));
}

function textOf(node: Tree.ChildNode | undefined): string {
  return node !== undefined && isText(node) ? node.value : "";
}

function keepsWhiteSpace(node: Tree.ParentNode): boolean {
  if (node.nodeName === "pre" || node.nodeName === "textarea") return true;
  const parent = "parentNode" in node ? node.parentNode : null;
  return parent !== null && parent !== undefined && keepsWhiteSpace(parent);
}

function isInHead(node: Tree.Element): boolean {
  if (node.nodeName === "head") return true;
  const parent = node.parentNode;
  return parent !== null && isElement(parent) && isInHead(parent);
}

function elementsIn(parent: Tree.ParentNode): Tree.Element[] {
  return parent.childNodes.flatMap((node) => (isElement(node) ? [node, ...elementsIn(node)] : []));
}

function isElement(node: Tree.Node): node is Tree.Element {
  return "tagName" in node;
}

function isText(node: Tree.Node): node is Tree.TextNode {
  return node.nodeName === "#text";
}

function isComment(node: Tree.Node): node is Tree.CommentNode {
  return node.nodeName === "#comment";
}
