import { resolve } from "../analyze/scope.js";
import type { Span } from "../source/source-file.js";
import type {
  BlockNode,
  CallNode,
  ExpandedBlockNode,
  ExpandedNode,
  ExpressionNode,
  Node,
  PathNode,
  ValueNode,
} from "../syntax/nodes.js";
import { expandExpression, isCompileTime, themeValue } from "./expand-expression.js";
import { declareInlines, expandPartial } from "./expand-partial.js";
import { expandCompileTime } from "./expand-slot.js";
import {
  atPlace,
  deeper,
  type Expansion,
  insideOf,
  type Place,
  report,
  spend,
  spendHole,
  startPlace,
} from "./expansion.js";

/** Puts partials, slots and compile-time values into a tree; conditions on compile-time values are decided. */
export function expand(nodes: readonly Node[], expansion: Expansion): Promise<readonly ExpandedNode[]> {
  return expandAll(nodes, startPlace(expansion));
}

async function expandAll(nodes: readonly Node[], outer: Place): Promise<readonly ExpandedNode[]> {
  const { place, wrap } = declareInlines(nodes, outer);
  const expanded: ExpandedNode[] = [];
  for (const node of nodes) {
    const results = expandNode(node, place);
    // Most nodes need no file, and waiting for each would take longer than the rest.
    for (const result of results instanceof Promise ? await results : results) expanded.push(result);
  }
  return wrap(expanded);
}

function expandNode(written: Node, place: Place): readonly ExpandedNode[] | Promise<readonly ExpandedNode[]> {
  const node = atPlace(written, place);
  switch (node.type) {
    case "Text":
      return spend(node.span, node.value.length, place) ? [node] : [];
    case "Value":
      return expandValue(node, place);
    case "Block":
      return expandBlock(node, place);
    case "Partial":
      return expandPartial(node, place, expandAll);
    case "Inline":
      // Declared for all of its siblings before; it prints nothing itself.
      return [];
  }
}

function expandValue(node: ValueNode, place: Place): readonly ExpandedNode[] {
  if (isCompileTime(node.expression)) return expandCompileTime(node, node.expression, place);
  const expression = expandExpression(bareCall(node.expression, place) ?? node.expression, place);
  if (expression === undefined) return [];
  // A line has no place for HTML.
  const raw = node.raw && place.target !== "line";
  return spendHole(node.span, place) ? [{ ...node, raw, expression }] : [];
}

/**
 * `{{name}}` is data, unless the caller registered a helper of that name that takes no arguments. `{{this.name}}` is
 * always data.
 */
function bareCall(node: ExpressionNode, place: Place): CallNode | undefined {
  if (node.type !== "Path" || node.data || node.depth > 0 || node.scoped) return undefined;
  const [name, ...rest] = node.names;
  const helper = name === undefined || rest.length > 0 ? undefined : place.sources.helpers.get(name);
  if (name === undefined || helper === undefined) return undefined;
  if (helper.arity[0] > 0) {
    if (helper.own) warnOfHelper(name, node.span, place);
    return undefined;
  }
  place.sources.bareCalls.push({ path: resolve(node, place.scope)?.path ?? [], span: atPlace(node, place).span });
  return { type: "Call", name, args: [], hash: [], span: node.span };
}

function warnOfHelper(name: string, span: Span, place: Place): void {
  const message = `\`{{${name}}}\` is the variable: the helper \`${name}\` takes arguments`;
  const help = `write \`{{this.${name}}}\` to say so, or give the helper its arguments`;
  place.sources.diagnostics.push({ code: "ambiguous-name", severity: "warning", message, help, span });
}

async function expandBlock(node: BlockNode, place: Place): Promise<readonly ExpandedNode[]> {
  if (isCompileTime(node.subject)) return decide(node, node.subject, place);
  const subject = expandExpression(node.subject, place);
  const inside = deeper(node.span, place);
  if (subject === undefined || inside === undefined) return [];
  const changes = node.kind !== "if" && node.kind !== "unless";
  const within = insideOf(blockOf(node, subject, [], []), inside);
  const body = await expandAll(node.body, { ...within, scopes: place.scopes + (changes ? 1 : 0) });
  const otherwise = await expandAll(node.otherwise, inside);
  return spendHole(node.span, place) ? [blockOf(node, subject, body, otherwise)] : [];
}

function blockOf(
  { kind, params, span }: BlockNode,
  subject: ExpressionNode,
  body: readonly ExpandedNode[],
  otherwise: readonly ExpandedNode[],
): ExpandedBlockNode {
  return { type: "Block", kind, subject, params, hash: [], climb: 0, body, otherwise, span };
}

/** A condition on a compile-time value has one outcome. */
async function decide(node: BlockNode, subject: PathNode, place: Place): Promise<readonly ExpandedNode[]> {
  const [name] = subject.names;
  if ((node.kind !== "if" && node.kind !== "unless") || name === "subject" || name === "preheader") {
    const help = "conditions may ask for `@content` and for values of `@theme`";
    const message = `this version does not compile \`${node.kind}\` of \`@${name}\``;
    report(place, "unsupported-syntax", node.span, message, help);
    return [];
  }
  const holds = isPresent(name, subject, place);
  if (name === "content") place.used.add("content");
  return expandAll(holds === (node.kind === "if") ? node.body : node.otherwise, place);
}

function isPresent(name: string | undefined, subject: PathNode, place: Place): boolean {
  if (name === "content") return place.slots.content !== undefined;
  return name === "partial-block" ? place.partialBlock !== undefined : Boolean(themeValue(subject, place));
}
