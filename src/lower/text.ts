import type { Escape, Instruction, Program } from "../artifact/instructions.js";
import type { ExpandedNode, LineNode, ValueNode } from "../syntax/nodes.js";
import { lowerBlock } from "./block.js";
import { lowerExpression } from "./expression.js";
import type { Tables } from "./tables.js";

/** Lowers a template that is text from beginning to end, such as a subject or an SMS. */
export function lowerText(nodes: readonly ExpandedNode[], treatment: Escape, tables: Tables): Program {
  return nodes.map((node) => lowerNode(node, treatment, tables));
}

function lowerNode(node: ExpandedNode, treatment: Escape, tables: Tables): Instruction {
  switch (node.type) {
    case "Text":
      return tables.string(node.value);
    case "Value":
    case "Line":
      return lowerValue(node, treatment, tables);
    case "Block": {
      const body = lowerText(node.body, treatment, tables);
      const otherwise = lowerText(node.otherwise, treatment, tables);
      return lowerBlock(node, { body, otherwise }, tables);
    }
    case "Indented":
      return ["prefix", tables.string(node.indent), lowerText(node.body, treatment, tables)];
  }
}

export function lowerValue(node: ValueNode | LineNode, treatment: Escape, tables: Tables): Instruction {
  if (node.type === "Line") return ["header", lowerText(node.body, "header", tables), treatment];
  return ["value", lowerExpression(node.expression, tables), treatment, tables.position(node.span)];
}
