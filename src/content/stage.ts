import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings, type Findings, quoteSpan } from "../layout/findings.js";
import { createSourceFile, type Span } from "../source/source-file.js";
import type { ExpandedBlockNode, ExpandedNode } from "../syntax/nodes.js";
import { emitStretch } from "./emit.js";
import { blocksIn, type Item, type Items, printItems, toItems, USUAL } from "./items.js";
import { MOST_BLOCKS } from "./outcomes.js";
import { cutIntoParts } from "./parts.js";
import { type Piece, toPieces } from "./pieces.js";
import { stageItems } from "./stage-items.js";

/** A way of writing texts that becomes HTML. */
export interface Notation {
  /** What it is called in messages: `Markdown`. */
  readonly name: string;
  /** Reads a whole content once, before parts of it are converted. */
  open(text: string, words: RegExp): OpenNotation;
}

export interface OpenNotation {
  /** Offsets of lines at which something starts that is no part of what was before. */
  readonly starts: ReadonlySet<number>;
  /** Whether a text declares something that the rest of the content uses. */
  declares(text: string): boolean;
  toHtml(text: string): { readonly html: string; readonly isTooDeep: boolean };
}

export interface StagedContent {
  readonly nodes: readonly ExpandedNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Converts a content to HTML so that filling it afterwards is the same as filling it first. Values are words to the
 * converter. What a block decides about is found by converting the content in its outcomes; where the result is not
 * what converting the filled content gives, the block is reported.
 */
export function stageContent(nodes: readonly ExpandedNode[], notation: Notation): StagedContent {
  const all = toItems(nodes);
  const opened = notation.open(printItems(all.items, USUAL), all.words);
  const findings = createFindings();
  const parts = cutIntoParts(all.items, opened.starts);
  const staged = parts.flatMap((items, index) =>
    stagePart({ items, all, name: notation.name, opened, isLast: index === parts.length - 1, findings }),
  );
  if (findings.diagnostics.length === 0) reportLost(all, staged, { name: notation.name, findings });
  return { nodes: staged, diagnostics: findings.diagnostics };
}

/** A stretch of a content that is converted on its own. */
interface Part {
  readonly items: readonly Item[];
  readonly all: Items;
  readonly name: string;
  readonly opened: OpenNotation;
  readonly isLast: boolean;
  readonly findings: Findings;
}

function stagePart(part: Part): readonly ExpandedNode[] {
  const { items, all, findings, name } = part;
  const span = spanOf(items);
  if (refuseBlocks(part)) return [];
  const conversion: Conversion = { part, known: new Map(), isTooDeep: false };
  const staged = stageItems(items, (text) => convert(text, conversion));
  if (conversion.isTooDeep) {
    const help = "nest lists and quotes less deeply";
    findings.error("too-deep", span, `the ${name} is nested too deeply`, help);
    return [];
  }
  if ("culprit" in staged) {
    reportCulprit(staged.culprit, part);
    return [];
  }
  return emitStretch(staged, { span, leaves: all.leaves, words: all.words, findings });
}

interface Conversion {
  readonly part: Part;
  readonly known: Map<string, readonly Piece[] | undefined>;
  isTooDeep: boolean;
}

function convert(text: string, conversion: Conversion): readonly Piece[] | undefined {
  const { known, part } = conversion;
  if (known.has(text)) return known.get(text);
  const { opened, all, isLast } = part;
  // What comes after the part must not become a part of it, such as of a quote or comment that is never closed.
  const guard = `<p>${all.guard}</p>\n`;
  const { html, isTooDeep } = opened.toHtml(isLast ? text : `${text}\n\n${all.guard}\n`);
  conversion.isTooDeep ||= isTooDeep;
  const isClosed = isLast || html.endsWith(guard);
  const own = isLast ? html : html.slice(0, -guard.length);
  const pieces = isClosed ? toPieces(own, all.words) : undefined;
  known.set(text, pieces);
  return pieces;
}

/** Reports blocks of which it is clear that they cannot be staged. */
function refuseBlocks({ items, opened, name, findings }: Part): boolean {
  const blocks = blocksIn(items);
  const [first] = blocks;
  if (first === undefined) return false;
  if (blocks.length > MOST_BLOCKS) {
    const message = `more than ${MOST_BLOCKS} blocks stand in one piece of ${name}`;
    const help = "put paragraphs with a blank line around them in between, or write this part as HTML";
    findings.error("content-structure", blocks[MOST_BLOCKS]?.node.span, message, help);
    return true;
  }
  if (
    !opened.declares(printItems(items, USUAL)) &&
    !blocks.some(({ otherwise }) => opened.declares(printItems(otherwise, USUAL)))
  )
    return false;
  const message = `${quoteSpan(first.node.span)} stands in or beside a link definition, which is for the whole ${name}`;
  findings.error(
    "content-structure",
    first.node.span,
    message,
    "write the definition away from blocks, between blank lines",
  );
  return true;
}

function reportCulprit(culprit: ExpandedBlockNode | undefined, { items, name, findings }: Part): void {
  const span = culprit?.span ?? spanOf(items);
  const message = `${quoteSpan(span)} changes how the ${name} around it is read`;
  const help =
    "let each branch hold whole paragraphs, items, rows or phrases as they stand around it, write a mark that is meant as text as `\\*`, or write this part as HTML";
  findings.error("content-structure", span, message, help);
}

/** Reports values that the conversion did not keep. */
function reportLost(
  { leaves }: Items,
  staged: readonly ExpandedNode[],
  { name, findings }: { readonly name: string; readonly findings: Findings },
): void {
  const kept = new Set<ExpandedNode>();
  const keep = (nodes: readonly ExpandedNode[]): void => {
    for (const node of nodes) {
      kept.add(node);
      if (node.type === "Block") [node.body, node.otherwise].forEach(keep);
    }
  };
  keep(staged);
  for (const { node, span } of leaves.values()) {
    if (kept.has(node)) continue;
    const message = `${quoteSpan(span)} does not reach the HTML that the ${name} becomes`;
    findings.error("lost-expression", span, message, "move it to where it is printed");
  }
}

/** Where a part was written, from its first words to its last in the same source. */
function spanOf(items: readonly Item[]): Span {
  const spans = items.map((item) => (item.type === "block" ? item.node.span : item.span));
  const [first] = spans;
  if (first === undefined) return { source: createSourceFile("content", ""), start: 0, end: 0 };
  const last = spans.findLast(({ source }) => source === first.source) ?? first;
  const text = first.source.text.slice(first.start, Math.max(first.end, last.end));
  const start = first.start + (text.length - text.trimStart().length);
  return { source: first.source, start, end: Math.max(start + 1, start + text.trim().length) };
}
