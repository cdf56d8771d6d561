import { type CallNode, CHOOSES_PARTIAL, type ExpandedBlockNode, type ExpressionNode } from "../syntax/nodes.js";
import { ITEM, isPrefix, type Path, showPath } from "./contract.js";
import { resolve, type Scope } from "./scope.js";

/** What is known to hold in a branch. */
export interface Guard {
  /** The variable that is there, if the guard says that one is. */
  readonly path: Path | undefined;
  /** The condition, for people. */
  readonly text: string;
  /** Holds whenever the block is rendered without an error. */
  readonly certain?: true;
}

export interface BlockGuards {
  readonly body: readonly Guard[];
  readonly otherwise: readonly Guard[];
}

const NONE: BlockGuards = { body: [], otherwise: [] };

/** What the branches of a block add to what holds around it. */
export function guardsOf(block: ExpandedBlockNode, scope: Scope): BlockGuards {
  const { kind, subject } = block;
  if (subject === undefined) return NONE;
  switch (kind) {
    case "if":
      return { body: guardsWhen(subject, scope, true), otherwise: guardsWhen(subject, scope, false) };
    case "unless":
      return { body: guardsWhen(subject, scope, false), otherwise: guardsWhen(subject, scope, true) };
    case "each":
    case "section":
    case "with":
      return scopeGuards(block, subject, scope);
    case "partial":
    case "frame":
    case "enter":
      return NONE;
  }
}

function scopeGuards({ kind, otherwise }: ExpandedBlockNode, subject: ExpressionNode, scope: Scope): BlockGuards {
  const path = resolve(subject, scope)?.path;
  const text = textOf(subject, scope);
  // A list of no items is fine, so that what its items need is needed on a condition; `with` has its object or fails.
  const certain = kind === "with" && otherwise.length === 0 ? { certain: true as const } : {};
  const present = kind === "each" ? path && [...path, ITEM] : path;
  return { body: [{ path: present, text, ...certain }], otherwise: [{ path: undefined, text: `not ${text}` }] };
}

/** What holds when a condition does, or does not. */
export function guardsWhen(node: ExpressionNode, scope: Scope, truth: boolean): readonly Guard[] {
  switch (node.type) {
    case "Literal":
      return [];
    case "Path":
    case "Param":
      return guardsOfValue(node, scope, truth);
    case "Call":
      return guardsOfCall(node, scope, truth);
  }
}

function guardsOfValue(node: ExpressionNode, scope: Scope, truth: boolean): readonly Guard[] {
  const text = textOf(node, scope);
  return truth ? [{ path: resolve(node, scope)?.path, text }] : [{ path: undefined, text: `not ${text}` }];
}

function guardsOfCall(call: CallNode, scope: Scope, truth: boolean): readonly Guard[] {
  const all = (args: readonly ExpressionNode[], holds: boolean) => args.flatMap((arg) => guardsWhen(arg, scope, holds));
  switch (call.name) {
    case "not":
      return all(call.args, !truth);
    case "includeZero":
      return all(call.args, truth);
    case "and":
      if (truth) return all(call.args, true);
      break;
    case "or":
      if (!truth) return all(call.args, false);
      break;
    case "lookup":
      return guardsOfValue(call, scope, truth);
    case CHOOSES_PARTIAL:
      return truth ? [{ path: undefined, text: choiceOf(call, scope) }] : [];
  }
  const text = sourceOf(call);
  return [{ path: undefined, text: truth ? text : `not ${text}` }];
}

/** The condition for one partial of several: `kind is card`. */
function choiceOf({ args: [name], hash }: CallNode, scope: Scope): string {
  const chosen = hash.find(({ value }) => value.type === "Literal" && value.value === true);
  return `${name === undefined ? "" : textOf(name, scope)} is ${chosen?.key}`;
}

/** A variable by its path, a call as it is written. */
function textOf(node: ExpressionNode, scope: Scope): string {
  if (node.type === "Literal") return String(node.value);
  if (node.type === "Call") return sourceOf(node);
  const target = resolve(node, scope);
  return target === undefined || target.path.length === 0 ? sourceOf(node) : showPath(target.path);
}

function sourceOf({ span }: Exclude<ExpressionNode, { type: "Literal" }>): string {
  return span.source.text.slice(span.start, span.end);
}

/** Whether guards say that a variable, and so whatever it lies in, is there. */
export function isGuarded(path: Path, guards: readonly Guard[]): boolean {
  return guards.some((guard) => guard.path !== undefined && isPrefix(path, guard.path));
}
