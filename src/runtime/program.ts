import type { Escape, Expression, Instruction, Program, ValueInstruction } from "../artifact/instructions.js";
import { compileBlock, compileIf } from "./blocks.js";
import { REPORTED } from "./call.js";
import { compileChoose, compilePicked } from "./choose.js";
import { isHarmless } from "./clean-text.js";
import { ESCAPERS } from "./escape.js";
import { compileArgument, slotOf } from "./expression.js";
import type { Loading } from "./loading.js";
import type { Escaper } from "./matching.js";
import { compileFrame, compilePartial } from "./partials.js";
import { append, checkLength, report } from "./rendering.js";
import { compileSpecial } from "./special.js";
import type { Emitter, Step } from "./step.js";
import { trustedAt } from "./trusted.js";
import { MISSING, print } from "./value.js";

/** Turns a program into one function, once; running it looks nothing up but the variables. */
export function compileProgram(program: Program, loading: Loading, emitter: Emitter): Step {
  const steps = program.map((instruction) => compileInstruction(instruction, loading, emitter));
  return (scope, run) => {
    let printed = "";
    for (const step of steps) printed = append(run, printed, typeof step === "string" ? step : step(scope, run));
    return printed;
  };
}

export function compileInstruction(instruction: Instruction, loading: Loading, emitter: Emitter): string | Step {
  const { strings } = loading.artifact;
  if (typeof instruction === "number") return emitter.text(strings[instruction] ?? "");
  const compile = (program: Program, by = emitter) => compileProgram(program, loading, by);
  const argument = (expression: Expression) => compileArgument(expression, loading);
  switch (instruction[0]) {
    case "value":
      return compileValue(instruction, loading, emitter);
    case "if":
      return compileIf(argument(instruction[1]), compile(instruction[2]), compile(instruction[3]));
    case "each":
    case "with":
    case "section": {
      const [kind, subject, count, body, otherwise] = instruction;
      const no = kind !== "section" && otherwise.length === 0 ? undefined : compile(otherwise);
      const block = { kind, subject: argument(subject), count, only: undefined, body: compile(body), otherwise: no };
      return compileBlock(block, loading);
    }
    case "nth": {
      const [, subject, count, only, body] = instruction;
      const program = compile(body);
      const block = {
        kind: "each",
        subject: argument(subject),
        count,
        only,
        body: program,
        otherwise: undefined,
      } as const;
      return compileBlock(block, loading);
    }
    case "choose": {
      const [, subject, labels, programs, position] = instruction;
      return compileChoose(
        { ...argument(subject), position },
        labels,
        programs.map((program) => compile(program)),
      );
    }
    case "picked":
      return compilePicked(
        compile(instruction[1]),
        instruction[2].map((program) => compile(program)),
      );
    case "pick":
      return (_, run) => {
        run.picked = instruction[1];
        return "";
      };
    case "partial":
      return compilePartial(
        { context: instruction[1], hash: instruction[2], climb: undefined },
        compile(instruction[3]),
        loading,
      );
    case "frame":
      return compileFrame(compile(instruction[1]));
    case "enter": {
      const [, climb, context, hash, body] = instruction;
      return compilePartial({ context, hash, climb }, compile(body), loading);
    }
    default:
      return compileSpecial(instruction, { strings, emitter, compile });
  }
}

/** A value that is missing or refused is reported, and the rest still runs: one error lists all of them. */
function compileValue(instruction: ValueInstruction, loading: Loading, emitter: Emitter): Step {
  const [, expression, escapeName, position] = instruction;
  const subject = { ...compileArgument(expression, loading), position };
  const { read } = subject;
  const escapeText = ESCAPERS[escapeName];
  const isText = TEXT_PLACES.has(escapeName);
  // Elsewhere the same text may mean something.
  const slot = slotOf(expression, loading, isText ? "text" : escapeName);
  const { harmless } = emitter;
  return (scope, run) => {
    const { memory } = scope;
    const known = memory?.[slot];
    if (typeof known === "string") return harmless(run, known);
    const value = read(scope, run);
    const text = print(value);
    if (typeof text === "string" && isText && isHarmless(text)) {
      if (memory !== undefined) memory[slot] = text;
      return harmless(run, text);
    }
    if (value === REPORTED) return "";
    if (typeof text === "string") checkLength(run, text.length);
    const safe = typeof text === "string" ? escapeText(text) : (trustedAt(value, escapeName) ?? text);
    if (typeof safe === "string") return emitter.value(run, safe);
    const { missing } = run.rendering;
    if (safe !== MISSING || missing === "error") report(run, safe, subject, scope);
    return safe === MISSING && missing === "keep"
      ? emitter.value(run, keep(subject.describe(scope, []), escapeText))
      : "";
  };
}

/** Where a harmless text is printed as it is. */
export const TEXT_PLACES: ReadonlySet<Escape> = new Set(["html", "plain", "line", "header", "name"]);

/** What stands for a missing value under the policy `keep`; nothing where braces cannot stand. */
function keep(path: string, escapeText: Escaper): string {
  const safe = escapeText(`{{${path}}}`);
  return typeof safe === "string" ? safe : "";
}
