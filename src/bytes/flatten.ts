import type { Expression, Hash, Instruction, Program } from "../artifact/instructions.js";
import { isHarmless } from "../runtime/clean-text.js";
import { ESCAPERS } from "../runtime/escape.js";
import { compileArgument } from "../runtime/expression.js";
import { flatEmitter } from "../runtime/flat-emitter.js";
import { layoutEmitter } from "../runtime/layout-emitter.js";
import { shownOf, targetBehind } from "../runtime/layout-link.js";
import { type Gap, toFlowing } from "../runtime/layout-writer.js";
import type { Loading } from "../runtime/loading.js";
import { compileEntry } from "../runtime/partials.js";
import { compileInstruction, compileProgram, TEXT_PLACES } from "../runtime/program.js";
import type { Step } from "../runtime/step.js";
import { type Given, type Level, type Operation, operation } from "./operation.js";
import { linePath, loopOver, partialOf, pathTo, sectionOver, urlPath } from "./paths.js";

/** Where the instructions stand. */
export interface Place {
  readonly loading: Loading;
  readonly level: Level;
  /** Whether the text is laid out, as a text part is that was derived from HTML. */
  readonly isLaidOut: boolean;
}

/** The instruction of a name. */
type Written<Name> = Extract<Instruction, readonly [Name, ...unknown[]]>;

interface Flattening extends Place {
  readonly operations: Operation[];
  /** What separates the words before from those to come, as far as that is known. */
  gap: Gap;
}

/** Turns a program into operations, one after the other; only bodies of loops are inside of others. */
export function flatten(program: Program, place: Place): readonly Operation[] {
  const flattening: Flattening = { ...place, operations: [], gap: 0 };
  addProgram(program, flattening);
  return flattening.operations;
}

function addProgram(program: Program, flattening: Flattening): void {
  for (const instruction of program) add(instruction, flattening);
  const { gap } = flattening;
  if (gap > 0) flattening.operations.push(operation("gap", { gap: takeGap(flattening) }));
}

function add(instruction: Instruction, flattening: Flattening): void {
  if (typeof instruction === "number") return addText(textOf(instruction, flattening), flattening);
  switch (instruction[0]) {
    case "value":
      return addValue(instruction, flattening);
    case "if":
      return addIf(instruction, flattening);
    case "each":
    case "with":
      return addScope(instruction, flattening);
    case "section":
      return addSection(instruction, flattening);
    case "partial":
      return addPartial(instruction, flattening);
    case "choose":
      return addChoice(instruction, flattening);
    case "header":
      return addLine(instruction, flattening);
    case "margin":
      return widen(flattening, instruction[1] === 1 ? 3 /* line */ : 5 /* blank line */);
    case "cell":
      return widen(flattening, 2 /* cell */);
    case "line":
      flattening.operations.push(operation("break", { gap: takeGap(flattening) }));
      return;
    case "link":
      return addLink(instruction, flattening);
    default:
      return addStep(instruction, flattening);
  }
}

function textOf(index: number, { loading }: Place): string {
  return loading.artifact.strings[index] ?? "";
}

/** @param more Follows the words, and separates nothing. */
function addText(text: string, flattening: Flattening, more = ""): void {
  const { operations, isLaidOut } = flattening;
  if (!isLaidOut) {
    operations.push(operation("text", { text }));
    return;
  }
  const { before, words, after } = toFlowing(text);
  if (before) widen(flattening, 1 /* space */);
  if (words === "") return;
  operations.push(operation("words", { gap: takeGap(flattening), text: words + more }));
  flattening.gap = after ? 1 /* space */ : 0 /* nothing */;
}

function addValue(instruction: Written<"value">, flattening: Flattening): void {
  const [, expression, escapeName] = instruction;
  const { operations, isLaidOut, level } = flattening;
  const path = pathTo(expression, level);
  if (path === undefined) return addStep(instruction, flattening);
  const escapeText = ESCAPERS[escapeName];
  const step = stepOf(instruction, flattening);
  if (TEXT_PLACES.has(escapeName)) {
    operations.push(
      operation(isLaidOut ? "word" : "value", {
        gap: takeGap(flattening),
        path,
        escapeText,
        isHtml: escapeName === "html",
        step,
      }),
    );
  } else if (escapeName === "html-url" && !isLaidOut) {
    operations.push(operation("url", { path: urlPath(path, level), escapeText, step }));
  } else addStep(instruction, flattening);
}

function addIf(instruction: Written<"if">, flattening: Flattening): void {
  const [, subject, yes, no] = instruction;
  const { operations, level, loading } = flattening;
  const path = pathTo(subject, level);
  const gap = takeGap(flattening);
  const condition =
    path === undefined
      ? operation("if-call", { gap, subject: compileArgument(subject, loading) })
      : operation("if", { gap, path });
  addBranch(condition, yes);
  if (no.length === 0) return;
  condition.skip++;
  addBranch(operation("jump"), no);

  /** Adds an operation, and what it may leave out. */
  function addBranch(before: Operation, branch: Program): void {
    operations.push(before);
    const start = operations.length;
    addProgram(branch, flattening);
    before.skip += operations.length - start;
  }
}

