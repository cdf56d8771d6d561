import type { Span } from "../source/source-file.js";
import type { ExpandedBlockNode, ExpandedNode, ExpressionNode } from "../syntax/nodes.js";
import { type Arm, type BlockItem, type Item, keepsScope } from "./items.js";

/**
 * `<ul>{{#each}}..{{/each}}</ul>`, but nothing when there is no turn: in the first turn of the loop, the whole loop is
 * run in the scope around it.
 */
export function framed(
  { node }: BlockItem,
  parts: {
    readonly turns: ExpandedBlockNode;
    readonly before: readonly ExpandedNode[] | undefined;
    readonly after: readonly ExpandedNode[] | undefined;
    readonly otherwise: readonly ExpandedNode[];
  },
): ExpandedNode {
  const { span } = node;
  const { before = [], after = [], turns, otherwise } = parts;
  const around: ExpressionNode = { type: "Path", data: false, depth: 1, names: [], scoped: true, span };
  const back = blockOf(span, { kind: "enter", subject: around, body: [turns] });
  const once = blockOf(span, { kind: "if", subject: dataOf("first", span), body: [...before, back, ...after] });
  return blockOf(span, {
    kind: "frame",
    subject: undefined,
    body: [{ ...node, params: 0, body: [once], otherwise }],
  });
}

export function dataOf(name: string, span: Span): ExpressionNode {
  return { type: "Path", data: true, depth: 0, names: [name], span };
}

/**
 * Whether a loop can be run again in the scope around it. `../` does not lead out of a turn whose item is what `this` was
 * before; a list that lies in `this` never holds it.
 */
export function canFrame({ node: { kind, subject }, scopes, around, body }: BlockItem): boolean {
  if (kind !== "each" || body.some(looksFurther)) return false;
  const isAtRoot = scopes.length === 0 && keepsRoot(around);
  return isAtRoot || (subject?.type === "Path" && !subject.data && subject.depth === 0);
}

function keepsRoot(arm: Arm | undefined): boolean {
  return arm === undefined || (keepsScope(arm) && keepsRoot(arm.outer));
}

/** Whether something asks for loops or remembered scopes around, of which the frame adds one. */
function looksFurther(item: Item): boolean {
  if (item.type === "text") return false;
  if (item.type === "leaf") return nodeLooksFurther(item.node);
  const isScoped = item.scopes.some(nodeLooksFurther) || nodeLooksFurther({ ...item.node, body: [], otherwise: [] });
  return isScoped || item.body.some(looksFurther) || item.otherwise.some(looksFurther);
}

function nodeLooksFurther(node: ExpandedNode): boolean {
  switch (node.type) {
    case "Text":
      return false;
    case "Value":
      return expressionLooksFurther(node.expression);
    case "Line":
    case "Indented":
    case "Embedded":
      return node.body.some(nodeLooksFurther);
    case "Block": {
      if (node.kind === "frame" || node.kind === "enter") return true;
      const expressions = [...(node.subject ? [node.subject] : []), ...node.hash.map(({ value }) => value)];
      return expressions.some(expressionLooksFurther) || [...node.body, ...node.otherwise].some(nodeLooksFurther);
    }
  }
}

function expressionLooksFurther(expression: ExpressionNode): boolean {
  if (expression.type === "Path") return expression.data && expression.depth > 0;
  if (expression.type !== "Call") return false;
  return [...expression.args, ...expression.hash.map(({ value }) => value)].some(expressionLooksFurther);
}

export function blockOf(span: Span, fields: Pick<ExpandedBlockNode, "kind" | "subject" | "body">): ExpandedBlockNode {
  return { type: "Block", params: 0, hash: [], climb: 0, otherwise: [], span, ...fields };
}
