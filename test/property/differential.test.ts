import { describe, expect, test } from "vitest";
import { runDifferential } from "./run.js";

const RUNS = 1000;
/** The same for every build; `long.ts` looks further with others. */
const SEED = 51;

describe("random templates", { timeout: 120_000 }, () => {
  test("print what Handlebars prints", async () => {
    process.stdout.write(`differential test: ${RUNS} runs, seed ${SEED}\n`);
    const tally = await runDifferential({ numRuns: RUNS, seed: SEED, endOnFailure: true });
    expect(tally.equal + tally["equal when empty"]).toBeGreaterThan(RUNS / 2);
    expect(tally.invalid).toBe(0);
  });
});

/** The oracle fires: a Platen that is broken like this is found out. */
describe("the comparison notices", { timeout: 120_000 }, () => {
  test.each([
    ["swapped branches", /\{\{(~?[#/])if\b/g, "{{$1unless"],
    ["lost white-space control", /~\}\}/g, "}}"],
    ["a wrong scope", /\.\.\/\.\.\//g, "../"],
    ["a wrong end of the loop", /@first/g, "@last"],
    ["a lost comment's line", /\{\{!\}\}\n/g, ""],
    ["a lost indentation", /^[ \t]+(?=\{\{~?>)/gm, ""],
  ])("%s", async (_, pattern, replacement) => {
    const run = runDifferential({ numRuns: 2 * RUNS, seed: 1, endOnFailure: true }, (text) =>
      text.replace(pattern, replacement),
    );
    await expect(run).rejects.toThrow("Property failed");
  });
});
