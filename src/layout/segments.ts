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

/** A text cut at its holes. */
export function cutAtHoles(text: string, punched: Punched): (string | Hole)[] {
  const parts: (string | Hole)[] = [];
  let end = 0;
  for (const match of text.matchAll(punched.pattern)) {
    const hole = punched.holes.get(match[0]);
    if (hole === undefined) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(hole);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
