import type { Program } from "../artifact/instructions.js";
import { compileHeaderLine } from "./header-line.js";
import { compileProgram } from "./program.js";
import { checkLength, type Run, write } from "./rendering.js";
import type { Emitter, Step } from "./step.js";

/** Writes a program's output as it is: HTML, subject, SMS, hand-written text. */
export const flatEmitter: Emitter<Run> = {
  // The program checked the length of all its static text before.
  text: (text) => (_, run) => {
    run.out += text;
  },
  value: write,
  special: (instruction, artifact) => {
    const compile = (program: Program) => compileProgram(program, artifact, flatEmitter);
    switch (instruction[0]) {
      case "prefix":
        return prefixLines(artifact.strings[instruction[1]] ?? "", compile(instruction[2]));
      case "header":
        return compileHeaderLine(compile(instruction[1]), instruction[2], write);
      default:
        // Only the layout program of an email may have other instructions; `decode` sees to it.
        throw new TypeError(`unexpected instruction ${instruction[0]}`);
    }
  },
};

/** Indents each line that a partial printed but an empty last one, as Handlebars does. */
function prefixLines(prefix: string, body: Step<Run>): Step<Run> {
  return (scope, run) => {
    const before = run.out;
    run.out = "";
    body(scope, run);
    const lines = run.out.split("\n");
    checkLength(run, before.length + run.out.length + lines.length * prefix.length);
    const last = lines.length - 1;
    run.out = before + lines.map((line, at) => (line === "" && at === last ? "" : prefix + line)).join("\n");
  };
}
