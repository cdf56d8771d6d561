import type { Program } from "../artifact/instructions.js";
import { finishHeader } from "./clean-text.js";
import { ESCAPERS } from "./escape.js";
import { flatEmitter } from "./flat-emitter.js";
import { preEmitter } from "./layout-emitter.js";
import { compileLink } from "./layout-link.js";
import { addBreak, addCell, addMargin, endKept, printKept, withPrefix } from "./layout-writer.js";
import { checkLength } from "./rendering.js";
import type { Emitter, SpecialInstruction, Step } from "./step.js";

/** What compiling an instruction takes. */
interface Tools {
  readonly strings: readonly string[];
  readonly emitter: Emitter;
  readonly compile: (program: Program, emitter?: Emitter) => Step;
}

/** Compiles what lays text out. Only the text part of an email has such instructions, but for headers and prefixes. */
export function compileSpecial(instruction: SpecialInstruction, { strings, emitter, compile }: Tools): Step {
  switch (instruction[0]) {
    case "margin":
      return (_, run) => addMargin(run, instruction[1]);
    case "line":
      return emitter === preEmitter ? (_, run) => printKept(run, "\n") : (_, run) => addBreak(run);
    case "cell":
      return (_, run) => addCell(run);
    case "link":
      return compileLink(compile(instruction[1]), compile(instruction[2], flatEmitter));
    case "list":
      return compileList(instruction[1], compile(instruction[2]));
    case "item":
      return compileItem(compile(instruction[1]));
    case "quote":
      return compileQuote(strings[instruction[1]] ?? "", compile(instruction[2]));
    case "pre":
      return compilePre(compile(instruction[1], preEmitter), emitter);
    case "header": {
      const escapeText = ESCAPERS[instruction[2]];
      const body = compile(instruction[1], flatEmitter);
      // The subject inside of a document: a finished line, printed like a value where the escapers refuse nothing.
      return (scope, run) => emitter.value(run, escapeText(finishHeader(body(scope, run))) as string);
    }
    case "prefix":
      return prefixLines(strings[instruction[1]] ?? "", compile(instruction[2]));
  }
}

/** Indents each line that a partial printed but an empty last one, as Handlebars does. */
function prefixLines(prefix: string, body: Step): Step {
  return (scope, run) => {
    const text = body(scope, run);
    const lines = text.split("\n");
    checkLength(run, text.length + lines.length * prefix.length);
    const last = lines.length - 1;
    return lines.map((line, at) => (line === "" && at === last ? "" : prefix + line)).join("\n");
  };
}

function compileList(start: number | null, body: Step): Step {
  return (scope, run) => {
    const outer = run.number;
    run.number = start;
    const text = body(scope, run);
    run.number = outer;
    return text;
  };
}

/** Counts at run time, so that the items of loops and conditions are numbered right. */
function compileItem(body: Step): Step {
  return (scope, run) => {
    const marker = run.number === null ? "- " : `${run.number++}. `;
    return withPrefix(run, { first: marker, rest: " ".repeat(marker.length) }, () => body(scope, run));
  };
}

function compileQuote(prefix: string, body: Step): Step {
  return (scope, run) => withPrefix(run, { first: undefined, rest: prefix }, () => body(scope, run));
}

function compilePre(body: Step, outer: Emitter): Step {
  if (outer === preEmitter) return body;
  return (scope, run) => {
    const text = body(scope, run);
    endKept(run);
    return text;
  };
}
