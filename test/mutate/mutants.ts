import { parseAst } from "vitest/node";
import { type Edit, mutatePattern } from "./patterns.js";

/** One wrong version of a file. */
export interface Mutant extends Edit {
  readonly line: number;
  /** What was written, and what is written now, on one line. */
  readonly change: string;
}

/** A node of the tree that vitest parses TypeScript to. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/**
 * Wrong versions of a source: conditions negated or settled, refusals accepted, calls of escapers left out, entries of
 * tables dropped or swapped, classes of patterns edited, bounds off by one, statements left out.
 */
export function mutantsOf(source: string): readonly Mutant[] {
  const edits = new Map<string, Edit>();
  const add = (start: number, end: number, text: string) => {
    if (source.slice(start, end) !== text) edits.set(`${start} ${end} ${text}`, { start, end, text });
  };
  visit(parseAst(source, { lang: "ts" }) as unknown as Node, (node) => mutate(node, source, add)); // the type is Rollup's
  return [...edits.values()].map((edit) => ({
    ...edit,
    line: source.slice(0, edit.start).split("\n").length,
    change: describe(source, edit),
  }));
}

/** With some of what stands around it, so that a change can be told from others. */
function describe(source: string, { start, end, text }: Edit): string {
  const lineStart = source.lastIndexOf("\n", start) + 1;
  const lineEnd = (source.indexOf("\n", end) + source.length + 1) % (source.length + 1);
  const line = `${source.slice(lineStart, start)}⟦${source.slice(start, end)}→${text}⟧${source.slice(end, lineEnd)}`;
  return line.trim().replace(/\s+/g, " ");
}

type Add = (start: number, end: number, text: string) => void;

