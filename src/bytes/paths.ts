import type { Expression, Program } from "../artifact/instructions.js";
import { type Call, type Level, type Loop, type Path, type Section, SLOTS, startLevel, THIS } from "./operation.js";

/** What a path from the scope leads to. @returns undefined for any other expression. */
export function pathTo(expression: Expression, level: Level): Path | undefined {
  if (expression[0] !== "path" || expression[1] !== 0) return undefined;
  const [, , names] = expression;
  // With names of its own, `this` of a partial is an object that is made for it.
  return names.length === 0 && level.firsts !== undefined ? undefined : follow(names, level);
}

function follow(names: readonly string[], level: Level): Path {
  const name = names.at(-1);
  return remembered(JSON.stringify(names), level, (slot) => {
    if (name === undefined) return { slot, parent: undefined, name: "" };
    const parent = names.length === 1 ? THIS : follow(names.slice(0, -1), level);
    return placed({ slot, parent, name }, level);
  });
}

/** Where a partial has names of its own, each place of a single one is filled in when it begins. */
function placed(path: Path, { firsts }: Level): Path {
  if (path.parent === THIS) firsts?.push(path);
  return path;
}

/** The same path, where its text is a checked URL. */
export function urlPath(path: Path, level: Level): Path {
  return remembered(`url ${path.slot}`, level, (slot) => placed({ ...path, slot }, level));
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
  const loop = { ...about, slot: blank.push(undefined) - 1, level: startLevel(), call: undefined };
  loops.set(key, loop);
  return loop;
}

/** Scopes of a section: of the items of a list, of one value, and of `this`. What is looked up has one place in all of them. */
export function sectionOver(
  path: Path,
  { subject, count }: Pick<Loop, "subject" | "count">,
  { loops, blank }: Level,
): { readonly each: Loop } & Section {
  const level = startLevel();
  const loopOf = (use: keyof ReturnType<typeof sectionOver>, kind: "each" | "with", parameters: number): Loop => {
    const key = `section ${use} ${path.slot} ${count}`;
    const known = loops.get(key);
    if (known !== undefined) return known;
    const loop = { kind, subject, count: parameters, slot: blank.push(undefined) - 1, level, call: undefined };
    loops.set(key, loop);
    return loop;
  };
  return { each: loopOf("each", "each", count), about: loopOf("about", "with", 0), same: loopOf("same", "with", 0) };
}

/**
 * The scope of a partial, the same wherever it is called with the same.
 *
 * @param path What it is about.
 */
export function partialOf({ slot: about }: Path, call: Call, { loops, blank }: Level): Loop {
  const { hasContext, named } = call;
  const key = `partial ${JSON.stringify([hasContext, about, [...named]])}`;
  const known = loops.get(key);
  if (known !== undefined) return known;
  const level = startLevel(named.size > 0);
  const loop = { kind: "partial", subject: undefined, count: 0, slot: blank.push(undefined) - 1, level, call } as const;
  loops.set(key, loop);
  return loop;
}
