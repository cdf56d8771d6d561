import type { JsonScalar } from "../artifact/json-schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import {
  type CallNode,
  CHOOSES_PARTIAL,
  type ExpandedBlockNode,
  type ExpandedNode,
  type ExpressionNode,
  type HashPair,
  type LiteralNode,
  type ValueNode,
} from "../syntax/nodes.js";
import { type Contract, ITEM, type Path, showPath, variableAt } from "./contract.js";
import { type Guard, guardsOf, isGuarded } from "./guards.js";
import { bodyScope, resolve, type Scope, TOP_SCOPE, type TypesOf } from "./scope.js";

/**
 * Makes variables optional that the contract file declares so: where one is printed its default stands in, or nothing;
 * where a block is about one the block is left out. Under `{{#if x}}` nothing stands in for `x`.
 *
 * @returns The tree, and calls of helpers that need a value which may be missing.
 */
export function applyContract(
  nodes: readonly ExpandedNode[],
  contract: Contract,
  typesOf: TypesOf,
): { readonly nodes: readonly ExpandedNode[]; readonly diagnostics: readonly Diagnostic[] } {
  const applying: Applying = { contract, typesOf, diagnostics: [] };
  const applied = applyAll(nodes, { scope: TOP_SCOPE, guards: [] }, applying);
  return { nodes: applied, diagnostics: applying.diagnostics };
}

interface Applying {
  readonly contract: Contract;
  readonly typesOf: TypesOf;
  readonly diagnostics: Diagnostic[];
}

interface Place {
  readonly scope: Scope;
  readonly guards: readonly Guard[];
}

function applyAll(nodes: readonly ExpandedNode[], place: Place, applying: Applying): readonly ExpandedNode[] {
  return nodes.map((node) => applyTo(node, place, applying));
}

function applyTo(node: ExpandedNode, place: Place, applying: Applying): ExpandedNode {
  switch (node.type) {
    case "Text":
      return node;
    case "Value":
      return applyToValue(node, place, applying);
    case "Line":
      return { ...node, body: applyAll(node.body, { ...place, scope: TOP_SCOPE }, applying) };
    case "Indented":
    case "Embedded":
      return { ...node, body: applyAll(node.body, place, applying) };
    case "Block":
      return applyToBlock(node, place, applying);
  }
}

function applyToValue(node: ValueNode, place: Place, applying: Applying): ExpandedNode {
  const { expression, missing } = applyToExpression(node.expression, "print", place, applying);
  const path = resolve(node.expression, place.scope)?.path ?? [];
  const multiline = variableAt(applying.contract, path)?.declared?.format === "multiline";
  const value: ValueNode = { ...node, expression, ...(multiline && { multiline }) };
  return missing.reduce<ExpandedNode>((inner, variable) => onlyIf(variable, inner), value);
}

function applyToBlock(node: ExpandedBlockNode, place: Place, applying: Applying): ExpandedNode {
  const guards = guardsOf(node, place.scope);
  const inside = { scope: bodyScope(node, place.scope, applying.typesOf), guards: [...place.guards, ...guards.body] };
  const subject = node.subject && applyToSubject(node.subject, place, applying);
  const block: ExpandedBlockNode = {
    ...node,
    subject,
    hash: node.hash.map(({ key, value }): HashPair => ({ key, value: applyToSubject(value, place, applying) })),
    body: applyAll(node.body, inside, applying),
    otherwise: applyAll(node.otherwise, { ...place, guards: [...place.guards, ...guards.otherwise] }, applying),
  };
  const needsSubject = ["each", "with", "partial", "enter"].includes(node.kind) && node.otherwise.length === 0;
  if (subject === undefined || node.subject === undefined || !needsSubject) return block;
  return standIn(node.subject, place, applying)?.value === "" ? onlyIf(subject, block) : block;
}

/** Only a default changes what a condition or a loop is about. */
function applyToSubject(node: ExpressionNode, place: Place, applying: Applying): ExpressionNode {
  const { expression, missing } = applyToExpression(node, "ask", place, applying);
  for (const variable of missing) reportMissing(node, variable, { place, applying });
  return expression;
}

interface Applied {
  readonly expression: ExpressionNode;
  /** Variables that may be missing and have to be there for the expression. */
  readonly missing: readonly ExpressionNode[];
}

function applyToExpression(node: ExpressionNode, purpose: "print" | "ask", place: Place, applying: Applying): Applied {
  if (node.type === "Literal") return { expression: node, missing: [] };
  if (node.type === "Call" && node.name !== "lookup") return applyToCall(node, purpose, place, applying);
  const literal = standIn(node, place, applying) ?? lookupStandIn(node, place, applying);
  const stays = literal === undefined || (purpose === "ask" && literal.value === "");
  return { expression: stays ? node : orElse(node, literal), missing: [] };
}

