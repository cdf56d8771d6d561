import type { Escape } from "../artifact/instructions.js";
import { finishHeader } from "./clean-text.js";
import { ESCAPERS } from "./escape.js";
import type { Run } from "./rendering.js";
import type { Emitter, Step } from "./step.js";

/**
 * The subject inside of a document: finished as a line first, then escaped and printed like a value. It stands only in
 * text and attributes, whose escapers refuse nothing.
 */
export function compileHeaderLine<R extends Run>(body: Step<Run>, treatment: Escape, { value }: Emitter<R>): Step<R> {
  const escapeText = ESCAPERS[treatment];
  return (scope, run) => value(run, escapeText(finishHeader(body(scope, run))) as string); // never refused, see above
}
