import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chunksOf, sumOf } from "./chunks.js";
import { prove, type Runs, type Tally } from "./prove.js";
import { formatFailure, formatReport, isProved, totalOf } from "./report.js";

/** The proof for as long as you like: `npm run prove -- --runs 20000 --seed 1 --jobs 2`. */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    jobs: { type: "string", default: "2" },
    replay: { type: "string" },
  },
});

const started = Date.now();
const tally = values.replay === undefined ? await proveAll() : await replay(values.replay);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
process.stdout.write(
  `${formatReport(tally, `seed ${values.seed}, ${totalOf(tally.verdicts)} runs, ${minutes} min`)}\n`,
);
process.exitCode = isProved(tally) ? 0 : 1;

/** The same for the same seed, however many processes there are. */
async function proveAll(): Promise<Tally> {
  const chunks = chunksOf(Number(values.seed), Number(values.runs));
  const tallies = new Array<Tally>(chunks.length);
  const waiting = chunks.entries();
  let lastPrinted = started;
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  return sumOf(tallies);

  async function work(): Promise<void> {
    const worker = fork(fileURLToPath(new URL("worker.ts", import.meta.url)));
    for (const [index, runs] of waiting) {
      const tally = await ask(worker, runs);
      tallies[index] = tally;
      for (const failure of tally.failures) process.stderr.write(`${formatFailure(failure)}\n`);
      printProgress();
    }
    worker.disconnect();
  }

  /** A line now and then, for files as well as for terminals. */
  function printProgress(): void {
    if (Date.now() - lastPrinted < 10_000) return;
    lastPrinted = Date.now();
    const { verdicts, failures } = sumOf(tallies.filter((each) => each !== undefined));
    process.stderr.write(`${totalOf(verdicts)} of ${values.runs} runs, ${failures.length} differences\n`);
  }
}

async function ask(worker: ChildProcess, runs: Runs): Promise<Tally> {
  const stop = new AbortController();
  const ended = once(worker, "exit", stop).then(() => {
    throw new Error("a process of the proof ended early");
  });
  worker.send(runs);
  const [answer] = await Promise.race([once(worker, "message"), ended]);
  // Nothing waits for the end of the process any longer.
  ended.catch(() => undefined);
  stop.abort();
  return answer;
}

/** Makes one run again: `seed:path` as a failure printed it. */
function replay(place: string): Promise<Tally> {
  const [seed, path = ""] = place.split(/:(.*)/s);
  return prove({ seed: Number(seed), count: 1, path });
}
