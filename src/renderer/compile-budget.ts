/** What one compile may take of the machine. */
export interface CompileBudget {
  /** From when the thread has loaded MJML. */
  readonly milliseconds: number;
  /** Of the heap of the thread, MJML and what is kept between compiles included. */
  readonly megabytes: number;
}

/** @throws RangeError when a number is not a whole number from 1. */
export function completeBudget(given: Partial<CompileBudget>): CompileBudget {
  const { milliseconds = 10_000, megabytes = 256 } = given;
  for (const [name, value] of Object.entries({ milliseconds, megabytes })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`\`isolate.${name}\` is not a whole number from 1`);
  }
  return { milliseconds, megabytes };
}
