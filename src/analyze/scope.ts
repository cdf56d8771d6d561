import type { JsonType } from "../artifact/json-schema.js";
import type { ExpandedBlockNode, ExpressionNode, HashPair, LiteralNode, PathNode } from "../syntax/nodes.js";
import { ITEM, type Path } from "./contract.js";

/** What paths mean at a place of a template: the runtime's scopes, with paths in the place of values. */
export interface Scope {
  /** What `this` is; undefined when that is not a variable, or cannot be told. */
  readonly target: Target | undefined;
  /** What `../` leads to. */
  readonly up: Scope | undefined;
  readonly params: Params | undefined;
  readonly loop: Loop | undefined;
  readonly frame: Frame | undefined;
}

/** A variable; in a partial that is called with `key=value`, with these values over its properties. */
export interface Target {
  readonly path: Path;
  readonly over?: ReadonlyMap<string, Target | undefined>;
  /** Those of the values that are literals. */
  readonly literals?: ReadonlyMap<string, LiteralNode>;
}

interface Params {
  readonly targets: readonly (Target | undefined)[];
  readonly outer: Params | undefined;
}

interface Loop {
  readonly list: Target | undefined;
  readonly outer: Loop | undefined;
}

interface Frame {
  readonly scope: Scope;
  readonly outer: Frame | undefined;
}

/** Types that the contract file declares for a path. */
export type TypesOf = (path: Path) => readonly JsonType[];

export const TOP_SCOPE: Scope = {
  target: { path: [] },
  up: undefined,
  params: undefined,
  loop: undefined,
  frame: undefined,
};

/** The variable that an expression stands for, if it stands for one. */
export function resolve(node: ExpressionNode, scope: Scope): Target | undefined {
  switch (node.type) {
    case "Literal":
      return undefined;
    case "Path":
      return resolvePath(node, scope);
    case "Param":
      return follow(nth(scope.params, node.up)?.targets[node.index], node.names);
    case "Call":
      return resolveCall(node.name, node.args, scope);
  }
}

/** The literal that a partial was called with, if that is what a path names. */
export function literalAt(node: ExpressionNode, scope: Scope): LiteralNode | undefined {
  if (node.type === "Call" && node.name === "lookup") {
    const [object, name] = node.args;
    const target = object && resolve(object, scope);
    return name?.type === "Literal" ? target?.literals?.get(String(name.value)) : undefined;
  }
  const [name = "", ...rest] = node.type === "Path" && !node.data ? node.names : [];
  if (node.type !== "Path" || rest.length > 0) return undefined;
  return resolvePath({ ...node, names: [] }, scope)?.literals?.get(name);
}

function resolvePath({ data, depth, names }: PathNode, scope: Scope): Target | undefined {
  if (data) return names[0] === "root" ? follow(TOP_SCOPE.target, names.slice(1)) : undefined;
  let target: Scope | undefined = scope;
  for (let left = depth; left > 0; left--) target = target?.up;
  return follow(target?.target, names);
}

function resolveCall(name: string, [first, second]: readonly ExpressionNode[], scope: Scope): Target | undefined {
  if (first === undefined) return undefined;
  if (name === "fallback" || name === "default") return resolve(first, scope);
  if (name !== "lookup") return undefined;
  if (second?.type === "Literal") return follow(resolve(first, scope), [String(second.value)]);
  const isIndex = second?.type === "Path" && second.data && second.names[0] === "index";
  return isIndex ? follow(resolve(first, scope), [ITEM]) : undefined;
}

/** A number as a name is a step into a list. */
function follow(target: Target | undefined, names: readonly string[]): Target | undefined {
  const [name, ...rest] = names;
  if (target === undefined || name === undefined) return target;
  if (target.over?.has(name)) return follow(target.over.get(name), rest);
  return { path: [...target.path, ...names.map((each) => (/^\d+$/.test(each) ? ITEM : each))] };
}

