import { decodeText, VOID_ELEMENTS } from "./html.js";
import type { HtmlOpenTag, HtmlToken, Tokenized } from "./html-token.js";

/** A piece of a document as a tree; references are decoded. */
export type HtmlNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "comment"; readonly data: string }
  | HtmlElement;

export interface HtmlElement {
  readonly type: "element";
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly HtmlNode[];
}

/**
 * The document's body as a tree in the order in which it is written. A mail client would move what does not belong into
 * a table out of it, and what formats text around what it overlaps; then the tags of a block no longer are around what
 * they were written around.
 */
export function readBody({ html, tokens }: Tokenized): readonly HtmlNode[] {
  const root = element("#document", new Map());
  let open: Open = { node: root, outer: undefined };
  for (const token of tokens) open = readToken(token, html, open);
  return findElement(root, "body")?.children ?? root.children;
}

/** Adds what a token is to the tree; gives back what is open after it. */
function readToken(token: HtmlToken, html: string, open: Open): Open {
  const { children, name: parent } = open.node;
  switch (token.type) {
    case "text":
      children.push({ type: "text", text: decodeText(html.slice(token.start, token.end), parent) });
      return open;
    case "comment":
      children.push({ type: "comment", data: token.data });
      return open;
    case "open":
      return openElement(token, open);
    case "close":
      return closeElement(token.name, open);
    case "doctype":
      return open;
  }
}

function openElement({ name, attributes, selfClosing }: HtmlOpenTag, around: Open): Open {
  let open = around;
  while (open.outer !== undefined && IMPLIED_ENDS.get(name)?.includes(open.node.name)) open = open.outer;
  const node = element(name, new Map(attributes.map((attribute) => [attribute.name, attribute.value])));
  open.node.children.push(node);
  return VOID_ELEMENTS.has(name) || (selfClosing && isForeign(open)) ? open : { node, outer: open };
}

function closeElement(name: string, open: Open): Open {
  const found = enclosing(open, name);
  if (found?.outer !== undefined) return found.outer;
  if (name === "p" || name === "br") open.node.children.push(element(name, new Map()));
  return open;
}

/** An element whose children are still being read. */
interface GrowingElement extends HtmlElement {
  readonly children: HtmlNode[];
}

interface Open {
  readonly node: GrowingElement;
  readonly outer: Open | undefined;
}

function element(name: string, attributes: ReadonlyMap<string, string>): GrowingElement {
  return { type: "element", name, attributes, children: [] };
}

/** The elements that a tag ends when they are innermost and their own end tag was left out. */
const IMPLIED_ENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...ends("tr th td", "tr"),
  ...ends("th", "th"),
  ...ends("thead th td", "td"),
  ...ends("thead tbody", "tbody tfoot"),
  ...ends("li", "li"),
  ...ends("dd dt", "dd dt"),
  ...ends("rt rp", "rt rp"),
  ...ends("option", "option"),
  ...ends("optgroup option", "optgroup"),
  ...ends("head link script", "body"),
  ...ends("input option optgroup select button datalist textarea", "select input output button datalist textarea"),
  ...ends(
    "p",
    "p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul",
  ),
]);

function ends(ended: string, names: string): [name: string, ended: readonly string[]][] {
  return names.split(" ").map((name) => [name, ended.split(" ")]);
}

const FOREIGN: ReadonlySet<string> = new Set(["svg", "math"]);
const HTML_IN_FOREIGN: ReadonlySet<string> = new Set(
  "mi mo mn ms mtext annotation-xml foreignobject desc title".split(" "),
);

/** Whether tags are those of SVG or MathML, where any tag may close itself. */
function isForeign(open: Open): boolean {
  for (let place: Open | undefined = open; place !== undefined; place = place.outer) {
    if (FOREIGN.has(place.node.name)) return true;
    if (HTML_IN_FOREIGN.has(place.node.name)) return false;
  }
  return false;
}

function enclosing(open: Open, name: string): Open | undefined {
  for (let place: Open | undefined = open; place !== undefined; place = place.outer) {
    if (place.node.name === name) return place;
  }
  return undefined;
}

function findElement(parent: HtmlElement, name: string): HtmlElement | undefined {
  for (const node of parent.children) {
    if (node.type !== "element") continue;
    const found = node.name === name ? node : findElement(node, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