function addScope(instruction: Written<"each" | "with">, flattening: Flattening): void {
  const [kind, subject, count, program, no] = instruction;
  const { operations, level, loading, isLaidOut } = flattening;
  const path = pathTo(subject, level);
  if (path === undefined) return addStep(instruction, flattening);
  const loop = loopOver(path, { kind, subject: compileArgument(subject, loading), count }, level);
  const gap = takeGap(flattening);
  const step = stepOf(instruction, flattening);
  const body = flatten(program, { loading, level: loop.level, isLaidOut });
  const otherwise = no.length === 0 ? undefined : flatten(no, flattening);
  operations.push(operation(kind, { gap, path, loop, step, body, otherwise }));
}

function addSection(instruction: Written<"section">, flattening: Flattening): void {
  const [, subject, count, program, no] = instruction;
  const { operations, level, loading, isLaidOut } = flattening;
  const path = pathTo(subject, level);
  if (path === undefined) return addStep(instruction, flattening);
  const { each: loop, ...section } = sectionOver(path, { subject: compileArgument(subject, loading), count }, level);
  const gap = takeGap(flattening);
  const body = flatten(program, { loading, level: loop.level, isLaidOut });
  const otherwise = flatten(no, flattening);
  operations.push(
    operation("section", { gap, path, loop, section, step: stepOf(instruction, flattening), body, otherwise }),
  );
}

const THIS: Expression = ["path", 0, [], 0];

/** A partial with a scope of its own, of which paths say what it is about and what its names stand for. */
function addPartial(instruction: Written<"partial">, flattening: Flattening): void {
  const [, context, hash, program] = instruction;
  const { operations, level, loading, isLaidOut } = flattening;
  const path = pathTo(context ?? THIS, level);
  const named = givenBy(hash, level);
  if (path === undefined || named === undefined) return addStep(instruction, flattening);
  const enter = compileEntry({ context, hash, climb: undefined }, loading);
  const loop = partialOf(path, { hasContext: context !== null, named, enter }, level);
  const gap = takeGap(flattening);
  const body = flatten(program, { loading, level: loop.level, isLaidOut });
  operations.push(operation("partial", { gap, path, loop, step: stepOf(instruction, flattening), body }));
}

/** Undefined if a name stands for anything but a path or what is written there. */
function givenBy(hash: Hash, level: Level): ReadonlyMap<string, Given> | undefined {
  const named = new Map<string, Given>();
  for (const [name, expression] of hash) {
    const path = pathTo(expression, level);
    if (path !== undefined) named.set(name, { path });
    else if (expression[0] === "literal") named.set(name, { literal: expression[1] });
    else return undefined;
  }
  return named;
}

/** Each layout is written as if it were the only one. */
function addChoice(instruction: Written<"choose">, flattening: Flattening): void {
  const [, subject, labels, programs] = instruction;
  const { operations, level } = flattening;
  const path = pathTo(subject, level);
  if (path === undefined) return addStep(instruction, flattening);
  const gap = takeGap(flattening);
  const branches = programs.map((program) => flatten(program, flattening));
  operations.push(operation("choose", { gap, path, labels, branches, step: stepOf(instruction, flattening) }));
}

function addLine(instruction: Written<"header">, flattening: Flattening): void {
  const [, program] = instruction;
  const { operations, level, isLaidOut } = flattening;
  const body = isLaidOut ? undefined : flattenLine(program, flattening);
  if (body === undefined) return addStep(instruction, flattening);
  operations.push(operation("line", { path: linePath(program, level), body, step: stepOf(instruction, flattening) }));
}

/**
 * The texts and values of one line of a header, one operation for each instruction; undefined if there is anything else,
 * or if the line is not harmless even where all its values are.
 */
export function flattenLine(program: Program, place: Place): readonly Operation[] | undefined {
  const body = flatten(program, { ...place, isLaidOut: false });
  const example = program.map((instruction) => (typeof instruction === "number" ? textOf(instruction, place) : "x"));
  const isPlain = body.every(({ kind }) => kind === "text" || kind === "value");
  return isPlain && isHarmless(example.join("")) ? body : undefined;
}

/** Words that are static, and what leads somewhere behind them: a static URL as well, or one that is a value. */
function addLink(instruction: Written<"link">, flattening: Flattening): void {
  const [, [words, ...moreWords], [href, ...moreHref]] = instruction;
  const { operations, level, loading } = flattening;
  const label = typeof words === "number" && moreWords.length === 0 ? textOf(words, flattening) : "";
  const shown = toFlowing(label).words;
  if (shown === "" || href === undefined || moreHref.length > 0) return addStep(instruction, flattening);
  if (typeof href === "number")
    return addText(label, flattening, targetBehind(shown, shownOf(textOf(href, flattening))));
  const path = href[0] === "value" && href[2] === "plain-url" ? pathTo(href[1], level) : undefined;
  if (path === undefined) return addStep(instruction, flattening);
  addText(label, flattening);
  const step = compileProgram([href], loading, flatEmitter);
  operations.push(operation("target", { path: urlPath(path, level), label: shown, step }));
}

function addStep(instruction: Instruction, flattening: Flattening): void {
  const step = stepOf(instruction, flattening);
  flattening.operations.push(operation("step", { gap: takeGap(flattening), step }));
}

function stepOf(instruction: Instruction, { loading, isLaidOut }: Place): Step {
  const step = compileInstruction(instruction, loading, isLaidOut ? layoutEmitter : flatEmitter);
  return typeof step === "string" ? () => step : step;
}

function widen(flattening: Flattening, gap: Gap): void {
  if (gap > flattening.gap) flattening.gap = gap;
}

function takeGap(flattening: Flattening): Gap {
  const { gap } = flattening;
  flattening.gap = 0 /* nothing */;
  return gap;
}
