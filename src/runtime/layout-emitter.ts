import type { Program } from "../artifact/instructions.js";
import { flatEmitter } from "./flat-emitter.js";
import { compileHeaderLine } from "./header-line.js";
import { compileLink } from "./layout-link.js";
import {
  addBreak,
  addCell,
  addMargin,
  endKept,
  type LayoutRun,
  printFlowing,
  printKept,
  printWords,
  toFlowing,
  withPrefix,
} from "./layout-writer.js";
import type { Loading } from "./loading.js";
import { compileProgram } from "./program.js";
import type { Emitter, SpecialInstruction, Step } from "./step.js";

/** Lays out words, margins, cells, links and lists: the text part that was derived from HTML. */
export const layoutEmitter: Emitter<LayoutRun> = {
  text: (text) => {
    const flowing = toFlowing(text);
    return (_, run) => printFlowing(run, flowing);
  },
  value: (run, text) => printFlowing(run, toFlowing(text)),
  harmless: printWords,
  special: (instruction, loading) => compileSpecial(instruction, loading, layoutEmitter),
};

/** The same inside of `<pre>`. */
const preEmitter: Emitter<LayoutRun> = {
  text: (text) => (_, run) => printKept(run, text),
  value: printKept,
  harmless: printKept,
  special: (instruction, loading) => compileSpecial(instruction, loading, preEmitter),
};

function compileSpecial(
  instruction: SpecialInstruction,
  loading: Loading,
  emitter: Emitter<LayoutRun>,
): Step<LayoutRun> {
  const compile = (program: Program) => compileProgram(program, loading, emitter);
  const compileFlat = (program: Program) => compileProgram(program, loading, flatEmitter);
  switch (instruction[0]) {
    case "margin":
      return (_, run) => addMargin(run, instruction[1]);
    case "line":
      return emitter === preEmitter ? (_, run) => printKept(run, "\n") : (_, run) => addBreak(run);
    case "cell":
      return (_, run) => addCell(run);
    case "link":
      return compileLink(compile(instruction[1]), compileFlat(instruction[2]));
    case "list":
      return compileList(instruction[1], compile(instruction[2]));
    case "item":
      return compileItem(compile(instruction[1]));
    case "quote":
      return compileQuote(loading.artifact.strings[instruction[1]] ?? "", compile(instruction[2]));
    case "pre":
      return compilePre(compileProgram(instruction[1], loading, preEmitter), emitter);
    case "header":
      return compileHeaderLine(compileFlat(instruction[1]), instruction[2], emitter);
    case "prefix":
      // Text that was derived from HTML has none; `decode` sees to it.
      return flatEmitter.special(instruction, loading);
  }
}

function compileList(start: number | null, body: Step<LayoutRun>): Step<LayoutRun> {
  return (scope, run) => {
    const outer = run.number;
    run.number = start;
    const text = body(scope, run);
    run.number = outer;
    return text;
  };
}

/** Counts at run time, so that the items of loops and conditions are numbered right. */
function compileItem(body: Step<LayoutRun>): Step<LayoutRun> {
  return (scope, run) => {
    const marker = run.number === null ? "- " : `${run.number++}. `;
    return withPrefix(run, { first: marker, rest: " ".repeat(marker.length) }, () => body(scope, run));
  };
}

function compileQuote(prefix: string, body: Step<LayoutRun>): Step<LayoutRun> {
  return (scope, run) => withPrefix(run, { first: undefined, rest: prefix }, () => body(scope, run));
}

function compilePre(body: Step<LayoutRun>, outer: Emitter<LayoutRun>): Step<LayoutRun> {
  if (outer === preEmitter) return body;
  return (scope, run) => {
    const text = body(scope, run);
    endKept(run);
    return text;
  };
}
