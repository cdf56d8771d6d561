import fc from "fast-check";
import type { Variables } from "../../src/index.js";
import type { Construct } from "./constructs.js";
import { judge, type Spoil, type Verdict } from "./law.js";
import type { Template } from "./settle.js";
import { TEMPLATE } from "./templates.js";
import { DATA } from "./world.js";

/** What some runs came to. Plain data, so that it can be sent between processes. */
export interface Tally {
  readonly verdicts: Record<Verdict, number>;
  /** In how many templates that compiled, or were refused, each construct stood. */
  readonly coverage: Partial<Record<Construct, { compiled: number; refused: number }>>;
  readonly failures: Failure[];
}

/** The smallest template and data that break the law, and how to come back to them. */
export interface Failure {
  readonly replay: string;
  readonly report: string;
}

/** Which runs to make. */
export interface Runs {
  readonly seed: number;
  readonly count: number;
  /** The path of a failure: only that run is made. */
  readonly path?: string;
  /** After so many milliseconds no run is begun. */
  readonly timeLimit?: number;
  /** Whether the first failure is reported as it is, instead of as small as it can be. */
  readonly asFound?: boolean;
}

export function emptyTally(): Tally {
  return { verdicts: { compiled: 0, refused: 0, "known limit": 0 }, coverage: {}, failures: [] };
}

/** Judges random templates with random data until the first failure, which is made as small as it can be. */
export async function prove(runs: Runs, spoil?: Spoil): Promise<Tally> {
  const tally = emptyTally();
  let hasFailed = false;
  const law = fc.asyncProperty(TEMPLATE, DATA, async (template, data) => {
    try {
      const verdict = await judge(template, data, spoil);
      // What is tried while making a failure smaller does not count.
      if (!hasFailed) countTemplate(tally, template, verdict);
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  });
  const result = await fc.check(law, parametersOf(runs));
  if (result.counterexample !== null) {
    const [template] = result.counterexample;
    const replay = `${result.seed}:${result.counterexamplePath}`;
    const { errorInstance } = result;
    const problem = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    tally.failures.push({ replay, report: `${problem}\n${printTemplate(template)}` });
  }
  return tally;
}

function parametersOf({
  seed,
  count,
  path,
  timeLimit,
  asFound = false,
}: Runs): fc.Parameters<[Template, readonly Variables[]]> {
  return {
    seed,
    numRuns: count,
    endOnFailure: asFound,
    ...(path === undefined ? {} : { path }),
    ...(timeLimit === undefined ? {} : { interruptAfterTimeLimit: timeLimit }),
  };
}

function countTemplate({ verdicts, coverage }: Tally, { constructs }: Template, verdict: Verdict): void {
  verdicts[verdict]++;
  for (const construct of constructs) {
    const row = coverage[construct] ?? { compiled: 0, refused: 0 };
    row[verdict === "compiled" ? "compiled" : "refused"]++;
    coverage[construct] = row;
  }
}

/** All files of a template, as a fixture folder would hold them. */
function printTemplate({ files, request }: Template): string {
  const all = Object.entries({ ...files, "request.json": JSON.stringify(request) });
  return all.map(([path, text]) => `=== ${path}\n${text}`).join("\n");
}
