import { type Finding, findingOfFact, formatFindings } from "../findings.js";
import type { RowPlace } from "../recipient-row.js";
import type { FillProblem } from "./fill.js";
import type { Sink } from "./sink.js";

/** Where it is written down which rows have no message, and why. */
export interface FailureLog {
  /** Undefined when there is nothing to wait for. */
  write(place: RowPlace, problems: readonly FillProblem[]): Promise<void> | undefined;
  /** @returns How many bytes of it are on the disk for good. */
  settle(): Promise<number>;
  close(): Promise<void>;
  /** For the terminal, when there is no file to look into. */
  format(): string;
}

/** A line of JSON for each row. */
export function failureFile(sink: Sink): FailureLog {
  return {
    ...sink,
    write: ({ row, line }, problems) => sink.write(`${JSON.stringify({ row, line, problems })}\n`),
    format: () => "",
  };
}

/** Rows of more findings than these would only repeat them. */
const MAX_SHOWN = 10;

/** Keeps the first failures to show them. */
export function failureList(file: string): FailureLog {
  const findings: Finding[] = [];
  let hidden = 0;
  return {
    write({ row, line }, problems) {
      if (findings.length >= MAX_SHOWN) hidden++;
      else findings.push(...problems.slice(0, MAX_SHOWN).map((problem) => findingOf(problem, { file, row, line })));
      return undefined;
    },
    settle: async () => 0,
    close: async () => undefined,
    format: () =>
      formatFindings(findings) + (hidden === 0 ? "" : `and ${hidden} more rows; --errors FILE tells of all\n`),
  };
}

function findingOf(
  { code, message, help, path, column }: FillProblem,
  { file, row, line }: { readonly file: string; readonly row: number; readonly line: number },
): Finding {
  const place = { file, line, ...(column !== undefined && { column }) };
  return findingOfFact({ code, message: `${message} (row ${row})`, help, path, place });
}
