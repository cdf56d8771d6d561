import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CASE_FILES } from "./cases.js";
import { type Outcome, runCase } from "./runner.js";

/** `passed`, or `refused: reason`, by the name of the file and the id of the case. */
export type Outcomes = Readonly<Record<string, Readonly<Record<string, string>>>>;

const RECORD = join(import.meta.dirname, "outcomes.json");

export function readOutcomes(): Outcomes {
  // Our own file.
  return JSON.parse(readFileSync(RECORD, "utf8")) as Outcomes;
}

/** A wrong outcome is not written: what was recorded stays, and the test fails until it is mended. */
export function writeOutcomes(outcomes: Outcomes): void {
  const recorded = readOutcomes();
  const kept = Object.entries(outcomes).map(([name, file]) => {
    const entries = Object.entries(file).map(([id, outcome]) => [
      id,
      kindOf(outcome) === "wrong" ? (recorded[name]?.[id] ?? outcome) : outcome,
    ]);
    return [name, Object.fromEntries(entries)];
  });
  writeFileSync(RECORD, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** Runs every case. */
export async function runAll(): Promise<Outcomes> {
  const files = CASE_FILES.map(async ({ name, cases }) => {
    const entries = cases.map(async (test) => [test.id, describeOutcome(await runCase(test))] as const);
    return [name, Object.fromEntries(await Promise.all(entries))] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

function describeOutcome({ kind, reason }: Outcome): string {
  return kind === "passed" ? kind : `${kind}: ${reason}`;
}

export function kindOf(outcome: string): string {
  return outcome.split(":", 1)[0] ?? "";
}
