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
  | "internal-error"
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

  /** @param cause Of an `internal-error`: where it was thrown. */
  constructor(problems: readonly Problem[], cause?: Error) {
    super(summarize(problems), cause && { cause });
    this.problems = problems;
  }
}

/**
 * Rendering that throws nothing but ours. What else is thrown is a mistake of this library, or comes from a proxy in the
 * data; its message may hold values, so only its stack stays.
 */
export function contain<Given extends readonly unknown[], Rendered>(
  render: (...given: Given) => Rendered,
): (...given: Given) => Rendered {
  return (...given) => {
    try {
      return render(...given);
    } catch (error) {
      if (error instanceof RenderError) throw error;
      // Anything can be thrown.
      const { message, stack } = Object(error);
      const cause = Object.assign(new Error(), { stack: `${stack}`.split(message).join("") });
      throw new RenderError([{ code: "internal-error", message: "rendering failed" }], cause);
    }
  };
}

/** Rendering was stopped by one of its limits, which the first problem names. */
export class LimitError extends RenderError {
  override readonly name = "LimitError";
}

function summarize(problems: readonly Problem[]): string {
  const lines = problems.map(({ message, at }) => (at ? `${message} (${at.file}:${at.line}:${at.column})` : message));
  return lines.length === 1 ? lines.join() : `${lines.length} problems:\n- ${lines.join("\n- ")}`;
}
