import type { Mutant } from "./mutants.js";

/** A survivor that no test can find, with the reason. */
interface Equivalent {
  readonly file: string;
  /** A piece of the change, as the report prints it. */
  readonly change: string;
  readonly reason: string;
}

const EQUIVALENT: readonly Equivalent[] = [];

export function reasonFor(file: string, { change }: Mutant): string | undefined {
  return EQUIVALENT.find((each) => file.endsWith(each.file) && change.includes(each.change))?.reason;
}

/** Reasons that no survivor has: the code or the tests are other ones now. */
export function unusedReasons(
  survivors: readonly { readonly file: string; readonly mutant: Mutant }[],
): readonly string[] {
  const isUsed = (each: Equivalent) =>
    survivors.some(({ file, mutant }) => file.endsWith(each.file) && mutant.change.includes(each.change));
  return EQUIVALENT.filter((each) => !isUsed(each)).map(({ file, change }) => `${file} ${change}`);
}
