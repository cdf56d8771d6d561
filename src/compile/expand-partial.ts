import { suggest } from "../diagnostics/suggest.js";
import type { Span } from "../source/source-file.js";
import type {
  ExpandedBlockNode,
  ExpandedNode,
  ExpressionNode,
  HashPair,
  Node,
  PartialNode,
  TextNode,
} from "../syntax/nodes.js";
import { expandExpression, expandHash } from "./expand-expression.js";
import { deeper, type Place, report, type Snippet, spend } from "./expansion.js";

type ExpandAll = (nodes: readonly Node[], place: Place) => Promise<readonly ExpandedNode[]>;

/**
 * Makes the inline partials among siblings known to all of them, as Handlebars does. When one of them looks outside of
 * itself, the scope here is remembered for it.
 */
export function declareInlines(
  nodes: readonly Node[],
  outer: Place,
): { place: Place; wrap: (expanded: readonly ExpandedNode[]) => readonly ExpandedNode[] } {
  const declared = nodes.filter((node) => node.type === "Inline");
  const [first] = declared;
  if (first === undefined) return { place: outer, wrap: (expanded) => expanded };
  const needsFrame = declared.some(({ body }) => looksOutside(body));
  const inlines = new Map(outer.inlines);
  for (const { name, body } of declared) inlines.set(name, inlineOf(body, outer));
  if (!needsFrame) return { place: { ...outer, inlines }, wrap: (expanded) => expanded };
  return {
    place: { ...outer, inlines, frames: outer.frames + 1 },
    wrap: (body) => [blockOf("frame", first.span, { body })],
  };
}

/** A partial block: what `@partial-block` means inside of it is what it meant around its call. */
function snippetOf(body: readonly Node[], outer: Place): Snippet {
  return { ...inlineOf(body, outer), partialBlock: { snippet: outer.partialBlock } };
}

/** An inline partial: `@partial-block` inside of it is the block that it is called with, or the caller's. */
function inlineOf(body: readonly Node[], outer: Place): Snippet {
  return { body, frame: looksOutside(body) ? outer.frames : undefined, partialBlock: undefined };
}

/** Whether nodes use `../` or a block parameter, which may lead out of them. */
function looksOutside(nodes: readonly Node[]): boolean {
  return nodes.some(nodeLooksOutside);
}

function nodeLooksOutside(node: Node): boolean {
  switch (node.type) {
    case "Text":
      return false;
    case "Value":
      return climbs(node.expression);
    case "Block":
      return climbs(node.subject) || looksOutside(node.body) || looksOutside(node.otherwise);
    case "Partial":
      return partialClimbs(node) || looksOutside(node.block ?? []);
    case "Inline":
      return looksOutside(node.body);
  }
}

function partialClimbs({ name, context, hash }: PartialNode): boolean {
  const isClimbing = (expression: ExpressionNode | undefined) => expression !== undefined && climbs(expression);
  return (typeof name !== "string" && climbs(name)) || isClimbing(context) || hash.some(({ value }) => climbs(value));
}

function climbs(expression: ExpressionNode): boolean {
  switch (expression.type) {
    case "Literal":
      return false;
    case "Path":
      return expression.depth > 0;
    case "Param":
      return true;
    case "Call":
      return expression.args.some(climbs) || expression.hash.some(({ value }) => climbs(value));
  }
}

export async function expandPartial(
  node: PartialNode,
  place: Place,
  expandAll: ExpandAll,
): Promise<readonly ExpandedNode[]> {
  if (!spend(node.span, 1, place)) return [];
  const name = partialName(node, place);
  const context = node.context && expandExpression(node.context, place);
  const hash = expandHash(node.hash, place);
  const inside = deeper(node.span, place);
  if (name === undefined || hash === undefined || inside === undefined) return [];
  if (node.context !== undefined && context === undefined) return [];

  const called = await findPartial(name, node, inside);
  if (called === undefined) return [];
  const { block } = node;
  const framed = block !== undefined && looksOutside(block);
  const within: Place = {
    ...inside,
    partials: [...place.partials, name],
    frames: place.frames + (framed ? 1 : 0),
    ...(block && { partialBlock: snippetOf(block, place) }),
    inlines: inlinesOf(block, place),
  };
  if ("frame" in called) {
    const scope: Scope = { context, hash, span: node.span };
    const body = indent(await runSnippet(called, { scope, place: within, expandAll }), node, place);
    return framed ? [blockOf("frame", node.span, { body })] : body;
  }
  const isScope = context !== undefined || hash.length > 0 || looksOutside(called.nodes);
  const body = await expandAll(called.nodes, { ...within, scopes: place.scopes + (isScope ? 1 : 0) });
  const indented = indent(body, node, place);
  const scoped = isScope ? [blockOf("partial", node.span, { subject: context, hash, body: indented })] : indented;
  return framed ? [blockOf("frame", node.span, { body: scoped })] : scoped;
}

/** The context and the values that a partial is called with. */
interface Scope {
  readonly context: ExpressionNode | undefined;
  readonly hash: readonly HashPair[];
  readonly span: Span;
}

/** Inline partials that are written in a partial block can be called by the partial. */
function inlinesOf(block: readonly Node[] | undefined, place: Place): ReadonlyMap<string, Snippet> {
  const declared = (block ?? []).filter((node) => node.type === "Inline");
  return new Map([...place.inlines, ...declared.map(({ name, body }) => [name, inlineOf(body, place)] as const)]);
}

