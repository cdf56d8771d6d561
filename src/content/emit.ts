import { type Findings, quoteSpan } from "../layout/findings.js";
import type { Span } from "../source/source-file.js";
import type { ExpandedBlockNode, ExpandedNode } from "../syntax/nodes.js";
import { blockOf, canFrame, dataOf, framed } from "./frame.js";
import { type Arm, type BlockItem, keepsScope, type LeafItem, within } from "./items.js";
import type { Region, Stretch } from "./regions.js";

export interface Emission {
  /** Where the content was written that the HTML was made of. */
  readonly span: Span;
  readonly leaves: ReadonlyMap<string, LeafItem>;
  readonly words: RegExp;
  readonly findings: Findings;
}

/** Writes a staged content as a tree of HTML, with its values and blocks. */
export function emitStretch(stretch: Stretch, emission: Emission): readonly ExpandedNode[] {
  return emitIn(stretch, undefined, emission);
}

function emitIn(stretch: Stretch, arm: Arm | undefined, emission: Emission): readonly ExpandedNode[] {
  const nodes: ExpandedNode[] = [];
  let at = stretch.start;
  for (const region of stretch.regions) {
    nodes.push(
      ...emitText(stretch, { start: at, end: region.start, arm }, emission),
      emitRegion(region, arm, emission),
    );
    at = region.end;
  }
  nodes.push(...emitText(stretch, { start: at, end: stretch.end, arm }, emission));
  return nodes;
}

interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly arm: Arm | undefined;
}

function emitText({ pieces }: Stretch, { start, end, arm }: TextRange, emission: Emission): readonly ExpandedNode[] {
  const { words, leaves, span } = emission;
  const text = pieces
    .slice(start, end)
    .map((piece) => piece.text)
    .join("");
  const nodes: ExpandedNode[] = [];
  let at = 0;
  for (const match of text.matchAll(words)) {
    const leaf = leaves.get(match[0]);
    if (leaf === undefined) continue;
    if (match.index > at) nodes.push({ type: "Text", value: text.slice(at, match.index), span, derived: true });
    if (!isSameScope(leaf.around, arm)) reportMoved(leaf, arm, emission);
    nodes.push(leaf.node);
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push({ type: "Text", value: text.slice(at), span, derived: true });
  return nodes;
}

/** Whether paths mean the same where a value was written and where it arrived, further inside or there. */
function isSameScope(written: Arm | undefined, arrived: Arm | undefined): boolean {
  if (written === arrived || (written?.block === arrived?.block && written?.arm === arrived?.arm)) return true;
  if (arrived === undefined) return false;
  return keepsScope(arrived) && isSameScope(written, arrived.outer);
}

function reportMoved({ span }: LeafItem, arm: Arm | undefined, { findings }: Emission): void {
  const where = arm === undefined ? "" : ` of ${quoteSpan(arm.block.span)}`;
  const message = `${quoteSpan(span)} comes to stand inside${where}, where its path means something else`;
  const help =
    "let the block hold whole paragraphs, items or rows, and write values of link definitions where they are used";
  findings.error("content-structure", span, message, help);
}

function emitRegion(region: Region, outer: Arm | undefined, emission: Emission): ExpandedNode {
  const { block, body, frame, separator } = region;
  const { node } = block;
  const arm: Arm = { block: node, arm: "body", outer };
  const otherwise = emitIn(region.otherwise, { block: node, arm: "otherwise", outer }, emission);
  const between = separator === undefined ? [] : emitSeparator(block, emitIn(separator, arm, emission), emission);
  const turns: ExpandedBlockNode = { ...node, body: [...between, ...emitIn(body, arm, emission)], otherwise: [] };
  if (frame === undefined) return within(block.scopes, { ...turns, otherwise });
  const [before, after] = [frame.before, frame.after].map((part) => emitIn(part, arm, emission));
  if (!canFrame(block)) reportFrame(block, emission);
  return within(block.scopes, framed(block, { turns, before, after, otherwise }));
}

/** What stands between two turns is printed before each but the first. */
function emitSeparator(
  { node: { kind, span } }: BlockItem,
  body: readonly ExpandedNode[],
  { findings }: Emission,
): readonly ExpandedNode[] {
  if (body.every(({ type }) => type === "Text") && kind === "each") {
    return [blockOf(span, { kind: "unless", subject: dataOf("first", span), body })];
  }
  const help = "use `{{#each}}` and let each turn end with fixed text, or write this part as HTML";
  findings.error("content-structure", span, "what stands between two turns of this loop is not the same for all", help);
  return [];
}

function reportFrame({ node: { span } }: BlockItem, { findings }: Emission): void {
  const help = "let an item, row or word stand outside of the loop, loop over a list of the item itself, or write HTML";
  findings.error("content-structure", span, "without a turn of this loop, what is around it is not there either", help);
}
