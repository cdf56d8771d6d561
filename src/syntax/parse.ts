import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createSourceFile, offsetAt, type Span } from "../source/source-file.js";
import {
  type HbsBlock,
  type HbsDecoratorBlock,
  type HbsExpression,
  type HbsMustache,
  type HbsNode,
  type HbsPartial,
  type HbsPartialBlock,
  type HbsProgram,
  type HbsText,
  parseHandlebars,
} from "./handlebars.js";
import { BLOCK_HELPERS, type BlockKind, type ExpressionNode, type Node } from "./nodes.js";
import { preScan } from "./pre-scan.js";
import { helperName, readCall, readExpression, readHash, readName } from "./read-expression.js";
import { type Reading, refuse, reject, spanOf } from "./reading.js";

export interface Parsed {
  readonly nodes: readonly Node[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses a stretch of a source, such as a file's body or one value of its front matter. Constructs that Platen does not
 * compile are reported and left out of the tree.
 */
export function parse(span: Span, maxDepth: number): Parsed {
  const early = preScan(span, maxDepth);
  if (early.length > 0) return { nodes: [], diagnostics: early };

  const text = span.source.text.slice(span.start, span.end);
  const reading: Reading = { span, local: createSourceFile(span.source.path, text), diagnostics: [], params: [] };
  const program = parseHandlebars(text);
  if ("message" in program) {
    const start = span.start + offsetAt(reading.local, program.line, program.column);
    const at = { source: span.source, start, end: Math.min(start + 1, span.source.text.length) };
    return {
      nodes: [],
      diagnostics: [{ code: "syntax-error", severity: "error", message: program.message, span: at }],
    };
  }
  return { nodes: readProgram(program, reading), diagnostics: reading.diagnostics };
}

function readProgram(program: HbsProgram | undefined, reading: Reading): Node[] {
  if (program === undefined) return [];
  const params = program.blockParams ?? [];
  const inner = params.length === 0 ? reading : { ...reading, params: [...reading.params, params] };
  return program.body.flatMap((node) => readNode(node, inner) ?? []);
}

/** @returns undefined for what prints nothing, and for what was refused. */
function readNode(node: HbsNode, reading: Reading): Node | readonly Node[] | undefined {
  switch (node.type) {
    case "ContentStatement":
      return readText(node, reading);
    case "CommentStatement":
      return undefined;
    case "MustacheStatement":
      return readMustache(node, reading);
    case "BlockStatement":
      return readBlock(node, reading);
    case "PartialStatement":
    case "PartialBlockStatement":
      return readPartial(node, reading);
    case "DecoratorBlock":
      return readInline(node, reading);
    case "Decorator":
      return refuse(reading, spanOf(node.loc, reading), "decorators, which run code", "remove it");
  }
}

function readText(node: HbsText, reading: Reading): Node | undefined {
  if (node.value === "") return undefined;
  const span = spanOf(node.loc, reading);
  // White-space control takes characters off both ends; what is left starts at its first occurrence.
  const start = span.start + Math.max(0, node.original.indexOf(node.value));
  return { type: "Text", value: node.value, span: { source: span.source, start, end: start + node.value.length } };
}

function readMustache(node: HbsMustache, reading: Reading): Node | undefined {
  const isCall = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
  const expression = isCall ? readCall(node, reading) : readName(node.path, reading);
  return expression && { type: "Value", expression, raw: !node.escaped, span: spanOf(node.loc, reading) };
}

function readBlock(node: HbsBlock, reading: Reading): Node | readonly Node[] | undefined {
  const span = openingTag(node, reading);
  if (span.source.text.startsWith("{{{{", span.start)) return readRawBlock(node, span, reading);
  const name = helperName(node.path);
  const helper = BLOCK_HELPERS.find((kind) => kind === name);
  const subject = helper === undefined ? readSection(node, span, reading) : readSubject(node, helper, span, reading);
  const params = node.program?.blockParams?.length ?? node.inverse?.blockParams?.length ?? 0;
  const body = readProgram(node.program, reading);
  const otherwise = readProgram(node.inverse, reading);
  if (subject === undefined) return undefined;
  const kind: BlockKind = helper ?? "section";
  return { type: "Block", kind, subject, params, body, otherwise, span };
}

/** `{{{{raw}}}}..{{{{/raw}}}}`: the text between as it stands. */
function readRawBlock(node: HbsBlock, span: Span, reading: Reading): readonly Node[] | undefined {
  if (helperName(node.path) === "raw" && node.params.length === 0) return readProgram(node.program, reading);
  return refuse(reading, span, "raw blocks of other names than `raw`", "write `{{{{raw}}}}..{{{{/raw}}}}`");
}

/** `{{#name}}`: a list, an object or a condition, as the value turns out to be. */
function readSection(node: HbsBlock, span: Span, reading: Reading): ExpressionNode | undefined {
  if (node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0) {
    const known = BLOCK_HELPERS.map((name) => `\`${name}\``).join(", ");
    const help = `blocks with arguments are ${known}; helpers are called inside of them: \`{{#if (eq a b)}}\``;
    return refuse(reading, span, "blocks with arguments of other names", help);
  }
  return readName(node.path, reading);
}

function readSubject(
  node: HbsBlock,
  kind: (typeof BLOCK_HELPERS)[number],
  span: Span,
  reading: Reading,
): ExpressionNode | undefined {
  const [param, ...more] = node.params;
  if (param === undefined || more.length > 0) {
    return reject(reading, span, `\`${kind}\` takes one argument`, `write \`{{#${kind} path}}\``);
  }
  const hash = readHash(node.hash, reading);
  const subject = readExpression(param, reading);
  const [first] = hash ?? [];
  if (first === undefined || subject === undefined) return subject;
  const isCondition = kind === "if" || kind === "unless";
  if (!isCondition || hash?.length !== 1 || first.key !== "includeZero" || first.value.type !== "Literal") {
    return refuse(reading, span, `\`${kind}\` with \`${first.key}=\``, "conditions take `includeZero=true`");
  }
  return first.value.value ? { type: "Call", name: "includeZero", args: [subject], hash: [], span } : subject;
}

function readPartial(node: HbsPartial | HbsPartialBlock, reading: Reading): Node | undefined {
  const whole = spanOf(node.loc, reading);
  const block = node.type === "PartialBlockStatement" ? readProgram(node.program, reading) : undefined;
  const span = block === undefined ? whole : firstTag(whole);
  const name = partialName(node.name) ?? readExpression(node.name, reading);
  const [param, ...more] = node.params;
  const context = param && readExpression(param, reading);
  const hash = readHash(node.hash, reading);
  if (more.length > 0) return reject(reading, span, "a partial takes one context", "give other values as `name=value`");
  if (name === undefined || hash === undefined || (param !== undefined && context === undefined)) return undefined;
  const indent = node.type === "PartialStatement" ? node.indent : "";
  return { type: "Partial", name, context, hash, indent, block, span };
}

function partialName(name: HbsExpression): string | undefined {
  switch (name.type) {
    case "PathExpression":
      // A compile-time value; other names are taken as they are written.
      return name.data && name.parts[0] === "theme" ? undefined : name.original;
    case "StringLiteral":
    case "NumberLiteral":
      return String(name.value);
    default:
      return undefined;
  }
}

function readInline(node: HbsDecoratorBlock, reading: Reading): Node | undefined {
  const span = firstTag(spanOf(node.loc, reading));
  const [param] = node.params;
  const name = param && partialName(param);
  if (helperName(node.path) !== "inline" || name === undefined || node.params.length > 1) {
    return refuse(reading, span, "decorators, which run code", 'only `{{#*inline "name"}}` is known');
  }
  return { type: "Inline", name, body: readProgram(node.program, reading), span };
}

/** The span of `{{#if x}}` alone: a block's own location reaches to the end of its closing tag. */
function openingTag(node: HbsBlock, reading: Reading): Span {
  return firstTag(spanOf(node.loc, reading));
}

function firstTag(whole: Span): Span {
  const end = whole.source.text.indexOf("}}", whole.start);
  return end === -1 || end > whole.end ? whole : { source: whole.source, start: whole.start, end: end + 2 };
}
