import { parseArgs } from "node:util";
import { runDifferential } from "./run.js";
import { runMarkdown } from "./run-markdown.js";

/** The differential tests for as long as you like: `npx tsx test/property/long.ts --runs 20000 --seed 1 [--markdown]`. */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "20000" }, seed: { type: "string" }, markdown: { type: "boolean" } },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);

process.stdout.write(`seed ${seed}\n`);
const run = values.markdown ? runMarkdown : runDifferential;
const tally = await run({ numRuns: Number(values.runs), seed });
process.stdout.write(`${JSON.stringify(tally)}\n`);
