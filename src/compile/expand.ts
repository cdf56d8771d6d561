import type { Code } from "../diagnostics/catalog.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Span } from "../source/source-file.js";
import type { BlockNode, ExpandedNode, Node, PartialNode, PathNode, TextNode, ValueNode } from "../syntax/nodes.js";
import type { Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/** What compile-time values stand for, and where the nodes are going. */
export interface Expansion {
  readonly sources: Sources;
  readonly theme: Theme;
  /** Templates for `{{{@content}}}`, `{{@subject}}` and `{{@preheader}}`, expanded already. */
  readonly slots: Readonly<Partial<Record<Slot, readonly ExpandedNode[]>>>;
  /** `document`: HTML or MJML. `text`: plain text of many lines. `line`: a subject or the like. */
  readonly target: "document" | "text" | "line";
  /** Slots that were used. */
  readonly used: Set<Slot>;
  /** UTF-16 units that may still be added. */
  readonly budget: { left: number };
}

export type Slot = (typeof SLOTS)[number];
const SLOTS = ["content", "subject", "preheader"] as const;
const LOOP_DATA: readonly string[] = ["index", "key", "first", "last"];
const COMPILE_TIME: readonly string[] = [...SLOTS, "theme"];

/** Puts partials, slots and compile-time values into a tree; conditions on compile-time values are decided. */
export function expand(nodes: readonly Node[], expansion: Expansion): Promise<readonly ExpandedNode[]> {
  return expandAll(nodes, { ...expansion, partials: [], depth: 0, scopes: 0 });
}

interface Place extends Expansion {
  /** Partials that are being put in, outermost first. */
  readonly partials: readonly string[];
  /** Blocks and partials around. */
  readonly depth: number;
  /** Blocks around that change what a path means. */
  readonly scopes: number;
}

async function expandAll(nodes: readonly Node[], place: Place): Promise<readonly ExpandedNode[]> {
  const expanded: ExpandedNode[] = [];
  for (const node of nodes) {
    for (const result of await expandNode(node, place)) expanded.push(result);
  }
  return expanded;
}

async function expandNode(node: Node, place: Place): Promise<readonly ExpandedNode[]> {
  switch (node.type) {
    case "Text":
      return spend(node, node.value.length, place) ? [node] : [];
    case "Value":
      return expandValue(node, place);
    case "Block":
      return expandBlock(node, place);
    case "Partial":
      return expandPartial(node, place);
  }
}

/** Takes length off the budget; when it is used up, nothing more is put in, so that partials cannot explode. */
function spend(node: { readonly span: Span }, length: number, place: Place): boolean {
  const before = place.budget.left;
  place.budget.left -= length;
  if (place.budget.left >= 0) return true;
  const limit = place.sources.limits.documentLength;
  const help = "include fewer partials, or raise the limit `documentLength`";
  if (before >= 0)
    report(place, "too-large", node.span, `the document grows longer than ${limit} characters here`, help);
  return false;
}

function expandValue(node: ValueNode, place: Place): readonly ExpandedNode[] {
  const { expression } = node;
  if (expression.data && isCompileTime(expression)) return expandCompileTime(node, place);
  if (!checkData(expression, place)) return [];
  if (node.raw && place.target === "document") {
    const help = "write `{{ }}`; HTML enters through `{{{@content}}}`";
    report(place, "unsupported-syntax", node.span, "this version does not embed values as HTML", help);
    return [];
  }
  return spend(node, 1, place) ? [node] : [];
}

function isCompileTime(path: PathNode): boolean {
  return path.depth === 0 && COMPILE_TIME.includes(path.names[0] ?? "");
}

/** Whether a path is one that rendering knows: without `@`, or `@root.path`, or one of the loop's names. */
function checkData(path: PathNode, place: Place): boolean {
  const [name = "", ...rest] = path.names;
  if (!path.data || name === "root" || (LOOP_DATA.includes(name) && rest.length === 0)) return true;
  const known = [...COMPILE_TIME, ...LOOP_DATA, "root"];
  const near = suggest(name, known);
  const help =
    near === undefined ? `there are ${known.map((each) => `\`@${each}\``).join(", ")}` : `did you mean \`@${near}\`?`;
  report(place, "unknown-compile-time-value", path.span, `nothing defines \`@${path.names.join(".")}\``, help);
  return false;
}

