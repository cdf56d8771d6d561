import type { Emitter } from "./step.js";

/** Prints a program's output as it is: HTML, subject, SMS, hand-written text. */
export const flatEmitter: Emitter = {
  text: (text) => text,
  value: (_, text) => text,
  harmless: (_, text) => text,
};
