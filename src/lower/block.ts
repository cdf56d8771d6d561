import type { Expression, Instruction, Program } from "../artifact/instructions.js";
import type { ExpandedBlockNode } from "../syntax/nodes.js";
import type { Decision } from "./decision.js";
import { lowerExpression, lowerHash } from "./expression.js";
import type { Tables } from "./tables.js";

/** The variant that a decision chooses; the first program is that of the first outcome. */
export function lowerDecision(
  { subject, form, hole }: Decision,
  programs: readonly Program[],
  tables: Tables,
): Instruction {
  const expression = lowerExpression(subject, tables);
  const [first = [], second = []] = programs;
  if (form.type === "condition") return ["if", expression, first, second];
  if (form.type === "presence") return ["section", expression, 0, first, second];
  const labels = form.type === "values" ? form.values : form.required;
  return ["choose", expression, labels, programs, tables.position(hole.node.span)];
}

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
      if (node.settled !== undefined) return ["nth", condition, node.params, node.settled.index, body];
      return [node.kind, condition, node.params, body, otherwise];
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
