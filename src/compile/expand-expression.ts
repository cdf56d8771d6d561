import { suggest } from "../diagnostics/suggest.js";
import type { CallNode, ExpressionNode, HashPair, LiteralNode, ParamNode, PathNode } from "../syntax/nodes.js";
import { checkCall } from "./check-call.js";
import { atPlace, type Place, report, SLOTS } from "./expansion.js";
import type { Theme } from "./theme.js";

const LOOP_DATA: readonly string[] = ["index", "key", "first", "last"];
const COMPILE_TIME: readonly string[] = [...SLOTS, "theme", "partial-block"];

/** Whether a path is a value that is bound when compiling. */
export function isCompileTime(path: ExpressionNode): path is PathNode {
  return path.type === "Path" && path.data && path.depth === 0 && COMPILE_TIME.includes(path.names[0] ?? "");
}

/** Puts compile-time values into an expression; undefined when something in it was reported. */
export function expandExpression(node: ExpressionNode, place: Place): ExpressionNode | undefined {
  switch (node.type) {
    case "Literal":
      return node;
    case "Param":
      return checkLength(node, place) ? atPlace(node, place) : undefined;
    case "Path":
      return checkLength(node, place) ? expandPath(atPlace(node, place), place) : undefined;
    case "Call":
      return expandCall(atPlace(node, place), place);
  }
}

export function expandHash(hash: readonly HashPair[], place: Place): readonly HashPair[] | undefined {
  const pairs: HashPair[] = [];
  for (const { key, value } of hash) {
    const expanded = expandExpression(value, place);
    if (expanded === undefined) return undefined;
    pairs.push({ key, value: expanded });
  }
  return pairs;
}

function checkLength(path: PathNode | ParamNode, place: Place): boolean {
  const limit = place.sources.limits.pathLength;
  const length = path.names.length + (path.type === "Path" ? path.depth : 1);
  if (length <= limit) return true;
  const help = "enter objects with `{{#with}}`, or raise the limit `pathLength`";
  report(place, "too-large", atPlace(path, place).span, `this path has more than ${limit} names`, help);
  return false;
}

function expandPath(path: PathNode, place: Place): ExpressionNode | undefined {
  if (isCompileTime(path)) return expandThemePath(path, place);
  return checkData(path, place) ? path : undefined;
}

function expandCall(written: CallNode, place: Place): CallNode | LiteralNode | undefined {
  const [object, key] = written.args;
  // `(lookup @theme "name")` is `@theme.name`.
  if (written.name === "lookup" && object?.type === "Path" && isCompileTime(object) && key?.type === "Literal")
    return expandThemePath({ ...object, names: [...object.names, String(key.value)] }, place);
  return expandHelperCall(written, place);
}

function expandHelperCall(call: CallNode, place: Place): CallNode | undefined {
  const args = call.args.map((arg) => expandExpression(arg, place));
  const hash = expandHash(call.hash, place);
  if (!checkCall(call, place) || hash === undefined || !args.every((arg) => arg !== undefined)) return undefined;
  return { ...call, args, hash };
}

function expandThemePath(path: PathNode, place: Place): LiteralNode | undefined {
  if (path.names[0] !== "theme") {
    const help = "it may stand on its own only";
    report(place, "unsupported-syntax", path.span, `\`@${path.names.join(".")}\` is an argument here`, help);
    return undefined;
  }
  const value = themeValue(path, place);
  return value === undefined ? undefined : { type: "Literal", value };
}

/** Whether a path is one that rendering knows: without `@`, or `@root.path`, or one of the loop's names. */
function checkData(path: PathNode, place: Place): boolean {
  const [name = "", ...rest] = path.names;
  if (!path.data || name === "root" || (LOOP_DATA.includes(name) && rest.length === 0)) return true;
  const known = [...COMPILE_TIME, ...LOOP_DATA, "root"];
  const near = suggest(name, known);
  const help =
    near === undefined ? `there are ${known.map((each) => `\`@${each}\``).join(", ")}` : `did you mean \`@${near}\`?`;
  report(place, "unknown-compile-time-value", path.span, `nothing defines \`@${path.names.join(".")}\``, help);
  return false;
}

/** The theme's value at `@theme.a.b`. */
export function themeValue(path: PathNode, place: Place): string | number | undefined {
  let value: string | number | Theme = place.theme;
  for (const [index, name] of path.names.slice(1).entries()) {
    const group: Theme = typeof value === "object" ? value : {};
    const next: string | number | Theme | undefined = Object.hasOwn(group, name) ? group[name] : undefined;
    if (next === undefined) {
      const near = suggest(name, Object.keys(group));
      const known = ["theme", ...path.names.slice(1, index + 1)].join(".");
      const help = near === undefined ? "define it in `theme.json`" : `did you mean \`@${known}.${near}\`?`;
      report(place, "unknown-compile-time-value", path.span, `the theme has no \`@${path.names.join(".")}\``, help);
      return undefined;
    }
    value = next;
  }
  if (typeof value !== "object") return value;
  const help = "name a value in it";
  report(place, "unknown-compile-time-value", path.span, `\`@${path.names.join(".")}\` is a group of the theme`, help);
  return undefined;
}
