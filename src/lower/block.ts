import type { Instruction, Program } from "../artifact/instructions.js";
import type { ExpandedBlockNode } from "../syntax/nodes.js";
import { lowerExpression } from "./expression.js";
import type { Tables } from "./tables.js";

/** `unless` is an `if` with its programs swapped. */
export function lowerBlock(
  node: ExpandedBlockNode,
  arms: { body: Program; otherwise: Program },
  tables: Tables,
): Instruction {
  const subject = lowerExpression(node.subject, tables);
  if (node.kind === "unless") return ["if", subject, arms.otherwise, arms.body];
  return [node.kind, subject, arms.body, arms.otherwise];
}
