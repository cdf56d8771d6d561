import type { Expression, Instruction, Program } from "../artifact/instructions.js";
import type { ExpandedBlockNode } from "../syntax/nodes.js";
import { lowerExpression, lowerHash } from "./expression.js";
import type { Tables } from "./tables.js";

interface Arms {
  readonly body: Program;
  readonly otherwise: Program;
}

/** `unless` is an `if` with its programs swapped. */
export function lowerBlock(node: ExpandedBlockNode, { body, otherwise }: Arms, tables: Tables): Instruction {
  const subject: Expression | null = node.subject === undefined ? null : lowerExpression(node.subject, tables);
  const condition: Expression = subject ?? ["literal", null];
  switch (node.kind) {
    case "if":
      return ["if", condition, body, otherwise];
    case "unless":
      return ["if", condition, otherwise, body];
    case "each":
    case "with":
    case "section":
      return [node.kind, condition, node.params, body, otherwise];
    case "partial":
      return ["partial", subject, lowerHash(node.hash, tables), body];
    case "frame":
      return ["frame", body];
    case "enter":
      return ["enter", node.climb, subject, lowerHash(node.hash, tables), body];
  }
}
