import type { Escape } from "../artifact/instructions.js";
import { type BlockHole, type Hole, INDEX_LENGTH, type Punched, type ValueHole } from "./punch.js";

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
export function holesOf(text: string, { prefix, holes }: Punched): FoundHole[] {
  const found: FoundHole[] = [];
  // Looked for by hand: most text has none, and a pattern takes longer to start than the search.
  for (let start = text.indexOf(prefix); start !== -1; start = text.indexOf(prefix, start)) {
    const end = start + prefix.length + INDEX_LENGTH;
    const hole = holes.get(text.slice(start, end));
    if (hole !== undefined) found.push({ hole, start, end });
    start = hole === undefined ? start + prefix.length : end;
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
