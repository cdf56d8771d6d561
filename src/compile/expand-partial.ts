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
import { deeper, insideOf, type Place, report, type Snippet, spend } from "./expansion.js";
import { chooseAmong, partialNames } from "./partial-names.js";
import type { Template } from "./read-template.js";

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
  const frame = (body: readonly ExpandedNode[]) => blockOf("frame", first.span, { body });
  return {
    place: { ...insideOf(frame([]), outer), inlines, frames: outer.frames + 1 },
    wrap: (body) => [frame(body)],
  };
}

/** A partial block: what `@partial-block` means inside of it is what it meant around its call. */
function snippetOf(body: readonly Node[], outer: Place): Snippet {
  return { ...inlineOf(body, outer), partialBlock: { snippet: outer.partialBlock } };
}

/** An inline partial: `@partial-block` inside of it is the block that it is called with, or the caller's. */
function inlineOf(body: readonly Node[], outer: Place): Snippet {
  const { frames, includedFrom } = outer;
  return { body, frame: looksOutside(body) ? frames : undefined, includedFrom, partialBlock: undefined };
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
  const names = typeof node.name === "string" ? node.name : partialNames(node.name, node.span, place);
  const context = node.context && expandExpression(node.context, place);
  const hash = expandHash(node.hash, place);
  const inside = withinDepth(node.span, place) ? deeper(node.span, place) : undefined;
  if (names === undefined || hash === undefined || inside === undefined) return [];
  if (node.context !== undefined && context === undefined) return [];

  const call: Call = { node, context, hash, expandAll, caller: place };
  if (typeof names === "string") return expandNamed(names, call, inside);
  return chooseAmong(names, node.span, (name) => expandNamed(name, call, inside));
}

function withinDepth(span: Span, place: Place): boolean {
  const limit = place.sources.limits.partialDepth;
  if (place.partials.length < limit) return true;
  const help = "put the inner partial in directly, or raise the limit `partialDepth`";
  report(place, "too-deep", span, `partials are nested deeper than ${limit}`, help);
  return false;
}

/** A partial's tag with what it is called with. */
interface Call {
  readonly node: PartialNode;
  readonly context: ExpressionNode | undefined;
  readonly hash: readonly HashPair[];
  readonly expandAll: ExpandAll;
  /** Where the tag stands. */
  readonly caller: Place;
}

async function expandNamed(name: string, call: Call, inside: Place): Promise<readonly ExpandedNode[]> {
  const { node, context, hash, expandAll, caller } = call;
  const called = await findPartial(name, node, inside);
  if (called === undefined) return [];
  const { block } = node;
  const framed = block !== undefined && looksOutside(block);
  const frame = (body: readonly ExpandedNode[]) => blockOf("frame", node.span, { body });
  const within: Place = {
    ...(framed ? insideOf(frame([]), inside) : inside),
    partials: [...caller.partials, name],
    frames: caller.frames + (framed ? 1 : 0),
    ...(block && { partialBlock: snippetOf(block, caller) }),
    inlines: inlinesOf(block, caller),
  };
  if ("frame" in called) {
    const body = indent(await runSnippet(called, call, within), node, caller);
    return framed ? [frame(body)] : body;
  }
  const isScope = context !== undefined || hash.length > 0 || looksOutside(called.nodes);
  const scope = (body: readonly ExpandedNode[]) => blockOf("partial", node.span, { subject: context, hash, body });
  const scopes = caller.scopes + (isScope ? 1 : 0);
  const place = { ...(isScope ? insideOf(scope([]), within) : within), scopes, includedFrom: node.span };
  const indented = indent(await expandAll(called.nodes, place), node, caller);
  const scoped = isScope ? [scope(indented)] : indented;
  return framed ? [frame(scoped)] : scoped;
}

/** Inline partials that are written in a partial block can be called by the partial. */
function inlinesOf(block: readonly Node[] | undefined, place: Place): ReadonlyMap<string, Snippet> {
  const declared = (block ?? []).filter((node) => node.type === "Inline");
  return new Map([...place.inlines, ...declared.map(({ name, body }) => [name, inlineOf(body, place)] as const)]);
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
  const types = place.partialTypes ?? (place.target === "document" ? DOCUMENT_TYPES : ["txt"]);
  const template = await findFile(name, types, { place, span: node.span });
  if (template !== undefined) return isRecursive(name, node.span, place) ? undefined : template;
  if (node.block !== undefined) {
    const { partialBlock, includedFrom } = place;
    return { body: node.block, frame: undefined, includedFrom, partialBlock: { snippet: partialBlock } };
  }
  await reportUnknownPartial(name, node.span, { types, place });
  return undefined;
}

const DOCUMENT_TYPES: readonly string[] = ["mjml", "html"];

async function findFile(
  name: string,
  types: readonly string[],
  { place, span }: { readonly place: Place; readonly span: Span },
): Promise<Template | undefined> {
  for (const type of types) {
    const template = await place.sources.file(`partials/${name}.${type}`, span);
    if (template !== undefined) return template;
  }
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
  { types, place }: { readonly types: readonly string[]; readonly place: Place },
): Promise<void> {
  const files = await place.sources.list("partials");
  const names = files.flatMap((path) => new RegExp(`^partials/(.*)\\.(?:${types.join("|")})$`).exec(path)?.[1] ?? []);
  const near = suggest(name, [...names, ...place.inlines.keys()]);
  const help = near === undefined ? `add a file \`partials/${name}.${types[0]}\`` : `did you mean \`${near}\`?`;
  report(place, "unknown-partial", span, `there is no partial \`${name}\``, help);
}

/** Puts in what was written elsewhere: it looks out from there, and its context is given here. */
async function runSnippet(snippet: Snippet, call: Call, place: Place): Promise<readonly ExpandedNode[]> {
  const { frame, includedFrom, partialBlock } = snippet;
  const { context, hash, expandAll } = call;
  const isScope = frame !== undefined || context !== undefined || hash.length > 0;
  const climb = frame === undefined ? 0 : place.frames - 1 - frame;
  const scope = (body: readonly ExpandedNode[]) =>
    blockOf(frame === undefined ? "partial" : "enter", call.node.span, { subject: context, hash, climb, body });
  const body = await expandAll(snippet.body, {
    ...(isScope ? insideOf(scope([]), place) : place),
    includedFrom,
    ...(partialBlock && { partialBlock: partialBlock.snippet }),
    scopes: place.scopes + (isScope ? 1 : 0),
  });
  return isScope ? [scope(body)] : body;
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
