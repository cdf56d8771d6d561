import { type BlockItem, type Item, isLoop, type Outcome, type Turn, turnsOf } from "./items.js";
import { isBalanced, isSpace, type Piece } from "./pieces.js";
import { type Choice, findWindow, sharedEnd, sharedStart } from "./window.js";

/** A stretch of converted content with the regions in it that blocks decide about, in order. */
export interface Stretch {
  readonly pieces: readonly Piece[];
  readonly start: number;
  readonly end: number;
  readonly regions: readonly Region[];
}

/** What a block decides about, as places among the pieces around it. */
export interface Region {
  readonly block: BlockItem;
  readonly start: number;
  readonly end: number;
  readonly body: Stretch;
  readonly otherwise: Stretch;
  /** What stands around all turns of a loop together, when there is any turn: `<ul>` and `</ul>`. */
  readonly frame: { readonly before: Stretch; readonly after: Stretch } | undefined;
  /** What stands between two turns of a loop, when that is no part of each turn: `<br>`. */
  readonly separator: Stretch | undefined;
}

/** Converts what is printed in an outcome; undefined when what follows would become a part of it. */
export type Convert = (outcome: Outcome) => readonly Piece[] | undefined;

/** A block for which there is no region. */
export interface Culprit {
  readonly culprit: BlockItem;
}

/**
 * Finds what each block decides about by converting the content with its body and without it: what is the same at the
 * start and at the end does not depend on it. What a loop repeats shows by converting it with one turn and with two.
 *
 * @param choice What a block decides about may be seen in several places, when its neighbours print the same as it does;
 *   not every one of them suits the blocks around it.
 */
export function findRegions(
  items: readonly Item[],
  { pieces, choice }: { readonly pieces: readonly Piece[]; readonly choice: Choice },
  convert: Convert,
): Stretch | Culprit {
  const regions = regionsOf(items, { pieces, outcome: new Map(), from: 0, choice }, convert);
  return "culprit" in regions ? regions : { pieces, start: 0, end: pieces.length, regions };
}

/** A conversion in which regions are looked for, from a place on. */
interface Ground {
  readonly pieces: readonly Piece[];
  readonly outcome: Outcome;
  readonly from: number;
  readonly choice: Choice;
}

function regionsOf(items: readonly Item[], ground: Ground, convert: Convert): readonly Region[] | Culprit {
  const regions: Region[] = [];
  let { from } = ground;
  for (const item of items) {
    if (item.type !== "block") continue;
    const region = regionOf(item, { ...ground, from }, convert);
    if (region === undefined) continue;
    if ("culprit" in region) return region;
    regions.push(region);
    from = region.end;
  }
  return regions;
}

/** @returns undefined for a block that makes no difference. */
function regionOf(block: BlockItem, ground: Ground, convert: Convert): Region | Culprit | undefined {
  const without = new Map(ground.outcome).set(block, 0);
  const other = convert(without);
  const nested = regionsOf(block.body, ground, convert);
  if (other === undefined) return { culprit: block };
  const otherNested = regionsOf(block.otherwise, { ...ground, pieces: other, outcome: without }, convert);
  if ("culprit" in nested) return nested;
  if ("culprit" in otherNested) return otherNested;
  const side = { pieces: ground.pieces, regions: nested };
  const window = findWindow(side, { pieces: other, regions: otherNested }, ground);
  if (window === undefined) return { culprit: block };

  const { start, end, otherEnd } = window;
  const otherwise: Stretch = { pieces: other, start, end: otherEnd, regions: otherNested };
  if (!isLoop(block)) {
    if (start === end && start === otherEnd) return undefined;
    const body: Stretch = { ...side, start, end };
    return { block, start, end, body, otherwise, frame: undefined, separator: undefined };
  }
  const twice = convert(new Map(ground.outcome).set(block, "twice"));
  if (twice === undefined) return { culprit: block };
  if (twice.length === ground.pieces.length && start === end)
    return start === otherEnd ? undefined : { culprit: block };
  return repeated({ block, start, end, otherwise }, side, twice) ?? { culprit: block };
}

/** Finds one turn of a loop in what is there because of the loop. */
function repeated(
  region: Pick<Region, "block" | "start" | "end" | "otherwise">,
  { pieces, regions }: Pick<Stretch, "pieces" | "regions">,
  twice: readonly Piece[],
): Region | undefined {
  const length = twice.length - pieces.length;
  const shared = sharedStart(pieces, twice);
  const first = Math.max(region.start, pieces.length - sharedEnd(pieces, twice));
  for (let start = first; length > 0 && start <= shared; start++) {
    // The last turn lacks what stands between two turns.
    const end = Math.min(start + length, shared);
    if (end > region.end || regions.some((inner) => inner.start < start || inner.end > end)) continue;
    if (!isBalanced(twice, start, end) || !isBalanced(twice, end, start + length)) continue;
    const turn: Stretch = { pieces: twice, start, end, regions };
    const separator: Stretch = { pieces: twice, start: end, end: start + length, regions: [] };
    return { ...framed(region, pieces, turn), body: turn, separator: end === start + length ? undefined : separator };
  }
  return undefined;
}

/** Where the turns of a loop stand, and what is around them only when there are any. */
function framed(
  region: Pick<Region, "block" | "start" | "end" | "otherwise">,
  pieces: readonly Piece[],
  { start, end }: Stretch,
): Omit<Region, "body" | "separator"> {
  const before: Stretch = { pieces, start: region.start, end: start, regions: [] };
  const after: Stretch = { pieces, start: end, end: region.end, regions: [] };
  const isBare = [before, after].every((part) => pieces.slice(part.start, part.end).every(isSpace));
  // White space around the turns is not seen, or it stands there in every outcome.
  return isBare ? { ...region, start, end, frame: undefined } : { ...region, frame: { before, after } };
}

/** What a stretch comes to in an outcome. */
export function evaluate(stretch: Stretch, outcome: Outcome): readonly Piece[] {
  return evaluateIn(stretch, { outcome });
}

function evaluateIn(stretch: Stretch, turn: Turn): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = stretch.start;
  for (const region of stretch.regions) {
    pieces.push(...stretch.pieces.slice(at, region.start), ...evaluateRegion(region, turn));
    at = region.end;
  }
  pieces.push(...stretch.pieces.slice(at, stretch.end));
  return pieces;
}

function evaluateRegion({ block, body, otherwise, frame, separator }: Region, turn: Turn): readonly Piece[] {
  const turns = turnsOf(block, turn);
  if (turns.length === 0) return evaluateIn(otherwise, turn);
  const between = separator === undefined ? [] : evaluateIn(separator, turn);
  const bodies = turns.flatMap((inner, index) => [...(index === 0 ? [] : between), ...evaluateIn(body, inner)]);
  return frame === undefined
    ? bodies
    : [...evaluateIn(frame.before, turn), ...bodies, ...evaluateIn(frame.after, turn)];
}
