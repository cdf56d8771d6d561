import type { Program } from "../artifact/instructions.js";
import { compileHeaderLine } from "./header-line.js";
import { compileProgram } from "./program.js";
import { checkLength, type Run } from "./rendering.js";
import type { Emitter, Step } from "./step.js";

/** Prints a program's output as it is: HTML, subject, SMS, hand-written text. */
export const flatEmitter: Emitter<Run> = {
  text: (text) => text,
  value: (_, text) => text,
  harmless: (_, text) => text,
  special: (instruction, loading) => {
    const compile = (program: Program) => compileProgram(program, loading, flatEmitter);
    switch (instruction[0]) {
      case "prefix":
        return prefixLines(loading.artifact.strings[instruction[1]] ?? "", compile(instruction[2]));
      case "header":
        return compileHeaderLine(compile(instruction[1]), instruction[2], flatEmitter);
      default:
        // Only the layout program of an email may have other instructions; `decode` sees to it.
        throw new TypeError(instruction[0]);
    }
  },
};

/** Indents each line that a partial printed but an empty last one, as Handlebars does. */
function prefixLines(prefix: string, body: Step<Run>): Step<Run> {
  return (scope, run) => {
    const text = body(scope, run);
    const lines = text.split("\n");
    checkLength(run, text.length + lines.length * prefix.length);
    const last = lines.length - 1;
    return lines.map((line, at) => (line === "" && at === last ? "" : prefix + line)).join("\n");
  };
}