/** Visits all that runs: no types, no imports, no messages. */
function visit(node: Node, see: (node: Node) => void): void {
  if (isLeftOut(node)) return;
  see(node);
  for (const [field, child] of Object.entries(node)) {
    if (field === "typeAnnotation" || field === "typeArguments" || field === "returnType") continue;
    for (const [index, each] of (Array.isArray(child) ? child : [child]).entries())
      if (isNode(each) && !(field === "arguments" && isMessage(node, index))) visit(each, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Texts for people: what they say is no matter of safety. */
const MESSAGES: ReadonlySet<string> = new Set(["help", "fact", "problem", "message"]);

/** Functions that take such texts, with the places of these among the arguments. */
const TELLERS: Readonly<Record<string, readonly number[]>> = { matching: [2], refuse: [1, 2], unsafe: [0, 1] };

function isMessage({ callee }: Node, index: number): boolean {
  return isNode(callee) && (TELLERS[String(callee["name"])] ?? []).includes(index);
}

function isLeftOut(node: Node): boolean {
  if (/^(?:TSTypeAliasDeclaration|TSInterfaceDeclaration|ImportDeclaration|TSType)/.test(node.type)) return true;
  if (node.type === "ExportNamedDeclaration" && node["exportKind"] === "type") return true;
  const named = { Property: node["key"], VariableDeclarator: node["id"] }[node.type];
  return isNode(named) && MESSAGES.has(String(named["name"]));
}

function mutate(node: Node, source: string, add: Add): void {
  const of = (field: string) => node[field] as Node; // the fields of a node follow from its type
  const text = (part: Node) => source.slice(part.start, part.end);
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
      for (const settled of ["true", "false"]) add(of("test").start, of("test").end, settled);
      return;
    case "LogicalExpression":
      for (const side of ["left", "right"]) add(node.start, node.end, text(of(side)));
      return;
    case "BinaryExpression":
      return mutateOperator(node, source, add);
    case "UnaryExpression":
      if (node["operator"] === "!") add(node.start, node.end, `(${text(of("argument"))})`);
      return;
    case "CallExpression":
      return mutateCall(node, text, add);
    case "ReturnStatement":
      if (isNode(node["argument"]) && isTest(node["argument"]))
        for (const settled of ["true", "false"]) add(of("argument").start, of("argument").end, settled);
      return;
    case "ExpressionStatement":
      add(node.start, node.end, ";");
      return;
    case "SwitchCase":
      return mutateCase(node, add);
    case "ObjectExpression":
      return mutateEntries(node["properties"] as Node[], text, add);
    case "ArrayExpression":
      for (const element of node["elements"] as Node[]) add(element.start, element.end, "undefined");
      return;
    case "Literal":
      return mutateLiteral(node, source, add);
    case "TemplateLiteral":
      if (isPattern(text(node)))
        for (const edit of mutatePattern(text(node).slice(1, -1), node.start + 1)) add(edit.start, edit.end, edit.text);
      return;
  }
}

function isTest({ type }: Node): boolean {
  return type === "LogicalExpression" || type === "BinaryExpression" || type === "UnaryExpression";
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "+": ["-"],
  "-": ["+"],
};

function mutateOperator(node: Node, source: string, add: Add): void {
  const [left, right] = [node["left"] as Node, node["right"] as Node]; // a binary expression has both
  const at = source.indexOf(String(node["operator"]), left.end);
  if (at >= right.start) return;
  for (const other of OPERATORS[String(node["operator"])] ?? []) add(at, at + String(node["operator"]).length, other);
}

/** Without the call: `escape(text)` is `text`, `text.replace(..)` is `text`; a test is always or never true. */
function mutateCall(node: Node, text: (part: Node) => string, add: Add): void {
  const callee = node["callee"] as Node; // a call has one
  const args = node["arguments"] as Node[];
  const [first] = args;
  if (callee.type === "MemberExpression") {
    const name = String((callee["property"] as Node)["name"]);
    if (/^(?:test|has|includes|startsWith|endsWith|every|some|hasOwn)$/.test(name))
      for (const settled of ["true", "false"]) add(node.start, node.end, settled);
    else if (/^(?:replace|replaceAll|trim|toLowerCase|toUpperCase|toReversed)$/.test(name))
      add(node.start, node.end, text(callee["object"] as Node));
    else if (name === "at" && text(args[0] ?? callee) === "-1") add(args[0]?.start ?? 0, args[0]?.end ?? 0, "0");
    return;
  }
  if (args.length === 1 && first !== undefined && callee.type === "Identifier") add(node.start, node.end, text(first));
}

function mutateCase(node: Node, add: Add): void {
  const body = node["consequent"] as Node[];
  const [first, last] = [body[0], body.at(-1)];
  // What is left falls through to the next case.
  if (first !== undefined && last !== undefined) add(first.start, last.end, "");
}

/** Every entry of a table dropped, and given the value of the next one. */
function mutateEntries(entries: readonly Node[], text: (part: Node) => string, add: Add): void {
  const isTable =
    entries.length > 1 &&
    entries.every(({ type, key }) => type === "Property" && isNode(key) && !MESSAGES.has(String(key["name"])));
  if (!isTable) return;
  for (const [index, entry] of entries.entries()) {
    const value = entry["value"] as Node; // properties have one
    const next = entries[(index + 1) % entries.length]?.["value"] as Node;
    if (entry["shorthand"] === true || value.type === "ObjectExpression") continue;
    add(value.start, value.end, text(next));
    if (/^(?:Identifier|ArrowFunctionExpression)$/.test(value.type) && /^escape|^clean|^\(text\)/.test(text(value)))
      add(value.start, value.end, "(text) => text");
  }
}

function mutateLiteral(node: Node, source: string, add: Add): void {
  const raw = source.slice(node.start, node.end);
  if (typeof node["value"] === "number") {
    add(node.start, node.end, String(node["value"] + 1));
    if (node["value"] > 0) add(node.start, node.end, String(node["value"] - 1));
  } else if (typeof node["value"] === "boolean") add(node.start, node.end, String(!node["value"]));
  else if (isNode(node["regex"]) || typeof node["regex"] === "object") {
    const close = raw.lastIndexOf("/");
    for (const { start, end, text } of mutatePattern(raw.slice(1, close), node.start + 1)) add(start, end, text);
    for (let at = close + 1; at < raw.length; at++) add(node.start + at, node.start + at + 1, "");
  } else if (typeof node["value"] === "string") mutateText(node["value"], node, raw, add);
}

/** Words of a list dropped one by one; a pattern edited as one; any other text emptied. */
function mutateText(value: string, node: Node, raw: string, add: Add): void {
  const words = [...raw.matchAll(/[^\s"']+/g)];
  if (isPattern(raw))
    for (const { start, end, text } of mutatePattern(raw.slice(1, -1), node.start + 1)) add(start, end, text);
  else if (words.length > 1)
    for (const { 0: word, index } of words) add(node.start + index, node.start + index + word.length, "zz");
  else if (value !== "") add(node.start, node.end, '"zz"');
}

function isPattern(raw: string): boolean {
  return /\(\?|\[[^\]]+\]/.test(raw);
}
