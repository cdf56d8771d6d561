import type { Program } from "../artifact/instructions.js";
import { finishHeader, isHarmless } from "../runtime/clean-text.js";
import { flatEmitter } from "../runtime/flat-emitter.js";
import { compileProgram } from "../runtime/program.js";
import type { Step } from "../runtime/step.js";
import { flattenLine, type Place } from "./flatten.js";
import { type Frame, lookUp, scopeOf } from "./frame.js";
import { type Operation, operation } from "./operation.js";
import { linePath } from "./paths.js";
import { toStrings, type Writing } from "./writing.js";

/** Makes a line of a header, or a URL of one. */
export type RenderLine = (frame: Frame, writing: Writing) => string;

/** @param finish What is done to the whole line, which leaves a harmless one as it is. */
export function compileLine(program: Program, place: Place, finish: (line: string) => string): RenderLine {
  const fixed = fixedLine(program, place, finish);
  if (fixed !== undefined) return () => fixed;
  const step = compileProgram(program, place.loading, flatEmitter);
  const render: RenderLine = (frame, writing) => finish(step(scopeOf(frame, writing), toStrings(writing)));
  const body = flattenLine(program, place);
  return body === undefined ? render : (frame, writing) => joinHarmless(body, frame) ?? render(frame, writing);
}

/** The operations that write the line of a header. */
export function flattenHeader(program: Program, place: Place): readonly Operation[] {
  const fixed = fixedLine(program, place, finishHeader);
  if (fixed !== undefined) return [operation("text", { text: fixed })];
  const print = compileProgram(program, place.loading, flatEmitter);
  const step: Step = (scope, run) => finishHeader(print(scope, run));
  const body = flattenLine(program, place);
  if (body === undefined) return [operation("step", { step })];
  return [operation("line", { path: linePath(program, place.level), body, step })];
}

/** The line, if it is the same in all messages. */
function fixedLine(program: Program, { loading }: Place, finish: (line: string) => string): string | undefined {
  const { strings } = loading.artifact;
  const texts = program.flatMap((instruction) => (typeof instruction === "number" ? (strings[instruction] ?? "") : []));
  return texts.length < program.length ? undefined : finish(texts.join(""));
}

/** The line, if all its values are harmless. */
function joinHarmless(body: readonly Operation[], frame: Frame): string | undefined {
  let line = "";
  for (const part of body) {
    const text = part.kind === "text" ? part.text : harmlessAt(part, frame);
    if (text === undefined) return undefined;
    line += text;
  }
  return line;
}

function harmlessAt({ path }: Operation, frame: Frame): string | undefined {
  // What was written already is known to be harmless.
  const known = frame.memory[path.slot + 1];
  if (typeof known === "string") return known;
  const value = lookUp(path, frame);
  return typeof value === "string" && isHarmless(value) ? value : undefined;
}
