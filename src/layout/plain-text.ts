import type { Escape } from "../artifact/instructions.js";
import type { Tokenized } from "./html-token.js";
import { type HtmlElement, type HtmlNode, readBody } from "./html-tree.js";
import { type Hole, isRaw, type Punched } from "./punch.js";
import { cutAtHoles, type Segment } from "./segments.js";
import { readUrl } from "./url-context.js";

/** A piece of the text part: words, values and block tags in order, with what separates and groups them. */
export type TextPiece = PieceWith<never>;

/** The same, with pieces of another kind among them at any depth. */
export type PieceWith<Other> =
  | Other
  | Segment
  | { readonly type: "margin"; readonly lines: 1 | 2 }
  | { readonly type: "line" | "cell" }
  | { readonly type: "link"; readonly body: readonly PieceWith<Other>[]; readonly href: readonly Segment[] }
  | { readonly type: "list"; readonly first: number | null; readonly body: readonly PieceWith<Other>[] }
  | { readonly type: "item" | "quote" | "pre"; readonly body: readonly PieceWith<Other>[] };

/**
 * Derives the text part from HTML with holes: block tags are comments there. Words are not joined here but when a
 * message is rendered, because a value may be empty and a block may be absent.
 *
 * This is our own walk and not a library's: libraries print finished text, in which the margins of an absent section
 * can no longer be told from those that stay.
 */
export function derivePlainText(html: Tokenized, punched: Punched): TextPiece[] {
  return walk(readBody(html), { punched, table: "data", nested: false, pieces: [] });
}

interface Surroundings {
  readonly punched: Punched;
  /** Whether the innermost table arranges the page or holds data. */
  readonly table: "layout" | "data";
  /** Whether this is inside of a list item. */
  readonly nested: boolean;
  /** To which everything here is added: a page is tables in tables, and a list of each would be copied as often. */
  readonly pieces: TextPiece[];
}

/** The pieces of nodes, apart from those around them. */
function walk(nodes: readonly HtmlNode[], around: Surroundings): TextPiece[] {
  const pieces: TextPiece[] = [];
  addAll(nodes, { ...around, pieces });
  return pieces;
}

function addAll(nodes: readonly HtmlNode[], around: Surroundings): void {
  for (const node of nodes) {
    if (node.type === "text") addText(node.text, around);
    else if (node.type === "comment") add(blockTag(around.punched.holes.get(node.data)), around);
    else if (!isHidden(node)) addElement(node, around);
  }
}

function add(added: readonly TextPiece[], { pieces }: Surroundings): void {
  for (const piece of added) pieces.push(piece);
}

function addText(text: string, around: Surroundings): void {
  const { pieces, punched } = around;
  for (const part of cutAtHoles(text, punched)) {
    if (typeof part === "string") pieces.push({ type: "static", text: part });
    else if (part.type !== "value") add(blockTag(part), around);
    // The lines of the text that the host gives with its HTML stay.
    else if (isRaw(part)) pieces.push({ type: "pre", body: [{ type: "value", hole: part, escape: "raw-text" }] });
    else pieces.push({ type: "value", hole: part, escape: "plain" });
  }
}

function blockTag(hole: Hole | undefined): Segment[] {
  return hole === undefined || hole.type === "value" ? [] : [{ type: "block", hole }];
}

const HIDDEN_ELEMENTS: ReadonlySet<string> = new Set("head script style template title".split(" "));

function isHidden(element: HtmlElement): boolean {
  if (HIDDEN_ELEMENTS.has(element.name) || element.attributes.get("hidden") !== undefined) return true;
  return /(?:^|;)\s*display\s*:\s*none\s*(?:!important\s*)?(?:;|$)/i.test(element.attributes.get("style") ?? "");
}

/** Blocks that stand apart by a blank line, and those that only start a new line. */
const PARAGRAPHS: ReadonlySet<string> = new Set("p h1 h2 h3 h4 h5 h6".split(" "));
const LINES: ReadonlySet<string> = new Set(
  "div section article header footer main nav aside address form figure figcaption center dl dt dd fieldset caption".split(
    " ",
  ),
);

