import type {
  EmbeddedNode,
  ExpandedBlockNode,
  ExpressionNode,
  LineNode,
  PathNode,
  ValueNode,
} from "../syntax/nodes.js";
import { type Contract, type Declaration, showPath, variableAt } from "./contract.js";
import { type DomainSources, domainOf } from "./domain.js";
import { bodyScope, resolve, type Scope, TOP_SCOPE, type TypesOf } from "./scope.js";

/** All that an expression or block can come to, when that can be listed. */
export type Outcomes =
  /** `{{#if x}}`, `{{#unless x}}`, `{{#with x}}`: the subject holds, or not. */
  | { readonly type: "condition"; readonly subject: ExpressionNode }
  /** `{{#x}}` of what is no list: the subject is anything, or nothing, false or an empty list. */
  | { readonly type: "presence"; readonly subject: ExpressionNode }
  /** A condition on the loop around, whose length is settled. */
  | { readonly type: "known"; readonly holds: boolean }
  /** `{{#each list}}`, and `{{#list}}`: a list of no more than `max` items. */
  | { readonly type: "count"; readonly list: ExpressionNode; readonly max: number }
  /** `{{size}}`: one of these texts. */
  | { readonly type: "values"; readonly expression: ExpressionNode; readonly values: readonly string[] };

/** Outcomes, or what an author has to declare so that there is one. */
export type Listed = Outcomes | { readonly type: "endless"; readonly help: string | undefined };

/** The arm of a block in which something is written, and the arm around that block. */
export interface Arm {
  readonly block: ExpandedBlockNode;
  readonly arm: "body" | "otherwise";
  readonly outer: Arm | undefined;
}

/** What is known of the variables and helpers. */
export interface Known extends DomainSources {
  readonly contract: Contract;
  readonly typesOf: TypesOf;
}

/** Lists the outcomes of a value or block where it is written. */
export function outcomesOf(
  node: ValueNode | LineNode | EmbeddedNode | ExpandedBlockNode,
  arm: Arm | undefined,
  known: Known,
): Listed {
  if (node.type === "Line" || node.type === "Embedded") return { type: "endless", help: undefined };
  const scope = scopeIn(arm, known.typesOf);
  return node.type === "Value" ? valueOutcomes(node.expression, scope, known) : blockOutcomes(node, arm, scope, known);
}

function scopeIn(arm: Arm | undefined, typesOf: TypesOf): Scope {
  if (arm === undefined) return TOP_SCOPE;
  const outer = scopeIn(arm.outer, typesOf);
  return arm.arm === "body" ? bodyScope(arm.block, outer, typesOf) : outer;
}

function blockOutcomes(block: ExpandedBlockNode, arm: Arm | undefined, scope: Scope, known: Known): Listed {
  const { kind, subject } = block;
  if (subject === undefined) return { type: "endless", help: undefined };
  switch (kind) {
    case "if":
    case "unless": {
      const holds = settledTruth(subject, arm);
      return holds === undefined ? { type: "condition", subject } : { type: "known", holds };
    }
    case "with":
      return { type: "condition", subject: includeZero(subject) };
    case "each":
      return loopOutcomes(subject, scope, known);
    case "section":
      return sectionOutcomes(block, subject, scope, known);
    default:
      return { type: "endless", help: undefined };
  }
}

/** What `{{#x}}` is the contract has to tell; `{{^x}}` alone is a condition whatever `x` is. */
function sectionOutcomes({ body }: ExpandedBlockNode, subject: ExpressionNode, scope: Scope, known: Known): Listed {
  const path = resolve(subject, scope)?.path;
  const types = path === undefined ? [] : known.typesOf(path);
  const isNoList = types.length > 0 && !types.includes("array");
  if (isNoList || body.length === 0) return { type: "presence", subject };
  if (types.length > 0 && types.every((type) => type === "array" || type === "null"))
    return loopOutcomes(subject, scope, known);
  const declare =
    path && `declare one type of \`${showPath(path)}\` in \`contract.json\`, for a list with \`maxItems\``;
  const write = "write `{{#if}}`, `{{#with}}` or `{{#each}}`, which say what the block is";
  return { type: "endless", help: declare === undefined ? write : `${declare}; or ${write}` };
}

/** `with` takes zero for an object, where `if` takes it for false. */
function includeZero(subject: ExpressionNode): ExpressionNode {
  if (subject.type === "Literal") return subject;
  return { type: "Call", name: "includeZero", args: [subject], hash: [], span: subject.span };
}

function loopOutcomes(list: ExpressionNode, scope: Scope, known: Known): Listed {
  const path = resolve(list, scope)?.path;
  const max = declarationOf(list, scope, known)?.maxItems;
  if (max !== undefined) return { type: "count", list, max };
  const help = path && `declare \`maxItems\` for \`${showPath(path)}\` in \`contract.json\``;
  return { type: "endless", help };
}

function declarationOf(node: ExpressionNode, scope: Scope, { contract }: Known): Declaration | undefined {
  const path = resolve(node, scope)?.path;
  return path && variableAt(contract, path)?.declared;
}

function valueOutcomes(expression: ExpressionNode, scope: Scope, known: Known): Listed {
  const domain = domainOf(expression, scope, known);
  // A missing value is none of them.
  const values = domain?.values.filter((value) => value !== null).map(String);
  if (values !== undefined) return { type: "values", expression, values: [...new Set(values)] };
  const path = resolve(expression, scope)?.path;
  const help = path && `declare an \`enum\` for \`${showPath(path)}\` in \`contract.json\``;
  return { type: "endless", help };
}

/** What `@first`, `@last` and `@index` are in a loop whose length is settled. */
function settledTruth(subject: ExpressionNode, arm: Arm | undefined): boolean | undefined {
  if (subject.type !== "Path" || !subject.data) return undefined;
  const settled = loopAround(subject, arm)?.settled;
  if (settled === undefined) return undefined;
  switch (subject.names[0]) {
    case "first":
      return settled.index === 0;
    case "last":
      return settled.index === settled.count - 1;
    case "index":
      return settled.index > 0;
    default:
      return undefined;
  }
}

/** The loop that `@index` or `@../index` speaks of, when that can be told. */
function loopAround({ depth }: PathNode, arm: Arm | undefined): ExpandedBlockNode | undefined {
  let left = depth;
  for (let place = arm; place !== undefined; place = place.outer) {
    const { kind } = place.block;
    if (kind === "section" || kind === "enter") return undefined;
    if (place.arm === "otherwise" || kind !== "each") continue;
    if (left === 0) return place.block;
    left--;
  }
  return undefined;
}
