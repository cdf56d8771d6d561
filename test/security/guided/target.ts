/** What is tried: one text for each field of the target. */
export type Input = readonly string[];

/** One part of an input: free text, or one of some words. */
export interface Field {
  readonly kind: "text" | "choice";
  /** What texts are put together from, besides single characters; or all that may be chosen. */
  readonly pieces: readonly string[];
  /** UTF-16 units. */
  readonly maxLength: number;
}

/** A part of Platen with the laws that hold for every input. */
export interface Target {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly seeds: readonly Input[];
  /** @returns The law that is broken, and after a colon how; what it throws is a failure, too. */
  readonly judge: (input: Input) => string | undefined | Promise<string | undefined>;
  /** Laws that take long, so that only inputs are held to them that reach something new. */
  readonly judgeNew?: (input: Input) => string | undefined;
}

export function textField(pieces: readonly string[], maxLength: number): Field {
  return { kind: "text", pieces, maxLength };
}

export function choiceField(pieces: readonly string[]): Field {
  return { kind: "choice", pieces, maxLength: Number.POSITIVE_INFINITY };
}
