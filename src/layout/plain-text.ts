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
  return walk(readBody(html), { punched, table: "data", nested: false });
}

interface Surroundings {
  readonly punched: Punched;
  /** Whether the innermost table arranges the page or holds data. */
  readonly table: "layout" | "data";
  /** Whether this is inside of a list item. */
  readonly nested: boolean;
}

function walk(nodes: readonly HtmlNode[], around: Surroundings): TextPiece[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return toPieces(node.text, around.punched);
    if (node.type === "comment") return blockTag(around.punched.holes.get(node.data));
    return isHidden(node) ? [] : walkElement(node, around);
  });
}

function toPieces(text: string, punched: Punched): TextPiece[] {
  return cutAtHoles(text, punched).flatMap((part): TextPiece[] => {
    if (typeof part === "string") return [{ type: "static", text: part }];
    // The lines of the text that the host gives with its HTML stay.
    if (part.type === "value" && isRaw(part))
      return [{ type: "pre", body: [{ type: "value", hole: part, escape: "raw-text" }] }];
    return part.type === "value" ? [{ type: "value", hole: part, escape: "plain" }] : blockTag(part);
  });
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

function walkElement(element: HtmlElement, around: Surroundings): TextPiece[] {
  const name = element.name;
  if (PARAGRAPHS.has(name)) return apart(2, walk(element.children, around));
  if (LINES.has(name)) return apart(1, walk(element.children, around));
  switch (name) {
    case "br":
      return [{ type: "line" }];
    case "hr":
      return [{ type: "margin", lines: 2 }];
    case "img":
      return toPieces(element.attributes.get("alt") ?? "", around.punched);
    case "a":
      return walkLink(element, around);
    case "table":
      return apart(2, walk(element.children, { ...around, table: tableKind(element) }));
    case "tr":
      return apart(around.table === "layout" ? 2 : 1, walk(element.children, around));
    case "td":
    case "th":
      return walkCell(element, around);
    case "ul":
    case "ol":
      return walkList(element, around);
    case "li":
      return [{ type: "item", body: walk(element.children, { ...around, nested: true }) }];
    case "blockquote":
      return apart(2, [{ type: "quote", body: walk(element.children, around) }]);
    case "pre":
      return apart(2, [{ type: "pre", body: walk(withoutFirstLineFeed(element.children), around) }]);
    default:
      return walk(element.children, around);
  }
}

/** A line feed right after `<pre>` is not a part of its text. */
function withoutFirstLineFeed([first, ...rest]: readonly HtmlNode[]): readonly HtmlNode[] {
  if (first === undefined) return [];
  return [first.type === "text" ? { type: "text", text: first.text.replace(/^\n/, "") } : first, ...rest];
}

function apart(lines: 1 | 2, body: readonly TextPiece[]): TextPiece[] {
  return [{ type: "margin", lines }, ...body, { type: "margin", lines }];
}

function tableKind(table: HtmlElement): Surroundings["table"] {
  const role = table.attributes.get("role")?.trim().toLowerCase();
  return role === "presentation" || role === "none" ? "layout" : "data";
}

function walkCell(cell: HtmlElement, around: Surroundings): TextPiece[] {
  const body = walk(cell.children, around);
  return around.table === "layout" ? apart(1, body) : [{ type: "cell" }, ...body, { type: "cell" }];
}

function walkList(list: HtmlElement, around: Surroundings): TextPiece[] {
  const first = list.name === "ol" ? Number.parseInt(list.attributes.get("start") ?? "1", 10) : null;
  const body = walk(list.children, around);
  return apart(around.nested ? 1 : 2, [{ type: "list", first: Number.isNaN(first) ? 1 : first, body }]);
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
