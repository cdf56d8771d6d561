import { isBalanced, type Piece } from "./pieces.js";

/** One of two conversions that are compared, with the places in it that must not be cut. */
export interface Side {
  readonly pieces: readonly Piece[];
  readonly regions: readonly { readonly start: number; readonly end: number }[];
}

export type Choice = "first" | "last";

/** Where two conversions differ: from `start` to `end` of one stands what is from `start` to `otherEnd` of the other. */
export interface Window {
  readonly start: number;
  readonly end: number;
  readonly otherEnd: number;
}

/**
 * Finds the smallest stretch in which two conversions differ and in which both open and close the same elements.
 *
 * @param from The stretch starts there at the earliest.
 * @param choice Which one to take of several that print the same.
 */
export function findWindow(
  one: Side,
  other: Side,
  { from, choice }: { readonly from: number; readonly choice: Choice },
): Window | undefined {
  const before = sharedStart(one.pieces, other.pieces);
  const shorter = Math.min(one.pieces.length, other.pieces.length);
  if (before < from) return undefined;
  const after = Math.min(sharedEnd(one.pieces, other.pieces), shorter - before);
  if (before + after === shorter) {
    const inserted = findInsertion(one, other, { before, from, choice });
    if (inserted !== undefined) return inserted;
  }
  return widen(one, other, { before, after, from });
}

/** One has something that the other lacks. Where its edges repeat, it may be seen in several places. */
function findInsertion(
  one: Side,
  other: Side,
  { before, from, choice }: { readonly before: number; readonly from: number; readonly choice: Choice },
): Window | undefined {
  const isMore = one.pieces.length >= other.pieces.length;
  const [long, short] = isMore ? [one, other] : [other, one];
  const length = long.pieces.length - short.pieces.length;
  let found: number | undefined;
  for (let start = before; start >= from; start--) {
    const isCut = (side: Side, end: number) => side.regions.some((inner) => inner.start < start || inner.end > end);
    const fits = !isCut(long, start + length) && !isCut(short, start);
    if (fits && isBalanced(long.pieces, start, start + length)) found = start;
    if (found !== undefined && choice === "last") break;
    if (long.pieces[start - 1]?.text !== long.pieces[start + length - 1]?.text) break;
  }
  if (found === undefined) return undefined;
  const [end, otherEnd] = isMore ? [found + length, found] : [found, found + length];
  return { start: found, end, otherEnd };
}

/** Takes in what is around the difference, until both sides are whole. */
function widen(
  one: Side,
  other: Side,
  edges: { readonly before: number; readonly after: number; readonly from: number },
): Window | undefined {
  const sides = [one, other];
  let before = Math.min(edges.before, ...sides.flatMap(({ regions }) => regions.map(({ start }) => start)));
  let after = Math.min(
    edges.after,
    ...sides.flatMap(({ pieces, regions }) => regions.map(({ end }) => pieces.length - end)),
  );
  while (before >= edges.from && after >= 0) {
    const end = one.pieces.length - after;
    const otherEnd = other.pieces.length - after;
    const lacks = [lackOf(one.pieces, before, end), lackOf(other.pieces, before, otherEnd)];
    if (lacks.every((lack) => lack === "nothing")) return { start: before, end, otherEnd };
    if (lacks.includes("start")) before--;
    else after--;
  }
  return undefined;
}

/** At which side a stretch must become longer to be balanced. */
function lackOf(pieces: readonly Piece[], start: number, end: number): "nothing" | "start" | "end" {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const { opens, closes } = pieces[at] ?? { text: "" };
    if (opens !== undefined) depth++;
    if (closes !== undefined && --depth < 0) return "start";
  }
  return depth > 0 ? "end" : "nothing";
}

/** How many pieces two conversions have in common at their start. */
export function sharedStart(one: readonly Piece[], other: readonly Piece[]): number {
  const limit = Math.min(one.length, other.length);
  let count = 0;
  while (count < limit && one[count]?.text === other[count]?.text) count++;
  return count;
}

/** The same at their end. */
export function sharedEnd(one: readonly Piece[], other: readonly Piece[]): number {
  const limit = Math.min(one.length, other.length);
  let count = 0;
  while (count < limit && one.at(-1 - count)?.text === other.at(-1 - count)?.text) count++;
  return count;
}
