import type { Expression } from "../artifact/instructions.js";
import type { ExpressionNode, PathNode } from "../syntax/nodes.js";
import type { Tables } from "./tables.js";

export function lowerExpression(node: ExpressionNode, tables: Tables): Expression {
  return node.type === "Literal" ? ["literal", node.value] : lowerPath(node, tables);
}

function lowerPath(path: PathNode, tables: Tables): Expression {
  const position = tables.position(path.span);
  if (!path.data) return ["path", path.depth, path.names, position];
  const [name, ...rest] = path.names;
  switch (name) {
    case "index":
    case "key":
    case "first":
    case "last":
      return ["data", path.depth, name, position];
    default:
      // Compile-time values were put in before; what is left is `@root`.
      return ["root", rest, position];
  }
}