function applyToCall(call: CallNode, purpose: "print" | "ask", place: Place, applying: Applying): Applied {
  const missing: ExpressionNode[] = [];
  const argument = (arg: ExpressionNode, index: number): ExpressionNode => {
    const own = OWN_GUARDS[call.name];
    // What the template itself says to do about a missing value goes before what the contract says.
    if (own === "first" && index === 0) return arg;
    if (own === undefined && arg.type !== "Call" && isWaived(arg, place, applying) && !takesNothing(call.name, index)) {
      missing.push(arg);
      return arg;
    }
    const asked = own === "all" ? "ask" : own === "first" ? purpose : "print";
    const applied = applyToExpression(arg, asked, place, applying);
    missing.push(...applied.missing);
    return applied.expression;
  };
  const args = call.args.map(argument);
  const hash = call.hash.map(({ key, value }) => ({ key, value: argument(value, -1) }));
  return { expression: { ...call, args, hash }, missing };
}

/** Helpers that deal with missing arguments: with the first, or with all of them. */
const OWN_GUARDS: Readonly<Record<string, "first" | "all" | undefined>> = {
  fallback: "first",
  default: "first",
  and: "all",
  or: "all",
  not: "all",
  includeZero: "all",
};

/** Whether a helper can do with an empty text. */
function takesNothing(helper: string, index: number): boolean {
  return ["upper", "lower", "capitalize", "eq", "ne"].includes(helper) || (helper === "truncate" && index === 0);
}

function isWaived(node: ExpressionNode, place: Place, applying: Applying): boolean {
  return standIn(node, place, applying)?.value === "";
}

/** What stands in for a variable that is missing; undefined when it must not be missing. */
function standIn(node: ExpressionNode, { scope, guards }: Place, { contract }: Applying): LiteralNode | undefined {
  const path = resolve(node, scope)?.path;
  if (path === undefined || path.length === 0 || isGuarded(path, guards)) return undefined;
  const value = variableAt(contract, path)?.declared?.default;
  if (isScalar(value)) return { type: "Literal", value };
  return mayBeMissing(path, guards, contract) ? { type: "Literal", value: "" } : undefined;
}

/** `{{lookup object name}}` finds nothing when either may be missing. */
function lookupStandIn(node: ExpressionNode, place: Place, applying: Applying): LiteralNode | undefined {
  const args = node.type === "Call" && resolve(node, place.scope) === undefined ? node.args : [];
  return args.some((arg) => isWaived(arg, place, applying)) ? { type: "Literal", value: "" } : undefined;
}

function isScalar(value: JsonScalar | readonly never[] | undefined): value is JsonScalar {
  return value !== undefined && (typeof value !== "object" || value === null);
}

/** Whether the variable or something it lies in is optional by declaration, and no guard says that it is there. */
function mayBeMissing(path: Path, guards: readonly Guard[], contract: Contract): boolean {
  return path.some((name, index) => {
    const prefix = path.slice(0, index + 1);
    return name !== ITEM && variableAt(contract, prefix)?.waived === true && !isGuarded(prefix, guards);
  });
}

function orElse(node: Exclude<ExpressionNode, LiteralNode>, literal: LiteralNode): CallNode {
  return { type: "Call", name: "fallback", args: [node, literal], hash: [], span: node.span };
}

/** `{{#if x includeZero=true}}..{{/if}}` around a node: zero is a value. */
function onlyIf(variable: ExpressionNode, node: ExpandedNode): ExpandedNode {
  if (variable.type === "Literal" || !("span" in node)) return node;
  const { span } = node;
  const subject: CallNode = { type: "Call", name: "includeZero", args: [variable], hash: [], span: variable.span };
  return { type: "Block", kind: "if", subject, params: 0, hash: [], climb: 0, body: [node], otherwise: [], span };
}

function reportMissing(
  node: ExpressionNode,
  variable: ExpressionNode,
  { place, applying }: { readonly place: Place; readonly applying: Applying },
): void {
  if (variable.type === "Literal") return;
  const path = showPath(resolve(variable, place.scope)?.path ?? []);
  const helper = node.type === "Call" && node.name !== CHOOSES_PARTIAL ? `\`${node.name}\`` : "this";
  applying.diagnostics.push({
    code: "contract-conflict",
    severity: "error",
    message: `\`${path}\` is optional in the contract, and ${helper} needs a value`,
    help: `declare a default, or write \`{{#if ${path}}}\` around it`,
    span: variable.span,
  });
}
