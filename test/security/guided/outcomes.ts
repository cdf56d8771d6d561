import type { Hole } from "../../../src/layout/punch.js";
import { partsOf } from "../../layout/written-parts.js";

/** Literal text, or the index of a value among the parts. */
export type Piece = string | number;

/** Text and holes as an attribute has them: no two texts next to each other, and every block whole; else undefined. */
export function readParts(written: string): readonly (string | Hole)[] | undefined {
  const parts: (string | Hole)[] = [];
  const open: { hasElse: boolean }[] = [];
  for (const part of partsOf(written)) {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
    if (typeof part === "string" || part.type === "value") continue;
    const block = part.type === "open" ? { hasElse: false } : open.at(-1);
    if (block === undefined || (part.type === "else" && block.hasElse)) return undefined;
    if (part.type === "open") open.push(block);
    if (part.type === "else") block.hasElse = true;
    if (part.type === "close") open.pop();
  }
  return open.length === 0 ? parts : undefined;
}

const MOST_OUTCOMES = 24;

/** What parts may come to: both arms of a block, and the body of a loop twice. */
export function outcomesOf(parts: readonly (string | Hole)[]): readonly (readonly Piece[])[] {
  const levels: Level[] = [{ done: [], now: [[]], isLoop: false }];
  for (const [index, part] of parts.entries()) {
    const level = levels.at(-1);
    if (level === undefined) break;
    if (typeof part === "string") level.now = level.now.map((pieces) => [...pieces, part]);
    else if (part.type === "value") level.now = level.now.map((pieces) => [...pieces, index]);
    else if (part.type === "open")
      levels.push({ done: [], now: [[]], isLoop: !["if", "unless", "with"].includes(part.node.kind) });
    else if (part.type === "else") {
      level.done = arm(level);
      level.now = [[]];
      level.isLoop = false;
    } else {
      levels.pop();
      const outer = levels.at(-1);
      if (outer === undefined) break;
      const own = level.done.length === 0 ? [...arm(level), []] : [...level.done, ...arm(level)];
      outer.now = outer.now.flatMap((pieces) => own.map((more) => [...pieces, ...more])).slice(0, MOST_OUTCOMES);
    }
  }
  return levels[0]?.now ?? [];
}

interface Level {
  /** What the body may come to, when the other arm is being read. */
  done: readonly (readonly Piece[])[];
  now: (readonly Piece[])[];
  isLoop: boolean;
}

function arm({ now, isLoop }: Level): readonly (readonly Piece[])[] {
  return isLoop ? now.flatMap((pieces) => [pieces, [...pieces, ...pieces]]) : now;
}
