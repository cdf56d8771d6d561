import type { Expression, Program } from "../artifact/instructions.js";
import { type Level, type Loop, type Path, SLOTS, startLevel, THIS } from "./operation.js";

/** What a path from the scope leads to. @returns undefined for any other expression. */
export function pathTo(expression: Expression, level: Level): Path | undefined {
  return expression[0] === "path" && expression[1] === 0 ? follow(expression[2], level) : undefined;
}

function follow(names: readonly string[], level: Level): Path {
  const name = names.at(-1);
  return remembered(JSON.stringify(names), level, (slot) => {
    if (name === undefined) return { slot, parent: undefined, name: "" };
    const parent = names.length === 1 ? THIS : follow(names.slice(0, -1), level);
    return { slot, parent, name };
  });
}

/** The same path, where its text is a checked URL. */
export function urlPath(path: Path, level: Level): Path {
  return remembered(`url ${path.slot}`, level, (slot) => ({ ...path, slot }));
}

/** No path, but a place for a line that is printed more than once. */
export function linePath(line: Program, level: Level): Path {
  return remembered(`line ${JSON.stringify(line)}`, level, (slot) => ({ ...THIS, slot }));
}

function remembered(key: string, { paths, blank }: Level, make: (slot: number) => Path): Path {
  const known = paths.get(key);
  if (known !== undefined) return known;
  const slot = blank.length;
  for (let count = 0; count < SLOTS; count++) blank.push(undefined);
  const path = make(slot);
  paths.set(key, path);
  return path;
}

/** A loop or scope, which has the same scopes wherever the message is about the same list or value. */
export function loopOver(path: Path, about: Pick<Loop, "kind" | "subject" | "count">, { loops, blank }: Level): Loop {
  const key = `${about.kind} ${path.slot} ${about.count}`;
  const known = loops.get(key);
  if (known !== undefined) return known;
  const loop = { ...about, slot: blank.push(undefined) - 1, level: startLevel() };
  loops.set(key, loop);
  return loop;
}
