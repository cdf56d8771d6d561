import type { Span } from "../source/source-file.js";

/** The template tree: what Handlebars parsed, reduced to what Platen compiles. Positions are spans of the sources. */
export type Node = TextNode | ValueNode | BlockNode | PartialNode;

/** Literal text, after white-space control. The span covers the text in its source; `value` may be a part of it. */
export interface TextNode {
  readonly type: "Text";
  readonly value: string;
  readonly span: Span;
}

/** `{{path}}`, or `{{{path}}}` when `raw`. */
export interface ValueNode {
  readonly type: "Value";
  readonly expression: PathNode;
  readonly raw: boolean;
  readonly span: Span;
}

/** `{{#if x}}..{{else}}..{{/if}}`; an `else if` is a block alone in `otherwise`. The span covers the opening tag. */
export interface BlockNode {
  readonly type: "Block";
  readonly kind: BlockKind;
  readonly subject: ExpressionNode;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
  readonly span: Span;
}

export type BlockKind = (typeof BLOCK_KINDS)[number];
export const BLOCK_KINDS = ["if", "unless", "each", "with"] as const;

/** `{{> name}}`; `indent` is the white space before a partial that stands alone on its line. */
export interface PartialNode {
  readonly type: "Partial";
  readonly name: string;
  readonly indent: string;
  readonly span: Span;
}

export type ExpressionNode = PathNode | LiteralNode;

/** `a.b`, `../a`, `this`, `@index`, `@root.a`: `data` marks the `@`; `depth` counts `../`. */
export interface PathNode {
  readonly type: "Path";
  readonly data: boolean;
  readonly depth: number;
  readonly names: readonly string[];
  readonly span: Span;
}

/** `"text"`, `12`, `true`; null and undefined are both null. */
export interface LiteralNode {
  readonly type: "Literal";
  readonly value: string | number | boolean | null;
}

/**
 * What is left of a tree when partials, layouts and compile-time values are put in. `Indented` is a partial that stood
 * alone on its line: every line that it prints gets the white space that stood before it.
 */
export type ExpandedNode = TextNode | ValueNode | LineNode | ExpandedBlockNode | IndentedNode;

export interface ExpandedBlockNode extends Omit<BlockNode, "body" | "otherwise"> {
  readonly body: readonly ExpandedNode[];
  readonly otherwise: readonly ExpandedNode[];
}

/** `{{@subject}}` in a document: a template of its own, whose finished line is put there like a value. */
export interface LineNode {
  readonly type: "Line";
  readonly body: readonly ExpandedNode[];
  readonly span: Span;
}

export interface IndentedNode {
  readonly type: "Indented";
  readonly indent: string;
  readonly body: readonly ExpandedNode[];
}
