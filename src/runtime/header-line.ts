import type { Escape } from "../artifact/instructions.js";
import { finishHeader } from "./clean-text.js";
import { ESCAPERS } from "./escape.js";
import type { Run } from "./rendering.js";
import type { Emitter, Step } from "./step.js";

/**
 * The subject inside of a document: finished as a line first, then escaped and written like a value. It stands only in
 * text and attributes, whose escapers refuse nothing.
 */
export function compileHeaderLine<R extends Run>(
  body: Step<Run>,
  treatment: Escape,
  write: Emitter<R>["value"],
): Step<R> {
  return (scope, run) => {
    const line: Run = { rendering: run.rendering, part: run.part, out: "" };
    body(scope, line);
    const safe = ESCAPERS[treatment](finishHeader(line.out));
    if (typeof safe === "string") write(run, safe);
  };
}
