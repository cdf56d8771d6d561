import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createSourceFile, offsetAt, type SourceFile, type Span } from "../source/source-file.js";
import {
  type HbsBlock,
  type HbsExpression,
  type HbsLocation,
  type HbsMustache,
  type HbsNode,
  type HbsPartial,
  type HbsProgram,
  type HbsText,
  parseHandlebars,
} from "./handlebars.js";
import { BLOCK_KINDS, type BlockKind, type ExpressionNode, type Node, type PathNode } from "./nodes.js";
import { preScan } from "./pre-scan.js";

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
  const reading: Reading = { span, local: createSourceFile(span.source.path, text), diagnostics: [] };
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

/** What the functions below share during one parse: the stretch, its text with lines of its own, and the findings. */
interface Reading {
  readonly span: Span;
  readonly local: SourceFile;
  readonly diagnostics: Diagnostic[];
}

function readProgram(program: HbsProgram | undefined, reading: Reading): Node[] {
  if (program === undefined) return [];
  if (program.blockParams !== undefined && program.blockParams.length > 0 && program.loc !== undefined) {
    refuse(
      reading,
      program.loc,
      "block parameters (`as |name|`)",
      "use the path from the loop's item, such as `this.name`",
    );
  }
  return program.body.flatMap((node) => readNode(node, reading));
}

function readNode(node: HbsNode, reading: Reading): Node[] {
  switch (node.type) {
    case "ContentStatement":
      return readText(node, reading);
    case "CommentStatement":
      return [];
    case "MustacheStatement":
      return readMustache(node, reading);
    case "BlockStatement":
      return readBlock(node, reading);
    case "PartialStatement":
      return readPartial(node, reading);
    case "PartialBlockStatement":
      return refuse(reading, node.loc, "partial blocks (`{{#> name}}`)", "use a layout, or a partial without a block");
    default:
      return refuse(reading, node.loc, "decorators", "use a partial from the partials folder");
  }
}

function readText(node: HbsText, reading: Reading): Node[] {
  if (node.value === "") return [];
  const span = spanOf(node.loc, reading);
  // White-space control takes characters off both ends; what is left starts at its first occurrence.
  const start = span.start + Math.max(0, node.original.indexOf(node.value));
  return [{ type: "Text", value: node.value, span: { source: span.source, start, end: start + node.value.length } }];
}

function readMustache(node: HbsMustache, reading: Reading): Node[] {
  if (isCall(node)) {
    return refuse(reading, node.loc, "helpers with arguments", "prepare the value before rendering");
  }
  const expression = readPath(node.path, reading);
  if (expression === undefined) return [];
  return [{ type: "Value", expression, raw: !node.escaped, span: spanOf(node.loc, reading) }];
}

function readBlock(node: HbsBlock, reading: Reading): Node[] {
  const kind = blockKind(node.path);
  const span = openingTag(node, reading);
  const body = readProgram(node.program, reading);
  const otherwise = readProgram(node.inverse, reading);
  if (kind === undefined) {
    const known = BLOCK_KINDS.map((name) => `\`${name}\``).join(", ");
    return refuseAt(reading, span, "this kind of block", `blocks are ${known}`);
  }
  if (node.params.length !== 1 || (node.hash?.pairs.length ?? 0) > 0) {
    return refuseAt(reading, span, `\`${kind}\` with other than one argument`, `write \`{{#${kind} path}}\``);
  }
  const subject = readExpression(node.params[0], reading);
  if (subject === undefined) return [];
  return [{ type: "Block", kind, subject, body, otherwise, span }];
}

function readPartial(node: HbsPartial, reading: Reading): Node[] {
  const span = spanOf(node.loc, reading);
  if (node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0) {
    return refuseAt(reading, span, "partials with a context or arguments", "use `{{#with}}` around the partial");
  }
  const name = partialName(node.name);
  if (name === undefined) return refuseAt(reading, span, "partial names that are computed", "write the name out");
  return [{ type: "Partial", name, indent: node.indent, span }];
}

function partialName(name: HbsExpression): string | undefined {
  switch (name.type) {
    case "PathExpression":
      return name.original;
    case "StringLiteral":
    case "NumberLiteral":
      return String(name.value);
    default:
      return undefined;
  }
}

function readExpression(expression: HbsExpression | undefined, reading: Reading): ExpressionNode | undefined {
  if (expression === undefined) return undefined;
  switch (expression.type) {
    case "PathExpression":
    case "SubExpression":
      return readPath(expression, reading);
    case "UndefinedLiteral":
    case "NullLiteral":
      return { type: "Literal", value: null };
    default:
      return { type: "Literal", value: expression.value };
  }
}

/** A path in the place of a helper name; a literal there is a name as well: `{{"first name"}}`, `{{12}}`. */
function readPath(path: HbsExpression, reading: Reading): PathNode | undefined {
  const span = spanOf(path.loc, reading);
  switch (path.type) {
    case "PathExpression": {
      const names = path.parts.filter((part) => typeof part === "string");
      if (names.length === path.parts.length) return { type: "Path", data: path.data, depth: path.depth, names, span };
      break;
    }
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return { type: "Path", data: false, depth: 0, names: [String(path.value)], span };
    case "UndefinedLiteral":
      return { type: "Path", data: false, depth: 0, names: ["undefined"], span };
    case "NullLiteral":
      return { type: "Path", data: false, depth: 0, names: ["null"], span };
    case "SubExpression":
      break;
  }
  refuseAt(reading, span, "subexpressions", "prepare the value before rendering");
  return undefined;
}

function isCall(node: HbsMustache): boolean {
  return node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
}

function blockKind(path: HbsExpression): BlockKind | undefined {
  if (path.type !== "PathExpression" || path.data || path.depth > 0) return undefined;
  return BLOCK_KINDS.find((kind) => kind === path.original);
}

/** The span of `{{#if x}}` alone: a block's own location reaches to the end of its closing tag. */
function openingTag(node: HbsBlock, reading: Reading): Span {
  const whole = spanOf(node.loc, reading);
  const end = whole.source.text.indexOf("}}", whole.start);
  return end === -1 || end > whole.end ? whole : { source: whole.source, start: whole.start, end: end + 2 };
}

function spanOf(loc: HbsLocation, reading: Reading): Span {
  const { source, start } = reading.span;
  return {
    source,
    start: start + offsetAt(reading.local, loc.start.line, loc.start.column),
    end: start + offsetAt(reading.local, loc.end.line, loc.end.column),
  };
}

function refuse(reading: Reading, loc: HbsLocation, what: string, help: string): Node[] {
  return refuseAt(reading, spanOf(loc, reading), what, help);
}

function refuseAt(reading: Reading, span: Span, what: string, help: string): Node[] {
  const message = `this version does not compile ${what}`;
  reading.diagnostics.push({ code: "unsupported-syntax", severity: "error", message, help, span });
  return [];
}
