import { quoteHole } from "./findings.js";
import type { Preparation } from "./preparation.js";
import type { Hole } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/**
 * In conditional comments MJML drops white space between two tags, before anything is known of the values and blocks
 * there. What it would drop in every outcome is dropped here; what it would drop in some is reported, unless it is at
 * the edge of a block element, where it does not show.
 *
 * @returns Whether the hole at an offset is inside of a conditional comment: there, block tags must not look like tags
 *   to MJML.
 */
export function prepareConditionals(state: Preparation): (offset: number) => boolean {
  const holes = new Set<number>();
  const isPreformatted = findPreformatted(state.punched.text);
  for (const match of state.punched.text.matchAll(/(<!--\[if\s[^\]]+\]>)([\s\S]*?)<!\[endif\]-->/g)) {
    const [, opening = "", content = ""] = match;
    // A condition around components ends where MJML's own conditions end, and not where it is written.
    if (/<\/?mj-/.test(content)) continue;
    const start = match.index + opening.length;
    for (const { hole, start: offset } of prepareRegion(content, start, state)) {
      if (hole === undefined) continue;
      holes.add(offset);
      if (hole.type === "value" && isPreformatted(offset)) reportPreformatted(hole, state);
    }
  }
  return (offset) => holes.has(offset);
}

/** Whether an offset is inside of an element that shows all of its white space. */
function findPreformatted(text: string): (offset: number) => boolean {
  const ranges: { readonly start: number; end: number }[] = [];
  for (const { index, 1: end } of text.matchAll(/<(\/?)(?:pre|textarea)\b/gi)) {
    const last = ranges.at(-1);
    if (end === "") ranges.push({ start: index, end: text.length });
    else if (last !== undefined) last.end = Math.min(last.end, index);
  }
  return (offset) => ranges.some(({ start, end }) => start < offset && offset < end);
}

function reportPreformatted(hole: Hole, state: Preparation): void {
  const message = `${quoteHole(hole)} stands in preformatted text of a conditional comment, where MJML joins its white space`;
  const help = "write it for all clients, outside of the conditional comment";
  state.findings.error("structural-position", hole.node.span, message, help);
}

/** A piece of a region, with where it stands. */
interface Part {
  readonly text: string;
  readonly hole: Hole | undefined;
  readonly start: number;
}

function prepareRegion(content: string, start: number, state: Preparation): readonly Part[] {
  const parts: Part[] = [];
  let offset = start;
  for (const part of cutAtHoles(content, state.punched)) {
    const text = typeof part === "string" ? part : part.token;
    parts.push({ text, hole: typeof part === "string" ? undefined : part, start: offset });
    offset += text.length;
  }
  const edges = followers(parts);
  const region = {
    parts,
    state,
    left: spread(parts, edges, "left", state),
    right: spread(parts, edges, "right", state),
  };
  for (const [index, part] of parts.entries()) {
    if (part.hole === undefined) for (const run of runsOf(part)) prepareRun(run, index, region);
  }
  return parts;
}

interface Region {
  readonly parts: readonly Part[];
  readonly state: Preparation;
  /** What may stand next to each part. */
  readonly left: readonly ReadonlySet<Neighbour>[];
  readonly right: readonly ReadonlySet<Neighbour>[];
}

/** White space at an end of a text, from its start to its end in the document. */
interface Run {
  readonly start: number;
  readonly end: number;
}

function runsOf({ text, start }: Part): Run[] {
  const before = /^\s*/.exec(text)?.[0].length ?? 0;
  const after = /\s*$/.exec(text)?.[0].length ?? 0;
  const end = start + text.length;
  const runs =
    before === text.length
      ? [{ start, end }]
      : [
          { start, end: start + before },
          { start: end - after, end },
        ];
  return runs.filter((run) => run.end > run.start);
}

