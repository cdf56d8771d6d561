import type { ExpandedBlockNode, ExpandedNode, TextNode, ValueNode } from "../syntax/nodes.js";

/** An outcome of an expression or block. */
export type Outcome =
  /** Of a condition: whether its subject holds. */
  | { readonly type: "condition"; readonly holds: boolean }
  /** Of a loop: the number of items. */
  | { readonly type: "count"; readonly count: number }
  /** Of a value: what is printed. */
  | { readonly type: "value"; readonly text: string };

/** The document when nodes of it have these outcomes: as if they had been filled in before. */
export function settle(
  nodes: readonly ExpandedNode[],
  outcomes: ReadonlyMap<ExpandedNode, Outcome>,
): readonly ExpandedNode[] {
  return nodes.flatMap((node) => settleNode(node, outcomes));
}

function settleNode(node: ExpandedNode, outcomes: ReadonlyMap<ExpandedNode, Outcome>): readonly ExpandedNode[] {
  switch (node.type) {
    case "Text":
    case "Line":
      return [node];
    case "Value": {
      const outcome = outcomes.get(node);
      return outcome?.type === "value" ? [toText(node, outcome.text)] : [node];
    }
    case "Indented":
    case "Embedded": {
      const body = settle(node.body, outcomes);
      return [isSame(body, node.body) ? node : { ...node, body }];
    }
    case "Block":
      return settleBlock(node, outcomes);
  }
}

function settleBlock(node: ExpandedBlockNode, outcomes: ReadonlyMap<ExpandedNode, Outcome>): readonly ExpandedNode[] {
  const body = settle(node.body, outcomes);
  const otherwise = settle(node.otherwise, outcomes);
  const outcome = outcomes.get(node);
  switch (outcome?.type) {
    case "condition":
      return chosenArm({ ...node, body, otherwise }, outcome.holds);
    case "count":
      return outcome.count === 0 ? otherwise : turnsOf({ ...node, body, otherwise: [] }, outcome.count);
    default:
      return isSame(body, node.body) && isSame(otherwise, node.otherwise) ? [node] : [{ ...node, body, otherwise }];
  }
}

function chosenArm(node: ExpandedBlockNode, holds: boolean): readonly ExpandedNode[] {
  if (node.kind === "with" || node.kind === "section") {
    return holds ? [{ ...node, otherwise: [], settled: { index: 0, count: 1 } }] : node.otherwise;
  }
  return holds === (node.kind === "if") ? node.body : node.otherwise;
}

/** The body once for each item; a section whose items are counted is a loop. */
function turnsOf(node: ExpandedBlockNode, count: number): readonly ExpandedNode[] {
  return Array.from({ length: count }, (_, index) => ({
    ...node,
    kind: "each",
    body: copyNodes(node.body),
    settled: { index, count },
  }));
}

/** The same nodes as other objects: what is settled in one of them is not settled in the others. */
export function copyNodes(nodes: readonly ExpandedNode[]): readonly ExpandedNode[] {
  return nodes.map(copyNode);
}

function copyNode(node: ExpandedNode): ExpandedNode {
  switch (node.type) {
    case "Text":
      return node;
    case "Value":
      return { ...node };
    case "Line":
    case "Indented":
    case "Embedded":
      return { ...node, body: copyNodes(node.body) };
    case "Block":
      return { ...node, body: copyNodes(node.body), otherwise: copyNodes(node.otherwise) };
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** Like any other value it is escaped when it is filled in. */
function toText({ span }: ValueNode, value: string): TextNode {
  return { type: "Text", value: value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character), span };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