function expandCompileTime(node: ValueNode, place: Place): readonly ExpandedNode[] {
  const [name] = node.expression.names;
  if (name === "theme") return expandTheme(node, place);
  return SLOTS.filter((slot) => slot === name).flatMap((slot) => expandSlot(slot, node, place));
}

function expandSlot(slot: Slot, node: ValueNode, place: Place): readonly ExpandedNode[] {
  place.used.add(slot);
  if (slot === "content" && !node.raw) {
    report(place, "unsupported-syntax", node.span, "content is HTML or MJML, not text", "write `{{{@content}}}`");
    return [];
  }
  if (place.scopes > 0) {
    const help = "move it out of `each` and `with`";
    report(
      place,
      "unsupported-syntax",
      node.span,
      `\`@${slot}\` stands in a block that changes what its paths mean`,
      help,
    );
    return [];
  }
  const nodes = place.slots[slot];
  if (nodes === undefined) {
    reportEmptySlot(slot, node, place);
    return [];
  }
  const filled = slot === "content" ? nodes : asLine(nodes, node.span, place);
  return spend(node, lengthOf(filled), place) ? filled : [];
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

/** The subject or preheader inside of a document: plain text when that is all it is, or else a line to be filled. */
function asLine(nodes: readonly ExpandedNode[], span: Span, place: Place): readonly ExpandedNode[] {
  if (!nodes.every((node) => node.type === "Text")) return [{ type: "Line", body: nodes, span }];
  const text = nodes
    .map(({ value }) => value)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? [] : [{ type: "Text", value: place.target === "document" ? escapeHtml(text) : text, span }];
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

function expandTheme(node: ValueNode, place: Place): readonly ExpandedNode[] {
  const value = themeValue(node.expression, place);
  if (value === undefined) return [];
  const text = node.raw || place.target !== "document" ? String(value) : escapeHtml(String(value));
  const expanded: TextNode = { type: "Text", value: text, span: node.span };
  return spend(node, text.length, place) ? [expanded] : [];
}

function themeValue(path: PathNode, place: Place): string | number | undefined {
  let value: string | number | Theme = place.theme;
  for (const [index, name] of path.names.slice(1).entries()) {
    const group: Theme = typeof value === "object" ? value : {};
    const next: string | number | Theme | undefined = Object.hasOwn(group, name) ? group[name] : undefined;
    if (next === undefined) {
      const near = suggest(name, Object.keys(group));
      const known = ["theme", ...path.names.slice(1, index + 1)].join(".");
      const help = near === undefined ? "define it in `theme.json`" : `did you mean \`@${known}.${near}\`?`;
      report(place, "unknown-compile-time-value", path.span, `the theme has no \`@${path.names.join(".")}\``, help);
      return undefined;
    }
    value = next;
  }
  if (typeof value !== "object") return value;
  report(
    place,
    "unknown-compile-time-value",
    path.span,
    `\`@${path.names.join(".")}\` is a group of the theme`,
    "name a value in it",
  );
  return undefined;
}

async function expandBlock(node: BlockNode, place: Place): Promise<readonly ExpandedNode[]> {
  const { subject } = node;
  if (subject.type === "Path" && subject.data && isCompileTime(subject)) return decide(node, subject, place);
  if (subject.type === "Path" && !checkData(subject, place)) return [];
  const inside = deeper(node.span, place);
  if (inside === undefined) return [];
  const scopes = place.scopes + (node.kind === "each" || node.kind === "with" ? 1 : 0);
  const body = await expandAll(node.body, { ...inside, scopes });
  const otherwise = await expandAll(node.otherwise, inside);
  return spend(node, 2, place) ? [{ ...node, body, otherwise }] : [];
}

/** A condition on a compile-time value has one outcome. */
async function decide(node: BlockNode, subject: PathNode, place: Place): Promise<readonly ExpandedNode[]> {
  const [name] = subject.names;
  if ((node.kind !== "if" && node.kind !== "unless") || name === "subject" || name === "preheader") {
    const help = "conditions may ask for `@content` and for values of `@theme`";
    report(
      place,
      "unsupported-syntax",
      node.span,
      `this version does not compile \`${node.kind}\` of \`@${name}\``,
      help,
    );
    return [];
  }
  const holds = name === "content" ? place.slots.content !== undefined : Boolean(themeValue(subject, place));
  if (name === "content") place.used.add("content");
  return expandAll(holds === (node.kind === "if") ? node.body : node.otherwise, place);
}

async function expandPartial(node: PartialNode, place: Place): Promise<readonly ExpandedNode[]> {
  if (place.budget.left < 0) return [];
  if (place.partials.includes(node.name)) {
    const message = `the partial \`${node.name}\` includes itself: ${[...place.partials, node.name].join(" > ")}`;
    report(place, "recursive-partial", node.span, message, "use `{{#each}}` for lists in lists");
    return [];
  }
  const inside = deeper(node.span, place);
  if (inside === undefined) return [];
  const extension = place.target === "document" ? "mjml" : "txt";
  const template = await place.sources.file(`partials/${node.name}.${extension}`);
  if (template === undefined) {
    await reportUnknownPartial(node, extension, place);
    return [];
  }
  const body = await expandAll(template.nodes, { ...inside, partials: [...place.partials, node.name] });
  return indent(body, node.indent, place);
}

/** The place inside of a block or partial, unless that is too deep. */
function deeper(span: Span, place: Place): Place | undefined {
  const limit = place.sources.limits.depth;
  if (place.depth < limit) return { ...place, depth: place.depth + 1 };
  const help = "move inner blocks out, or raise the limit `depth`";
  report(place, "too-deep", span, `blocks and partials are nested deeper than ${limit}`, help);
  return undefined;
}

async function reportUnknownPartial(node: PartialNode, extension: string, place: Place): Promise<void> {
  const files = await place.sources.list("partials");
  const names = files.flatMap((path) => new RegExp(`^partials/(.*)\\.${extension}$`).exec(path)?.[1] ?? []);
  const near = suggest(node.name, names);
  const help = near === undefined ? `add a file \`partials/${node.name}.${extension}\`` : `did you mean \`${near}\`?`;
  report(place, "unknown-partial", node.span, `there is no partial \`${node.name}\``, help);
}

/** A partial alone on its line prints its lines indented. In HTML only the template's own line ends can matter. */
function indent(body: readonly ExpandedNode[], white: string, place: Place): readonly ExpandedNode[] {
  if (white === "" || place.target === "line") return body;
  if (place.target === "text") return [{ type: "Indented", indent: white, body }];
  return body.map((node, index) => indentNode(node, white, index === body.length - 1));
}

function indentNode(node: ExpandedNode, white: string, isLast: boolean): ExpandedNode {
  if (node.type === "Text") {
    return { ...node, value: node.value.replace(isLast ? /\n(?!$)/g : /\n/g, `\n${white}`) };
  }
  if (node.type !== "Block") return node;
  const inner = (child: ExpandedNode): ExpandedNode => indentNode(child, white, false);
  return { ...node, body: node.body.map(inner), otherwise: node.otherwise.map(inner) };
}

function report(place: Place, code: Code, span: Span, message: string, help: string): void {
  place.sources.diagnostics.push({ code, severity: "error", message, help, span });
}
