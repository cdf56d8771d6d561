import type { Artifact } from "../artifact/artifact.js";
import type { Instruction, Program, ValueInstruction } from "../artifact/instructions.js";
import { compileEach, compileIf, compileSection, compileWith } from "./blocks.js";
import { REPORTED } from "./call.js";
import { compileChoose, compileNth, compilePicked } from "./choose.js";
import { ESCAPERS, type Escaper } from "./escape.js";
import { compileExpression, describe } from "./expression.js";
import { compileEnter, compileFrame, compilePartial } from "./partials.js";
import { checkLength, type Run, report } from "./rendering.js";
import type { Emitter, Step } from "./step.js";
import { MISSING, print } from "./value.js";

/** Turns a program into one function, once; running it looks nothing up but the variables. */
export function compileProgram<R extends Run>(program: Program, artifact: Artifact, emitter: Emitter<R>): Step<R> {
  const steps = program.map((instruction) => compileInstruction(instruction, artifact, emitter));
  const added = staticLength(program, artifact);
  return (scope, run) => {
    checkLength(run, run.out.length + added);
    for (const step of steps) step(scope, run);
  };
}

function staticLength(program: Program, { strings }: Artifact): number {
  let length = 0;
  for (const instruction of program)
    length += typeof instruction === "number" ? (strings[instruction]?.length ?? 0) : 0;
  return length;
}

function compileInstruction<R extends Run>(instruction: Instruction, artifact: Artifact, emitter: Emitter<R>): Step<R> {
  if (typeof instruction === "number") return emitter.text(artifact.strings[instruction] ?? "");
  const compile = (program: Program) => compileProgram(program, artifact, emitter);
  const compileElse = (program: Program) => (program.length === 0 ? undefined : compile(program));
  switch (instruction[0]) {
    case "value":
      return compileValue(instruction, emitter);
    case "if":
      return compileIf(instruction[1], compile(instruction[2]), compile(instruction[3]));
    case "each":
      return compileEach(instruction, compile(instruction[3]), compileElse(instruction[4]));
    case "with":
      return compileWith(instruction, compile(instruction[3]), compileElse(instruction[4]));
    case "section":
      return compileSection(instruction, compile(instruction[3]), compile(instruction[4]));
    case "nth":
      return compileNth(instruction[1], { count: instruction[2], index: instruction[3] }, compile(instruction[4]));
    case "choose": {
      const [, expression, labels, programs, position] = instruction;
      return compileChoose(expression, labels, { programs: programs.map(compile), position });
    }
    case "picked":
      return compilePicked(compile(instruction[1]), instruction[2].map(compile));
    case "pick":
      return (_, run) => {
        run.picked = instruction[1];
      };
    case "partial":
      return compilePartial(instruction[1], instruction[2], compile(instruction[3]));
    case "frame":
      return compileFrame(compile(instruction[1]));
    case "enter":
      return compileEnter(instruction[1], { context: instruction[2], hash: instruction[3] }, compile(instruction[4]));
    default:
      return emitter.special(instruction, artifact);
  }
}

/** A value that is missing or refused is reported, and the rest still runs: one error lists all of them. */
function compileValue<R extends Run>(instruction: ValueInstruction, emitter: Emitter<R>): Step<R> {
  const [, expression, escapeName, position] = instruction;
  const read = compileExpression(expression);
  const escapeText = ESCAPERS[escapeName];
  const emit = emitter.value;
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return;
    const text = print(value);
    if (typeof text === "string") checkLength(run, text.length);
    const safe = typeof text === "string" ? escapeText(text) : text;
    if (typeof safe === "string") emit(run, safe);
    else if (safe !== MISSING || run.rendering.missing === "error") {
      report(run.rendering, safe, describe(expression, scope), position);
    } else if (run.rendering.missing === "keep") emit(run, keep(describe(expression, scope), escapeText));
  };
}

/** What stands for a missing value under the policy `keep`; nothing where braces cannot stand. */
function keep(path: string, escapeText: Escaper): string {
  const safe = escapeText(`{{${path}}}`);
  return typeof safe === "string" ? safe : "";
}
