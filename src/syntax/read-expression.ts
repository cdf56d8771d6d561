import type { HbsCall, HbsExpression, HbsHash } from "./handlebars.js";
import {
  BLOCK_HELPERS,
  type CallNode,
  type ExpressionNode,
  type HashPair,
  type ParamNode,
  type PathNode,
} from "./nodes.js";
import { type Reading, refuse, reject, spanOf } from "./reading.js";

type HbsPath = Extract<HbsExpression, { type: "PathExpression" }>;

/** An expression in the place of an argument; undefined when it was refused. */
export function readExpression(expression: HbsExpression, reading: Reading): ExpressionNode | undefined {
  switch (expression.type) {
    case "PathExpression":
      return readPath(expression, reading);
    case "SubExpression":
      return readCall(expression, reading);
    case "UndefinedLiteral":
    case "NullLiteral":
      return { type: "Literal", value: null };
    default:
      return { type: "Literal", value: expression.value };
  }
}

/**
 * What stands in the place of a name: `{{name}}`, `{{#name}}`. A literal there is a name as well: `{{"first name"}}`,
 * `{{12}}`.
 */
export function readName(name: HbsExpression, reading: Reading): ExpressionNode | undefined {
  const span = spanOf(name.loc, reading);
  switch (name.type) {
    case "PathExpression":
      return readPath(name, reading);
    case "SubExpression":
      return readCall(name, reading);
    case "UndefinedLiteral":
      return { type: "Path", data: false, depth: 0, names: ["undefined"], span };
    case "NullLiteral":
      return { type: "Path", data: false, depth: 0, names: ["null"], span };
    default:
      return { type: "Path", data: false, depth: 0, names: [String(name.value)], span };
  }
}

function readPath(path: HbsPath, reading: Reading): PathNode | ParamNode | undefined {
  const span = spanOf(path.loc, reading);
  const names = path.parts.filter((part) => typeof part === "string");
  if (names.length < path.parts.length) {
    return refuse(reading, span, "calls in a path", "write `(lookup (helper) name)`");
  }
  const { data, depth } = path;
  if (isScoped(path)) return { type: "Path", data, depth, names, scoped: true, span };
  return readParam(path, names, reading) ?? { type: "Path", data, depth, names, span };
}

function isScoped({ original }: HbsPath): boolean {
  return /^\.|this\b/.test(original);
}

/** A path whose first name is a block parameter around it. */
function readParam(path: HbsPath, names: readonly string[], reading: Reading): ParamNode | undefined {
  const [first, ...rest] = names;
  if (path.data || path.depth > 0 || first === undefined) return undefined;
  for (const [up, params] of reading.params.toReversed().entries()) {
    const index = params.indexOf(first);
    if (index !== -1) return { type: "Param", up, index, names: rest, span: spanOf(path.loc, reading) };
  }
  return undefined;
}

/** `helper arg key=value`, with or without parentheses around. */
export function readCall(call: HbsCall, reading: Reading): CallNode | undefined {
  const span = spanOf(call.loc, reading);
  const name = helperName(call.path);
  if (name === undefined) {
    return refuse(reading, spanOf(call.path.loc, reading), "calls of what lies in the data", "register a helper");
  }
  if (name === "log") return refuse(reading, span, "`log`: rendering writes nothing", "remove it");
  if (BLOCK_HELPERS.some((block) => block === name)) {
    return reject(reading, span, `\`${name}\` is a block`, `write \`{{#${name} ..}}..{{/${name}}}\``);
  }
  const args = call.params.map((param) => readExpression(param, reading));
  const hash = readHash(call.hash, reading);
  if (hash === undefined || !args.every((arg) => arg !== undefined)) return undefined;
  return { type: "Call", name, args, hash, span };
}

/** The name of a helper is one word. */
export function helperName(path: HbsExpression): string | undefined {
  if (path.type !== "PathExpression" || path.data || path.depth > 0 || path.parts.length !== 1) return undefined;
  const [name] = path.parts;
  return typeof name === "string" && !isScoped(path) ? name : undefined;
}

export function readHash(hash: HbsHash | undefined, reading: Reading): readonly HashPair[] | undefined {
  const pairs: HashPair[] = [];
  for (const pair of hash?.pairs ?? []) {
    const value = readExpression(pair.value, reading);
    if (value === undefined) return undefined;
    pairs.push({ key: pair.key, value });
  }
  return pairs;
}
