import type { Expression, Hash } from "../artifact/instructions.js";
import type { CallNode, ExpressionNode, HashPair, PathNode } from "../syntax/nodes.js";
import type { Tables } from "./tables.js";

export function lowerExpression(node: ExpressionNode, tables: Tables): Expression {
  switch (node.type) {
    case "Literal":
      return ["literal", node.value];
    case "Path":
      return lowerPath(node, tables);
    case "Param":
      return ["param", node.up, node.index, node.names, tables.position(node.span)];
    case "Call":
      return lowerCall(node, tables);
  }
}

export function lowerHash(hash: readonly HashPair[], tables: Tables): Hash {
  return hash.map(({ key, value }) => [key, lowerExpression(value, tables)]);
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

function lowerCall(call: CallNode, tables: Tables): Expression {
  const position = tables.position(call.span);
  const args = call.args.map((arg) => lowerExpression(arg, tables));
  const [object, name] = args;
  if (call.name === "lookup" && object !== undefined && name !== undefined) return ["lookup", object, name, position];
  return ["call", call.name, args, lowerHash(call.hash, tables), position];
}
