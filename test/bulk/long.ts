import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  type Bulk,
  checkOutput,
  digestsOf,
  killAt,
  outputOf,
  RECIPIENTS,
  rowOf,
  sizeOf,
  startBulk,
  writeTemplates,
} from "./law.js";
import { createRandom, type People, writePeople } from "./people.js";

/**
 * A million recipients: `npm run bulk -- --rows 1000000 --seed 1 --kills 3 --channel email --jobs 2`. The first run is watched, the
 * second is killed at random moments and resumed. Needs about 4 KB of disk a row and run.
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    kills: { type: "string", default: "3" },
    channel: { type: "string", default: "email" },
    jobs: { type: "string", default: "1" },
  },
});
/** Memory is compared with that at this row. */
const SETTLED_ROW = 50_000;
const MAX_GROWTH = 1.2;

const folder = mkdtempSync(join(tmpdir(), "platen-bulk-long-"));
const jobs = Number(values.jobs);
const channel = values.channel === "sms" ? "sms" : "email";
try {
  await writeTemplates(folder);
  const people = await writePeople(join(folder, RECIPIENTS), Number(values.rows), Number(values.seed));
  say(`${people.count} rows of seed ${values.seed}, of which ${people.mistakes.size} are wrong`);
  const whole: Bulk = { folder, channel, jobs, name: "whole" };
  await watch(whole, people);
  await checkOutput(whole, people);
  say("no row is lost, and all wrong rows are reported");
  await interrupt({ folder, channel, jobs, name: "killed" }, whole);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @throws Error when memory grows. */
async function watch(bulk: Bulk, { count }: People): Promise<void> {
  const began = performance.now();
  const { child, end } = startBulk(bulk);
  const samples: { readonly row: number; readonly megabytes: number }[] = [];
  let hasEnded = false;
  const ended = end.finally(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    await Promise.race([sleep(250), ended]);
    if (!hasEnded) samples.push({ row: await rowOf(bulk), megabytes: residentMegabytes(child.pid) });
  }
  await ended;
  const seconds = (performance.now() - began) / 1000;
  const size = (await sizeOf(outputOf(bulk))) / 1024 ** 2;
  say(`${seconds.toFixed(1)} s with start and compile, ${Math.round(count / seconds)} rows/s, ${size.toFixed(0)} MB`);
  const settled = samples.find(({ row }) => row >= SETTLED_ROW);
  if (settled === undefined) return say("too few rows to compare memory");
  const later = samples.filter(({ row }) => row >= SETTLED_ROW).map(({ megabytes }) => megabytes);
  const most = Math.max(...later);
  say(
    `RSS ${settled.megabytes} MB at row ${settled.row}, at most ${most} MB later, ${later.at(-1)} MB at the end; ${later.length} samples`,
  );
  if (most > settled.megabytes * MAX_GROWTH) throw new Error("memory grows");
}

function residentMegabytes(pid: number | undefined): number {
  try {
    return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024);
  } catch {
    // It has just ended.
    return 0;
  }
}

/** @throws Error when a run that was killed leaves other files. */
async function interrupt(killed: Bulk, whole: Bulk): Promise<void> {
  const random = createRandom(Number(values.seed));
  const size = await sizeOf(outputOf(whole));
  const shares = Array.from({ length: Number(values.kills) }, random).toSorted();
  for (const share of shares) {
    const row = await killAt(killed, share * size);
    say(`killed with ${await sizeOf(outputOf(killed))} bytes written; the journal is at row ${row}`);
  }
  await startBulk(killed).end;
  const digests = [await digestsOf(whole), await digestsOf(killed)].map((each) => each.join());
  if (digests[0] !== digests[1]) throw new Error("the files of the run that was killed are not the same");
  say("killed and resumed, the files are the same");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
