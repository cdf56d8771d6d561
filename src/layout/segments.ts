import type { Escape } from "../artifact/instructions.js";
import type { BlockHole, Hole, Punched, ValueHole } from "./punch.js";

/** A piece of the finished HTML, in order: text as it is, a value with its treatment, or a block tag. */
export type Segment =
  | { readonly type: "static"; readonly text: string }
  | { readonly type: "value"; readonly hole: ValueHole; readonly escape: Escape }
  | { readonly type: "block"; readonly hole: BlockHole };

/** One place where a hole arrived. */
export interface Arrival {
  readonly start: number;
  readonly end: number;
  readonly segment: Segment;
}

/** The holes of a text, with where they begin and end in it. */
export function holesOf(text: string, { pattern, prefix, holes }: Punched): FoundHole[] {
  // Most text has none, and this is the cheaper way to know.
  if (!text.includes(prefix)) return [];
  const found: FoundHole[] = [];
  for (const match of text.matchAll(pattern)) {
    const hole = holes.get(match[0]);
    if (hole !== undefined) found.push({ hole, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

export interface FoundHole {
  readonly hole: Hole;
  readonly start: number;
  readonly end: number;
}

/** A text cut at its holes. */
export function cutAtHoles(text: string, punched: Punched): (string | Hole)[] {
  const parts: (string | Hole)[] = [];
  let at = 0;
  for (const { hole, start, end } of holesOf(text, punched)) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(hole);
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
