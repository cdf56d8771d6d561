import type { Program } from "../artifact/instructions.js";
import { isHarmless } from "../runtime/clean-text.js";
import { flatEmitter } from "../runtime/flat-emitter.js";
import { compileProgram } from "../runtime/program.js";
import { flattenLine, type Place } from "./flatten.js";
import { type Frame, lookUp, scopeOf } from "./frame.js";
import type { Operation } from "./operation.js";
import { toStrings, type Writing } from "./writing.js";

/** Makes a line of a header, or a URL of one. */
export type RenderLine = (frame: Frame, writing: Writing) => string;

/** @param finish What is done to the whole line, which leaves a harmless one as it is. */
export function compileLine(program: Program, place: Place, finish: (line: string) => string): RenderLine {
  const { strings } = place.loading.artifact;
  const step = compileProgram(program, place.loading, flatEmitter);
  const texts = program.map((instruction) =>
    typeof instruction === "number" ? (strings[instruction] ?? "") : undefined,
  );
  if (!texts.includes(undefined)) {
    const fixed = finish(texts.join(""));
    return () => fixed;
  }
  const render: RenderLine = (frame, writing) => finish(step(scopeOf(frame, writing), toStrings(writing)));
  const operations = flattenLine(program, place);
  if (operations === undefined) return render;
  return (frame, writing) => joinHarmless(texts, operations, frame) ?? render(frame, writing);
}

/** The line, if all its values are harmless. */
function joinHarmless(
  texts: readonly (string | undefined)[],
  operations: readonly Operation[],
  frame: Frame,
): string | undefined {
  let line = "";
  for (let at = 0; at < operations.length; at++) {
    const text = texts[at] ?? harmlessAt(operations[at], frame);
    if (text === undefined) return undefined;
    line += text;
  }
  return line;
}

function harmlessAt(operation: Operation | undefined, frame: Frame): string | undefined {
  if (operation === undefined) return undefined;
  const { path } = operation;
  // What was written already is known to be harmless.
  const known = frame.memory[path.slot + 1];
  if (typeof known === "string") return known;
  const value = lookUp(path, frame);
  return typeof value === "string" && isHarmless(value) ? value : undefined;
}
