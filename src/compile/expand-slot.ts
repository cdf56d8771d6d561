import type { Span } from "../source/source-file.js";
import type { ExpandedNode, PathNode, ValueNode } from "../syntax/nodes.js";
import { themeValue } from "./expand-expression.js";
import { type Place, report, SLOTS, type Slot, spend } from "./expansion.js";

/** What a compile-time value that stands on its own is replaced by. */
export function expandCompileTime(node: ValueNode, path: PathNode, place: Place): readonly ExpandedNode[] {
  const [name] = path.names;
  if (name === "theme") return expandTheme(node, path, place);
  return SLOTS.filter((slot) => slot === name).flatMap((slot) => expandSlot(slot, node, place));
}

function expandTheme(node: ValueNode, path: PathNode, place: Place): readonly ExpandedNode[] {
  const value = themeValue(path, place);
  if (value === undefined) return [];
  const text = node.raw || place.target !== "document" ? String(value) : escapeHtml(String(value));
  return spend(node.span, text.length, place) ? [{ type: "Text", value: text, span: node.span, derived: true }] : [];
}

function expandSlot(slot: Slot, node: ValueNode, place: Place): readonly ExpandedNode[] {
  place.used.add(slot);
  if (slot === "content" && !node.raw) {
    report(place, "unsupported-syntax", node.span, "content is HTML or MJML, not text", "write `{{{@content}}}`");
    return [];
  }
  if (place.scopes > 0) {
    const help = "move it out of `each`, `with` and partials with a context";
    const message = `\`@${slot}\` stands in a block that changes what its paths mean`;
    report(place, "unsupported-syntax", node.span, message, help);
    return [];
  }
  const nodes = place.slots[slot];
  if (nodes === undefined) {
    reportEmptySlot(slot, node, place);
    return [];
  }
  const filled = slot === "content" ? nodes : asLine(nodes, node.span, place);
  return spend(node.span, lengthOf(filled), place) ? filled : [];
}

function reportEmptySlot(slot: Slot, node: ValueNode, place: Place): void {
  if (slot === "content") {
    const help = "give `content`, or add a file `content.html` beside the template";
    report(place, "missing-content", node.span, "no content was given for this place", help);
  } else {
    const help = "it may stand in documents and in text parts";
    report(place, "unknown-compile-time-value", node.span, `there is no \`@${slot}\` here`, help);
  }
}

/**
 * The subject or preheader inside of a document: a line of its own, also when it is plain text, so that the document is
 * the same whatever a message's subject is.
 */
function asLine(nodes: readonly ExpandedNode[], span: Span, place: Place): readonly ExpandedNode[] {
  if (place.target === "document" || !nodes.every((node) => node.type === "Text"))
    return nodes.length === 0 ? [] : [{ type: "Line", body: nodes, span }];
  const text = nodes.map(({ value }) => value).join("");
  const value = text.replace(/\s+/g, " ").trim();
  return value === "" ? [] : [{ type: "Text", value, span, derived: true }];
}

function lengthOf(nodes: readonly ExpandedNode[]): number {
  let length = 0;
  for (const node of nodes) {
    if (node.type === "Text") length += node.value.length;
    else if (node.type === "Block") length += lengthOf(node.body) + lengthOf(node.otherwise);
    else length += node.type === "Value" ? 1 : lengthOf(node.body);
  }
  return length;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`={}]/g, (character) => `&#${character.charCodeAt(0)};`);
}