function prepareRun(run: Run, index: number, region: Region): void {
  const { parts, state } = region;
  const part = parts[index];
  const isFirst = part?.start === run.start;
  const isLast = part !== undefined && part.start + part.text.length === run.end;
  const hole = (isFirst ? parts[index - 1]?.hole : undefined) ?? (isLast ? parts[index + 1]?.hole : undefined);
  if (hole === undefined) return;
  const left = isFirst ? [...(region.left[index] ?? [])] : [neighbourAt(run.start, "left", state)];
  const right = isLast ? [...(region.right[index] ?? [])] : [neighbourAt(run.end, "right", state)];
  const between = [left, right].map((side) => side.every((neighbour) => neighbour !== "text"));
  if (between[0] && between[1]) state.edits.push({ ...run, text: "" });
  else if (![left, right].some((side) => side.every((neighbour) => neighbour === "text" || neighbour === "block"))) {
    const message = `white space next to ${quoteHole(hole)} stands between two tags of a conditional comment in some cases, where MJML drops it`;
    state.findings.error("ambiguous-position", hole.node.span, message, "remove it, or write it as `&#32;`");
  }
}

/** What stands next to white space: words, the tag of a block element, or any other tag. */
type Neighbour = "text" | "block" | "inline";

/**
 * What may stand on one side of each part, across white space, empty values and blocks. It is passed on from part to
 * part until nothing is new, which takes as many rounds as loops are nested.
 */
function spread(
  parts: readonly Part[],
  edges: readonly Edge[],
  side: "left" | "right",
  state: Preparation,
): readonly ReadonlySet<Neighbour>[] {
  const found = parts.map(() => new Set<Neighbour>());
  const ordered = side === "left" ? edges : edges.toReversed();
  for (let before = -1, count = 0; count > before; ) {
    before = count;
    count = 0;
    for (const [from, to] of ordered) {
      const [at, next] = side === "left" ? [to, from] : [from, to];
      for (const neighbour of shown(next)) found[at]?.add(neighbour);
      count += found[at]?.size ?? 0;
    }
  }
  return found;

  function shown(index: number): Iterable<Neighbour> {
    const part = parts[index];
    if (part === undefined) return ["inline"];
    if (part.hole?.type === "value") return ["text", ...(found[index] ?? [])];
    if (part.hole !== undefined || part.text.trim() === "") return found[index] ?? [];
    return [neighbourAt(edgeOf(part, side), side, state)];
  }
}

/** Where the first or last word of a text starts or ends. */
function edgeOf({ text, start }: Part, side: "left" | "right"): number {
  return side === "right" ? start + text.length - text.trimStart().length : start + text.trimEnd().length;
}

const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|body|br|center|col|colgroup|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|[vow]:[a-z]+)(?=[\s/>])/i;

function neighbourAt(offset: number, side: "left" | "right", state: Preparation): Neighbour {
  const { text } = state.punched;
  if (side === "right") {
    if (text[offset] !== "<") return "text";
    return BLOCK.test(text.slice(offset, offset + 40)) ? "block" : "inline";
  }
  if (text[offset - 1] !== ">") return "text";
  const near = text.slice(Math.max(0, offset - 5000), offset);
  return BLOCK.test(near.slice(near.lastIndexOf("<"))) ? "block" : "inline";
}

type Edge = readonly [from: number, to: number];

/** Which part may follow which when a message is rendered; -1 and the number of parts are the ends of the region. */
function followers(parts: readonly Part[]): readonly Edge[] {
  const edges: Edge[] = [[-1, 0]];
  const open: { readonly start: number; otherwise?: number }[] = [];
  for (const [index, { hole }] of parts.entries()) {
    const block = open.at(-1);
    if (hole?.type !== "else") edges.push([index, index + 1]);
    if (hole?.type === "open") open.push({ start: index });
    if (hole?.type === "else" && block !== undefined) {
      block.otherwise = index;
      edges.push([block.start, index + 1]);
      if (hole.node.kind === "each") edges.push([index, block.start + 1]);
    }
    if (hole?.type === "close" && block !== undefined) {
      open.pop();
      // The end of the body is its `else`, and what comes next is what comes after the block.
      edges.push([block.otherwise ?? block.start, index + 1]);
      if (hole.node.kind === "each" && block.otherwise === undefined) edges.push([index, block.start + 1]);
    }
  }
  return edges;
}
