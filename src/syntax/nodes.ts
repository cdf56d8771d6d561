import type { Span } from "../source/source-file.js";

/** The template tree: what Handlebars parsed, reduced to what Platen compiles. Positions are spans of the sources. */
export type Node = TextNode | ValueNode | BlockNode | PartialNode | InlineNode;

/** Literal text, after white-space control. The span covers the text in its source; `value` may be a part of it. */
export interface TextNode {
  readonly type: "Text";
  readonly value: string;
  readonly span: Span;
  /** Made from what stands in the span, such as a theme value or HTML made of Markdown, not copied from it. */
  readonly derived?: true;
  /** An empty text that marks where something embedded begins or ends. */
  readonly edge?: ContentEdge;
}

export interface ContentEdge {
  readonly at: "start" | "end";
  /** What is embedded: HTML, or components of MJML. */
  readonly kind: "html" | "mjml";
}

/** `{{path}}`, `{{helper arg}}`, or `{{{path}}}` when `raw`. */
export interface ValueNode {
  readonly type: "Value";
  readonly expression: ExpressionNode;
  readonly raw: boolean;
  /** In text of many lines, whether the value may have lines, too. */
  readonly multiline?: true;
  readonly indented?: Indented;
  readonly span: Span;
}

/** Whether it stands in a partial whose lines are indented. */
export type Indented = true;

/**
 * `{{#if x}}..{{else}}..{{/if}}`; an `else if` is a block alone in `otherwise`. `{{#x}}` and `{{^x}}` are a `section`.
 * The span covers the opening tag.
 */
export interface BlockNode {
  readonly type: "Block";
  readonly kind: BlockKind;
  readonly subject: ExpressionNode;
  /** Number of block parameters: `as |item index|`. */
  readonly params: number;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
  readonly span: Span;
}

export type BlockKind = (typeof BLOCK_HELPERS)[number] | "section";
export const BLOCK_HELPERS = ["if", "unless", "each", "with"] as const;

/** `{{> name context key=value}}`, `{{#> name}}default{{/name}}`, `{{> @partial-block}}`. */
export interface PartialNode {
  readonly type: "Partial";
  /** An expression when the name is computed: `{{> (lookup . "name")}}`. */
  readonly name: string | ExpressionNode;
  readonly context: ExpressionNode | undefined;
  readonly hash: readonly HashPair[];
  /** White space before a partial that stands alone on its line. */
  readonly indent: string;
  /** What stands between `{{#> name}}` and `{{/name}}`. */
  readonly block: readonly Node[] | undefined;
  readonly span: Span;
}

/** `{{#*inline "name"}}..{{/inline}}` */
export interface InlineNode {
  readonly type: "Inline";
  readonly name: string;
  readonly body: readonly Node[];
  readonly span: Span;
}

export type ExpressionNode = PathNode | ParamNode | LiteralNode | CallNode;

/** `a.b`, `../a`, `this`, `@index`, `@root.a`: `data` marks the `@`; `depth` counts `../`. */
export interface PathNode {
  readonly type: "Path";
  readonly data: boolean;
  readonly depth: number;
  readonly names: readonly string[];
  /** Written with `this.` or `./`: then it is never a helper or a block parameter. */
  readonly scoped?: true;
  readonly span: Span;
}

/** `item.name` where a block around says `as |item|`: blocks with parameters to climb, which of them, names to follow. */
export interface ParamNode {
  readonly type: "Param";
  readonly up: number;
  readonly index: number;
  readonly names: readonly string[];
  readonly span: Span;
}

/** `"text"`, `12`, `true`; null and undefined are both null. */
export interface LiteralNode {
  readonly type: "Literal";
  readonly value: string | number | boolean | null;
}

/** `(helper arg key=value)` */
export interface CallNode {
  readonly type: "Call";
  readonly name: string;
  readonly args: readonly ExpressionNode[];
  readonly hash: readonly HashPair[];
  readonly span: Span;
}

/**
 * The name of the call that chooses among partials: `{{> (lookup . "kind")}}` is a chain of conditions, one for each name
 * that there may be. The argument is the name; the hash has all of these names, and true for that of the branch.
 */
export const CHOOSES_PARTIAL = "@partial";

export interface HashPair {
  readonly key: string;
  readonly value: ExpressionNode;
}

/**
 * What is left of a tree when partials, layouts and compile-time values are put in. `Indented` is a partial that stood
 * alone on its line: every line that it prints gets the white space that stood before it.
 */
export type ExpandedNode = TextNode | ValueNode | LineNode | ExpandedBlockNode | IndentedNode | EmbeddedNode;

/**
 * - `partial`: a partial that is a scope of its own: with another context, with a hash, or climbing with `../`.
 * - `frame`: remembers the scope here, for inline partials and partial blocks that are written here and run elsewhere.
 * - `enter`: runs such a one; `climb` frames further out is the scope in which it was written.
 */
export interface ExpandedBlockNode {
  readonly type: "Block";
  readonly kind: BlockKind | "partial" | "frame" | "enter";
  /** What the block is about; for `partial` and `enter` the context, undefined when it stays as it is. */
  readonly subject: ExpressionNode | undefined;
  readonly params: number;
  readonly hash: readonly HashPair[];
  readonly climb: number;
  readonly body: readonly ExpandedNode[];
  readonly otherwise: readonly ExpandedNode[];
  readonly indented?: Indented;
  readonly span: Span;
  /**
   * Set in a variant of the document in which the outcome of the block is known: the body is for this item of a loop of
   * so many; a `with` has one.
   */
  readonly settled?: { readonly index: number; readonly count: number };
}

/** Whether a block only changes what paths mean: it runs once and prints nothing of its own. */
export function isScopeOnly({ kind, settled }: ExpandedBlockNode): boolean {
  return kind === "partial" || kind === "frame" || kind === "enter" || settled !== undefined;
}

/** `{{@subject}}` in a document: a template of its own, whose finished line is put there like a value. */
export interface LineNode {
  readonly type: "Line";
  readonly body: readonly ExpandedNode[];
  readonly indented?: Indented;
  readonly span: Span;
}

/** HTML of a content, where `{{{@content}}}` stands: what is around it can be laid out without it. */
export interface EmbeddedNode {
  readonly type: "Embedded";
  readonly body: readonly ExpandedNode[];
  /** The content. */
  readonly span: Span;
}

export interface IndentedNode {
  readonly type: "Indented";
  readonly indent: string;
  readonly body: readonly ExpandedNode[];
}

/** A tree as text, without the places where it was written: equal for trees that mean the same. */
export function describeMeaning(tree: unknown): string {
  return JSON.stringify(tree, (key, value) => (key === "span" ? undefined : value));
}