function partialName(node: PartialNode, place: Place): string | undefined {
  if (typeof node.name === "string") return node.name;
  const name = expandExpression(node.name, place);
  if (name === undefined) return undefined;
  if (name.type === "Literal") return String(name.value);
  const help = "write the name out, or choose with `{{#if}}`";
  report(place, "unsupported-syntax", node.span, "this version does not compile partial names that are computed", help);
  return undefined;
}

/** What a name stands for: an inline partial, the partial block, a file, or the default between the tags. */
async function findPartial(
  name: string,
  node: PartialNode,
  place: Place,
): Promise<Snippet | { readonly nodes: readonly Node[] } | undefined> {
  const snippet = name === "@partial-block" ? place.partialBlock : place.inlines.get(name);
  if (snippet !== undefined) return isRecursive(name, node.span, place) ? undefined : snippet;
  if (name === "@partial-block") {
    const help = "call the partial as `{{#> name}}..{{/name}}`";
    report(place, "unknown-partial", node.span, "the partial was called without a block", help);
    return undefined;
  }
  const extension = place.target === "document" ? "mjml" : "txt";
  const template = await place.sources.file(`partials/${name}.${extension}`);
  if (template !== undefined) return isRecursive(name, node.span, place) ? undefined : template;
  if (node.block !== undefined)
    return { body: node.block, frame: undefined, partialBlock: { snippet: place.partialBlock } };
  await reportUnknownPartial(name, node.span, { extension, place });
  return undefined;
}

function isRecursive(name: string, span: Span, place: Place): boolean {
  if (name === "@partial-block" || !place.partials.includes(name)) return false;
  const message = `the partial \`${name}\` includes itself: ${[...place.partials, name].join(" > ")}`;
  report(place, "recursive-partial", span, message, "use `{{#each}}` for lists in lists");
  return true;
}

async function reportUnknownPartial(
  name: string,
  span: Span,
  { extension, place }: { readonly extension: string; readonly place: Place },
): Promise<void> {
  const files = await place.sources.list("partials");
  const names = files.flatMap((path) => new RegExp(`^partials/(.*)\\.${extension}$`).exec(path)?.[1] ?? []);
  const near = suggest(name, [...names, ...place.inlines.keys()]);
  const help = near === undefined ? `add a file \`partials/${name}.${extension}\`` : `did you mean \`${near}\`?`;
  report(place, "unknown-partial", span, `there is no partial \`${name}\``, help);
}

/** Puts in what was written elsewhere: it looks out from there, and its context is given here. */
async function runSnippet(
  { body: nodes, frame, partialBlock }: Snippet,
  { scope, place, expandAll }: { readonly scope: Scope; readonly place: Place; readonly expandAll: ExpandAll },
): Promise<readonly ExpandedNode[]> {
  const { context, hash, span } = scope;
  const isScope = frame !== undefined || context !== undefined || hash.length > 0;
  const scopes = place.scopes + (isScope ? 1 : 0);
  const body = await expandAll(nodes, {
    ...place,
    ...(partialBlock && { partialBlock: partialBlock.snippet }),
    scopes,
  });
  if (frame !== undefined) {
    return [blockOf("enter", span, { subject: context, hash, climb: place.frames - 1 - frame, body })];
  }
  return isScope ? [blockOf("partial", span, { subject: context, hash, body })] : body;
}

function blockOf(
  kind: ExpandedBlockNode["kind"],
  span: Span,
  fields: Partial<Pick<ExpandedBlockNode, "hash" | "climb" | "body">> & {
    readonly subject?: ExpressionNode | undefined;
  },
): ExpandedBlockNode {
  const { subject, hash = [], climb = 0, body = [] } = fields;
  return { type: "Block", kind, subject, params: 0, hash, climb, body, otherwise: [], span };
}

/**
 * A partial alone on its line prints its lines indented. In HTML, where that shows only in preformatted text, the lines of
 * the template are; values and blocks remember it.
 */
function indent(
  body: readonly ExpandedNode[],
  { indent: white, span }: PartialNode,
  place: Place,
): readonly ExpandedNode[] {
  if (white === "" || body.length === 0 || place.target === "line") return body;
  if (place.target === "text") return [{ type: "Indented", indent: white, body }];
  const first: TextNode = { type: "Text", value: white, span: { ...span, end: span.start } };
  return [first, ...body.flatMap((node, index) => indentNode(node, white, index === body.length - 1))];
}

function indentNode(node: ExpandedNode, white: string, isLast: boolean): readonly ExpandedNode[] {
  if (node.type === "Text") return indentLines(node, white, isLast);
  if (node.type === "Value" || node.type === "Line") return [{ ...node, indented: true }];
  if (node.type !== "Block") return [node];
  const inner = (child: ExpandedNode): readonly ExpandedNode[] => indentNode(child, white, false);
  return [{ ...node, indented: true, body: node.body.flatMap(inner), otherwise: node.otherwise.flatMap(inner) }];
}

/** White space is put between the lines as texts of its own, so that every letter keeps its place in the source. */
function indentLines({ value, span }: TextNode, white: string, isLast: boolean): readonly TextNode[] {
  const at = (start: number, end: number): Span => ({ ...span, start: span.start + start, end: span.start + end });
  const nodes: TextNode[] = [];
  let start = 0;
  for (const { index } of value.matchAll(isLast ? /\n(?!$)/g : /\n/g)) {
    const end = index + 1;
    nodes.push({ type: "Text", value: value.slice(start, end), span: at(start, end) });
    nodes.push({ type: "Text", value: white, span: at(end, end) });
    start = end;
  }
  if (start < value.length) nodes.push({ type: "Text", value: value.slice(start), span: at(start, value.length) });
  return nodes;
}