function nth<Link extends { readonly outer: Link | undefined }>(
  chain: Link | undefined,
  count: number,
): Link | undefined {
  let link = chain;
  for (let left = count; left > 0; left--) link = link?.outer;
  return link;
}

/** The list of the loop that `@key` or `@../key` speaks of. */
export function loopList({ depth }: PathNode, scope: Scope): Path | undefined {
  return nth(scope.loop, depth)?.list?.path;
}

/** The scope in the body of a block; the else part has the scope of the block itself. */
export function bodyScope(block: ExpandedBlockNode, scope: Scope, typesOf: TypesOf): Scope {
  switch (block.kind) {
    case "if":
    case "unless":
      return scope;
    case "each":
      return enterEach(block, scope);
    case "with":
      return enter(block, scope);
    case "section":
      return enterSection(block, scope, typesOf);
    case "partial":
      return { ...scope, target: callTarget(block, scope), up: undefined, params: undefined };
    case "frame":
      return { ...scope, frame: { scope, outer: scope.frame } };
    case "enter":
      return enterSnippet(block, scope);
  }
}

function subjectTarget({ subject }: ExpandedBlockNode, scope: Scope): Target | undefined {
  return subject === undefined ? scope.target : resolve(subject, scope);
}

function enterEach(block: ExpandedBlockNode, scope: Scope): Scope {
  const list = subjectTarget(block, scope);
  const target = follow(list, [ITEM]);
  const params = block.params === 0 ? scope.params : { targets: [target], outer: scope.params };
  return { ...scope, target, up: scope, params, loop: { list, outer: scope.loop } };
}

function enter(block: ExpandedBlockNode, scope: Scope): Scope {
  const target = subjectTarget(block, scope);
  const params = block.params === 0 ? scope.params : { targets: [target], outer: scope.params };
  // A block about what is `this` already opens no scope.
  return isSame(target, scope.target) ? { ...scope, params } : { ...scope, target, up: scope, params };
}

function enterSection(block: ExpandedBlockNode, scope: Scope, typesOf: TypesOf): Scope {
  switch (sectionForm(block, scope, typesOf)) {
    case "condition":
      return scope;
    case "object":
      return enter({ ...block, params: 0 }, scope);
    default:
      return enterEach(block, scope);
  }
}

/** What `{{#name}}` turns out to be, as far as the contract file tells. */
export function sectionForm(
  block: ExpandedBlockNode,
  scope: Scope,
  typesOf: TypesOf,
): "list" | "object" | "condition" | undefined {
  const target = subjectTarget(block, scope);
  const types = target === undefined ? [] : typesOf(target.path);
  if (types.length === 0) return undefined;
  if (types.includes("array")) return "list";
  if (types.includes("object")) return "object";
  return types.every((type) => type === "boolean" || type === "null") ? "condition" : "object";
}

function enterSnippet(block: ExpandedBlockNode, scope: Scope): Scope {
  const site = nth(scope.frame, block.climb)?.scope ?? scope;
  const target = callTarget(block, scope);
  const { loop, frame } = scope;
  return isSame(target, site.target) ? { ...site, loop, frame } : { ...scope, target, up: site, params: site.params };
}

/** What a partial is about: its context, with the values of its hash over it. */
function callTarget(block: ExpandedBlockNode, scope: Scope): Target | undefined {
  const target = subjectTarget(block, scope);
  if (block.hash.length === 0) return target;
  const given = block.hash.map(({ key, value }: HashPair) => [key, resolve(value, scope)] as const);
  const literals = new Map(target?.literals);
  for (const { key, value } of block.hash) {
    if (value.type === "Literal") literals.set(key, value);
    else literals.delete(key);
  }
  return { path: target?.path ?? [], over: new Map([...(target?.over ?? []), ...given]), literals };
}

function isSame(a: Target | undefined, b: Target | undefined): boolean {
  if (a === undefined || b === undefined || a.over !== undefined || b.over !== undefined) return false;
  return a.path.length === b.path.length && a.path.every((name, index) => name === b.path[index]);
}
