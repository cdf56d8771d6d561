import { parseArgs } from "node:util";
import { runDifferential } from "./run.js";

/** The differential test for as long as you like: `npx tsx test/property/long.ts --runs 20000 --seed 1`. */
const { values } = parseArgs({ options: { runs: { type: "string", default: "20000" }, seed: { type: "string" } } });
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);

process.stdout.write(`seed ${seed}\n`);
const tally = await runDifferential({ numRuns: Number(values.runs), seed });
process.stdout.write(`${JSON.stringify(tally)}\n`);
