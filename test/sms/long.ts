import { parseArgs } from "node:util";
import { runAgainstSlow } from "./law.js";

/** Compares random texts with the slow reference: `npx tsx test/sms/long.ts --runs 50000 --seed 1`. */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "50000" }, seed: { type: "string", default: "1" } },
});
runAgainstSlow(Number(values.runs), Number(values.seed));
process.stdout.write(`${values.runs} texts of seed ${values.seed} agree with the slow reference\n`);
