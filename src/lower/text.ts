import type { Escape, Instruction, Program } from "../artifact/instructions.js";
import type { ValueHole } from "../layout/punch.js";
import type { EmbeddedNode, ExpandedNode, ValueNode } from "../syntax/nodes.js";
import { lowerBlock } from "./block.js";
import { lowerExpression } from "./expression.js";
import type { Tables } from "./tables.js";

/** Lowers a template that is text from beginning to end, such as a subject or an SMS. */
export function lowerText(nodes: readonly ExpandedNode[], treatment: Escape, tables: Tables): Program {
  return nodes.flatMap((node) =>
    node.type === "Embedded" ? lowerText(node.body, treatment, tables) : [lowerNode(node, treatment, tables)],
  );
}

function lowerNode(node: Exclude<ExpandedNode, EmbeddedNode>, treatment: Escape, tables: Tables): Instruction {
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

export function lowerValue(node: ValueHole["node"], treatment: Escape, tables: Tables): Instruction {
  if (node.type === "Embedded") throw new TypeError("an embedded content was not put in");
  if (node.type === "Line" && treatment === "html" && node.body.every(({ type }) => type === "Text")) {
    return tables.string(escapeLine(node.body));
  }
  // A finished line is one already.
  if (node.type === "Line")
    return ["header", lowerText(node.body, "header", tables), treatment === "line" ? "plain" : treatment];
  const position = tables.position(node.span);
  return ["value", lowerExpression(node.expression, tables), treatment === "line" ? inText(node) : treatment, position];
}

/** How a value is printed in text of many lines. */
function inText({ raw, multiline }: ValueNode): Escape {
  if (multiline) return "plain";
  return raw ? "raw-text" : "line";
}

/** A subject without variables, as rendering would write it. */
function escapeLine(nodes: readonly ExpandedNode[]): string {
  const text = nodes.map((node) => (node.type === "Text" ? node.value : "")).join("");
  const line = text.replace(/[\t-\r \x85\u2028\u2029]+/g, " ").trim();
  return line.replace(/[&<>"'`={}]/g, (character) => `&#${character.charCodeAt(0)};`);
}
