import { CONSTRUCT_NAMES, type Construct, expected } from "./constructs.js";
import type { Failure, Tally } from "./prove.js";

/** The share of templates that have to compile for a proof to mean something. */
const LEAST_COMPILED = 0.6;

/** Whether nothing differs and enough compiled. */
export function isProved({ failures, verdicts }: Tally): boolean {
  return failures.length === 0 && verdicts.compiled >= LEAST_COMPILED * totalOf(verdicts);
}

export function totalOf(verdicts: Tally["verdicts"]): number {
  return verdicts.compiled + verdicts.refused + verdicts["known limit"];
}

/** The report of a proof for people. */
export function formatReport(tally: Tally, title: string): string {
  const { verdicts, failures } = tally;
  const total = totalOf(verdicts);
  const share = (count: number): string => `${String(count).padStart(8)}  ${((100 * count) / total).toFixed(1)} %`;
  return [
    ...failures.map(formatFailure),
    title,
    `compiled, and equal     ${share(verdicts.compiled)}`,
    `refused, as expected    ${share(verdicts.refused)}`,
    `refused, a known limit  ${share(verdicts["known limit"])}`,
    `differences             ${String(failures.length).padStart(8)}`,
    "",
    "construct                                compiled  refused",
    ...CONSTRUCT_NAMES.map((construct) => coverageRow(construct, tally)),
  ].join("\n");
}

/** What differs, the template and data, and how to come back to it. */
export function formatFailure({ replay, report }: Failure): string {
  return `${report}\n\nagain: npm run prove -- --replay=${replay}\n`;
}

function coverageRow(construct: Construct, { coverage }: Tally): string {
  const { compiled, refused } = coverage[construct] ?? { compiled: 0, refused: 0 };
  const isMissing = (expected(construct) === "equal" ? compiled : refused) === 0;
  const row = `${construct.padEnd(40)} ${String(compiled).padStart(8)} ${String(refused).padStart(8)}`;
  return isMissing ? `${row}  never tried` : row;
}
