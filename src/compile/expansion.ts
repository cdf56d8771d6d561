import type { Declaration } from "../analyze/contract.js";
import { declaredTypes } from "../analyze/merge-contract.js";
import { bodyScope, type Scope, TOP_SCOPE } from "../analyze/scope.js";
import type { Code } from "../diagnostics/catalog.js";
import type { Span } from "../source/source-file.js";
import type { ExpandedBlockNode, ExpandedNode, Node } from "../syntax/nodes.js";
import type { Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/** What compile-time values stand for, and where the nodes are going. */
export interface Expansion {
  readonly sources: Sources;
  readonly theme: Theme;
  /** Templates for `{{{@content}}}`, `{{@subject}}` and `{{@preheader}}`, expanded already. */
  readonly slots: Readonly<Partial<Record<Slot, readonly ExpandedNode[]>>>;
  /** `document`: HTML or MJML. `text`: plain text of many lines. `line`: a subject or the like. */
  readonly target: "document" | "text" | "line";
  /** Extensions of the partials that may be put in, the preferred one first; those of the target unless given. */
  readonly partialTypes?: readonly string[];
  /** Slots that were used. */
  readonly used: Set<Slot>;
  /** UTF-16 units, and values and blocks, that may still be added. */
  readonly budget: Budget;
  /** Where the source of the nodes is included, unless it is the template itself. */
  readonly includedFrom: Span | undefined;
  /** Name of the template, if there is one. */
  readonly template: string | undefined;
  /** What the contract file of the template says. */
  readonly declared: Declaration | undefined;
}

export interface Budget {
  left: number;
  holes: number;
}

export type Slot = (typeof SLOTS)[number];
export const SLOTS = ["content", "subject", "preheader"] as const;

/** Where in the tree something is expanded. */
export interface Place extends Expansion {
  /** Partials that are being put in, outermost first. */
  readonly partials: readonly string[];
  /** Blocks and partials around. */
  readonly depth: number;
  /** Blocks and partials around that change what a path means. */
  readonly scopes: number;
  /** Inline partials that can be called here. */
  readonly inlines: ReadonlyMap<string, Snippet>;
  /** What `{{> @partial-block}}` stands for here. */
  readonly partialBlock: Snippet | undefined;
  /** How many scopes are remembered by `frame` blocks around. */
  readonly frames: number;
  /** What paths mean here. */
  readonly scope: Scope;
}

/** Nodes that are written in one place and put in at another. */
export interface Snippet {
  readonly body: readonly Node[];
  /** Index of the frame that remembers the scope in which they were written; undefined when they need none. */
  readonly frame: number | undefined;
  /** Where the source in which they were written is included. */
  readonly includedFrom: Span | undefined;
  /** What `{{> @partial-block}}` stands for in them; undefined when that is the caller's to say. */
  readonly partialBlock: { readonly snippet: Snippet | undefined } | undefined;
}

export function startBudget({ limits }: Sources): Budget {
  return { left: limits.documentLength, holes: limits.holes };
}

export function startPlace(expansion: Expansion): Place {
  return {
    ...expansion,
    partials: [],
    depth: 0,
    scopes: 0,
    inlines: new Map(),
    partialBlock: undefined,
    frames: 0,
    scope: TOP_SCOPE,
  };
}

/** The place inside of a block that may change what paths mean. */
export function insideOf(block: ExpandedBlockNode, place: Place): Place {
  return { ...place, scope: bodyScope(block, place.scope, declaredTypes(place.declared)) };
}

/**
 * A node with the place where its source is included. Most files are included at one place, so the last one is
 * remembered.
 */
export function atPlace<Located extends { readonly span: Span }>(
  node: Located,
  { includedFrom, sources }: Place,
): Located {
  if (includedFrom === undefined) return node;
  const { placed } = sources.cache;
  const known = placed.get(node);
  if (known?.includedFrom === includedFrom) return known.node as Located; // of the type that it was made from
  const made = { ...node, span: { ...node.span, includedFrom } };
  placed.set(node, { includedFrom, node: made });
  return made;
}

export function report(place: Place, code: Code, span: Span, message: string, help: string): void {
  place.sources.diagnostics.push({ code, severity: "error", message, help, span });
}

/** Takes length off the budget; when it is used up, nothing more is put in, so that partials cannot explode. */
export function spend(span: Span, length: number, place: Place): boolean {
  const before = place.budget.left;
  place.budget.left -= length;
  if (place.budget.left >= 0) return true;
  const limit = place.sources.limits.documentLength;
  const help = "include fewer partials, or raise the limit `documentLength`";
  if (before >= 0) report(place, "too-large", span, `the document grows longer than ${limit} characters here`, help);
  return false;
}

/** Takes a value or a block off the budget. */
export function spendHole(span: Span, place: Place): boolean {
  const { budget, sources } = place;
  if (--budget.holes >= 0) return spend(span, 1, place);
  const help = "print less in one message, or raise the limit `holes`";
  const message = `the message has more than ${sources.limits.holes} values and blocks`;
  if (budget.holes === -1) report(place, "too-large", span, message, help);
  return false;
}

/** The place inside of a block or partial, unless that is too deep. */
export function deeper(span: Span, place: Place): Place | undefined {
  const limit = place.sources.limits.depth;
  if (place.depth < limit) return { ...place, depth: place.depth + 1 };
  const help = "move inner blocks out, or raise the limit `depth`";
  report(place, "too-deep", span, `blocks and partials are nested deeper than ${limit}`, help);
  return undefined;
}
