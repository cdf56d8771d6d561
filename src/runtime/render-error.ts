import type { SmsProblem } from "../sms/sms.js";

export type RenderCode =
  | "missing-variable"
  | "wrong-type"
  | "unsafe-url"
  | "unsafe-css"
  | "unsafe-number"
  | "untrusted-html"
  | "invalid-value"
  | "helper-failed"
  | "unknown-partial"
  | "limit-exceeded"
  | SmsProblem["code"];

/**
 * Why one variable, or the text of an SMS, cannot be rendered. Neither message nor path ever contains a value, for values
 * are personal data; of a text that has to be GSM-7, the message names one code point that is not.
 */
export interface Problem {
  readonly code: RenderCode;
  readonly message: string;
  readonly help?: string;
  /**
   * From the top of the variables: `customer.name`, `items.0.price`. Keys of an object that is looped over are data
   * too and read `*`: `prices.*.amount`.
   */
  readonly path?: string;
  readonly at?: Place;
}

/** What a value did wrong: the message after the name of the variable. */
export interface Rejection {
  readonly code: RenderCode;
  readonly fact: string;
  readonly help?: string;
}

/** A place in the sources; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The variables do not fit the message. Lists every problem of one rendering, unless a limit ended it early. */
export class RenderError extends Error {
  override readonly name: string = "RenderError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(summarize(problems));
    this.problems = problems;
  }
}

/** Rendering was stopped by one of its limits, which the first problem names. */
export class LimitError extends RenderError {
  override readonly name = "LimitError";
}

function summarize(problems: readonly Problem[]): string {
  const lines = problems.map(({ message, at }) => (at ? `${message} (${at.file}:${at.line}:${at.column})` : message));
  return lines.length === 1 ? lines.join() : `${lines.length} problems:\n- ${lines.join("\n- ")}`;
}
