import { type Findings } from "../layout/findings.js";
import type { Span } from "../source/source-file.js";
import type { ExpandedBlockNode, ExpandedNode, ExpressionNode } from "../syntax/nodes.js";
import { type Arm, type BlockItem, type LeafItem, within } from "./items.js";
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
    nodes.push(...emitText(stretch, { start: at, end: region.start, arm }, emission), emitRegion(region, arm, emission));
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
    if (!isSameScope(leaf.around, arm)) reportMoved(leaf, emission);
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
  const { kind } = arrived.block;
  const keepsScope = arrived.arm === "otherwise" || kind === "if" || kind === "unless";
  return keepsScope && isSameScope(written, arrived.outer);
}

function reportMoved({ span }: LeafItem, { findings }: Emission): void {
  const message = "this value is used inside of a block in which its path means something else";
  findings.error("structural-position", span, message, "write the value where it is used");
}

function emitRegion(region: Region, outer: Arm | undefined, emission: Emission): ExpandedNode {
  const { block, body, otherwise, frame } = region;
  const { node } = block;
  const bodyArm: Arm = { block: node, arm: "body", outer };
  const otherwiseNodes = emitIn(otherwise, { block: node, arm: "otherwise", outer }, emission);
  const loop: ExpandedBlockNode = { ...node, body: emitIn(body, bodyArm, emission), otherwise: [] };
  if (frame === undefined) return within(block.scopes, { ...loop, otherwise: otherwiseNodes });
  const before = emitIn(frame.before, bodyArm, emission);
  const after = emitIn(frame.after, bodyArm, emission);
  return within(block.scopes, framed(block, { loop, before, after, otherwise: otherwiseNodes }));
}

/**
 * `<ul>{{#each}}..{{/each}}</ul>`, but nothing when there is no turn: in the first turn of the loop, the whole loop is
 * run in the scope around it.
 */
function framed(
  { node }: BlockItem,
  parts: {
    readonly loop: ExpandedBlockNode;
    readonly before: readonly ExpandedNode[];
    readonly after: readonly ExpandedNode[];
    readonly otherwise: readonly ExpandedNode[];
  },
): ExpandedNode {
  const { span } = node;
  const around: ExpressionNode = { type: "Path", data: false, depth: 1, names: [], scoped: true, span };
  const first: ExpressionNode = { type: "Path", data: true, depth: 0, names: ["first"], span };
  const back = blockOf(span, { kind: "enter", subject: around, body: [parts.loop] });
  const once = blockOf(span, { kind: "if", subject: first, body: [...parts.before, back, ...parts.after] });
  const turns = { ...node, params: 0, body: [once], otherwise: parts.otherwise };
  return blockOf(span, { kind: "frame", subject: undefined, body: [turns] });
}

function blockOf(span: Span, fields: Pick<ExpandedBlockNode, "kind" | "subject" | "body">): ExpandedBlockNode {
  return { type: "Block", params: 0, hash: [], climb: 0, otherwise: [], span, ...fields };
}
