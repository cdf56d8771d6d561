import type { Artifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { flatEmitter } from "./flat-emitter.js";
import { compileHeaderLine } from "./header-line.js";
import { compileLink } from "./layout-link.js";
import {
  endKept,
  type LayoutRun,
  toFlowing,
  withPrefix,
  writeBreak,
  writeCell,
  writeFlowing,
  writeKept,
  writeMargin,
  writeWords,
} from "./layout-writer.js";
import { compileProgram } from "./program.js";
import type { Emitter, SpecialInstruction, Step } from "./step.js";

/** Where in a layout program an instruction stands. */
interface Position {
  /** Inside of `<pre>`. */
  readonly keep: boolean;
  /** Indents of the partials around it, innermost first. */
  readonly indents: readonly string[];
}

/** Lays out words, margins, cells, links and lists: the text part that was derived from HTML. */
export const layoutEmitter: Emitter<LayoutRun> = emitterAt({ keep: false, indents: [] });

function emitterAt(position: Position): Emitter<LayoutRun> {
  const { keep, indents } = position;
  const writeText = keep ? writeKept : writeFlowing;
  const value: typeof writeText =
    indents.length === 0 ? writeText : (run, text) => writeText(run, indentLines(run, text, indents));
  return {
    text: keep || indents.length > 0 ? (text) => (_, run) => value(run, text) : compileFlowing,
    value,
    special: (instruction, artifact) => compileSpecial(instruction, artifact, position),
  };
}

/** Static text, collapsed ahead of time. */
function compileFlowing(text: string): Step<LayoutRun> {
  const { before, words, after } = toFlowing(text);
  return (_, run) => {
    if (before) run.space = true;
    if (words === "") return;
    writeWords(run, words);
    run.space = after;
  };
}

function compileSpecial(instruction: SpecialInstruction, artifact: Artifact, position: Position): Step<LayoutRun> {
  const compile = (program: Program, at = position) => compileProgram(program, artifact, emitterAt(at));
  switch (instruction[0]) {
    case "prefix":
      return compileIndent(artifact.strings[instruction[1]] ?? "", position, (at) => compile(instruction[2], at));
    case "header":
      return compileHeaderLine(
        compileProgram(instruction[1], artifact, flatEmitter),
        instruction[2],
        emitterAt(position).value,
      );
    case "margin":
      return (_, run) => writeMargin(run, instruction[1]);
    case "line":
      return position.keep ? (_, run) => writeKept(run, "\n") : (_, run) => writeBreak(run);
    case "cell":
      return (_, run) => writeCell(run);
    case "link":
      return compileLink(compile(instruction[1]), compileProgram(instruction[2], artifact, flatEmitter));
    case "list":
      return compileList(instruction[1], compile(instruction[2]));
    case "item":
      return compileItem(compile(instruction[1]));
    case "quote":
      return compileQuote(artifact.strings[instruction[1]] ?? "", compile(instruction[2]));
    case "pre":
      return compilePre(compile(instruction[1], { ...position, keep: true }), position.keep);
  }
}

function compileList(start: number | null, body: Step<LayoutRun>): Step<LayoutRun> {
  return (scope, run) => {
    const outer = run.number;
    run.number = start;
    body(scope, run);
    run.number = outer;
  };
}

/** Counts at run time, so that the items of loops and conditions are numbered right. */
function compileItem(body: Step<LayoutRun>): Step<LayoutRun> {
  return (scope, run) => {
    const marker = run.number === null ? "- " : `${run.number++}. `;
    withPrefix(run, { first: marker, rest: " ".repeat(marker.length) }, () => body(scope, run));
  };
}

function compileQuote(prefix: string, body: Step<LayoutRun>): Step<LayoutRun> {
  return (scope, run) => withPrefix(run, { first: undefined, rest: prefix }, () => body(scope, run));
}

function compilePre(body: Step<LayoutRun>, isInner: boolean): Step<LayoutRun> {
  if (isInner) return body;
  return (scope, run) => {
    body(scope, run);
    endKept(run);
  };
}

function compileIndent(
  indent: string,
  position: Position,
  compile: (position: Position) => Step<LayoutRun>,
): Step<LayoutRun> {
  const indents = [indent, ...position.indents];
  const body = compile({ ...position, indents });
  return (scope, run) => {
    run.lineStarts[indents.length] = true;
    body(scope, run);
  };
}

/** Indents each line of what a partial prints but an empty last one, piece by piece. */
function indentLines(run: LayoutRun, text: string, indents: readonly string[]): string {
  if (text === "") return "";
  let indented = text;
  for (const [at, indent] of indents.entries()) {
    const level = indents.length - at;
    const first = run.lineStarts[level] ? indent : "";
    run.lineStarts[level] = indented.endsWith("\n");
    indented = first + indented.replace(/\n(?!$)/g, () => `\n${indent}`);
  }
  return indented;
}