function addElement(element: HtmlElement, around: Surroundings): void {
  const { name, children } = element;
  if (PARAGRAPHS.has(name)) return addApart(2, children, around);
  if (LINES.has(name)) return addApart(1, children, around);
  switch (name) {
    case "br":
      return add([{ type: "line" }], around);
    case "hr":
      return add([{ type: "margin", lines: 2 }], around);
    case "img":
      return addText(element.attributes.get("alt") ?? "", around);
    case "a":
      return add(walkLink(element, around), around);
    case "table":
      return addApart(2, children, { ...around, table: tableKind(element) });
    case "tr":
      return addApart(around.table === "layout" ? 2 : 1, children, around);
    case "td":
    case "th":
      return addCell(children, around);
    case "ul":
    case "ol":
      return add(walkList(element, around), around);
    case "li":
      return add([{ type: "item", body: walk(children, { ...around, nested: true }) }], around);
    case "blockquote":
      return add(apart(2, { type: "quote", body: walk(children, around) }), around);
    case "pre":
      return add(apart(2, { type: "pre", body: walk(withoutFirstLineFeed(children), around) }), around);
    default:
      return addAll(children, around);
  }
}

/** A line feed right after `<pre>` is not a part of its text. */
function withoutFirstLineFeed([first, ...rest]: readonly HtmlNode[]): readonly HtmlNode[] {
  if (first === undefined) return [];
  return [first.type === "text" ? { type: "text", text: first.text.replace(/^\n/, "") } : first, ...rest];
}

function addApart(lines: 1 | 2, nodes: readonly HtmlNode[], around: Surroundings): void {
  around.pieces.push({ type: "margin", lines });
  addAll(nodes, around);
  around.pieces.push({ type: "margin", lines });
}

function apart(lines: 1 | 2, piece: TextPiece): TextPiece[] {
  return [{ type: "margin", lines }, piece, { type: "margin", lines }];
}

function tableKind(table: HtmlElement): Surroundings["table"] {
  const role = table.attributes.get("role")?.trim().toLowerCase();
  return role === "presentation" || role === "none" ? "layout" : "data";
}

function addCell(nodes: readonly HtmlNode[], around: Surroundings): void {
  if (around.table === "layout") return addApart(1, nodes, around);
  around.pieces.push({ type: "cell" });
  addAll(nodes, around);
  around.pieces.push({ type: "cell" });
}

function walkList(list: HtmlElement, around: Surroundings): TextPiece[] {
  const first = list.name === "ol" ? Number.parseInt(list.attributes.get("start") ?? "1", 10) : null;
  const body = walk(list.children, around);
  return apart(around.nested ? 1 : 2, { type: "list", first: Number.isNaN(first) ? 1 : first, body });
}

function walkLink(link: HtmlElement, around: Surroundings): TextPiece[] {
  const body = walk(link.children, around);
  const href = link.attributes.get("href");
  // `mailto:` alone leads to nobody, and without its scheme nothing would be printed.
  if (href === undefined || /^\s*(?:mailto|tel):\s*$/i.test(href)) return body;
  const parts = cutAtHoles(href, around.punched);
  const url = readUrl(parts, "link");
  // A problem is reported where the attribute is located in the finished HTML.
  if (!("escapes" in url)) return body;
  const segments = parts.flatMap((part, index): Segment[] => {
    if (typeof part === "string") return [{ type: "static", text: part }];
    if (part.type !== "value") return blockTag(part);
    return [{ type: "value", hole: part, escape: toPlain(url.escapes.get(index) ?? "url-component") }];
  });
  return isSame(body, segments) ? body : [{ type: "link", body, href: segments }];
}

/** Whether the words of a link are its URL; a value is encoded in the URL, so that rendering would not see it. */
function isSame(body: readonly TextPiece[], href: readonly Segment[]): boolean {
  const words = describePieces(body);
  return words !== undefined && words === describePieces(href);
}

function sourceOf({ node: { span } }: Hole): string {
  return span.source.text.slice(span.start, span.end);
}

function describePieces(pieces: readonly TextPiece[]): string | undefined {
  let text = "";
  for (const piece of pieces) {
    if (piece.type !== "static" && piece.type !== "value") return undefined;
    text += piece.type === "static" ? piece.text : sourceOf(piece.hole);
  }
  return text.replace(/[ \t\n\r\f]+/g, " ").trim();
}

/** Addresses and numbers are printed without their scheme, for people to read; the link itself refuses what is none. */
function toPlain(treatment: Escape): Escape {
  if (treatment === "email-address" || treatment === "phone-number") return "plain";
  return treatment === "html-url" ? "plain-url" : treatment;
}
