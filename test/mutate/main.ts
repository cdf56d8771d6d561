import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { reasonFor, unusedReasons } from "./equivalent.js";
import { type Mutant, mutantsOf } from "./mutants.js";
import { TARGETS } from "./targets.js";
import type { Answer, Question } from "./worker.js";

/** Counts which wrong versions of escapers and context tables the tests find: `npm run mutate -- --only css --jobs 2`. */
const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, jobs: { type: "string", default: "2" } },
});

/** A version that does not end is found out as well. */
const PATIENCE = 20_000;
/** Of mutants that are not listed as equivalent, so many in a hundred have to be found. */
const WANTED = 95;

interface Result {
  readonly file: string;
  readonly mutant: Mutant;
  readonly isFound: boolean;
  /** Whether it never ended, or ended the process: found, but by no test that failed. */
  readonly isSilent: boolean;
}

const files = Object.keys(TARGETS).filter((file) => file.includes(values.only));
const results: Result[] = [];
const questions = files.flatMap((file) => [
  { file, index: -1, mutant: undefined },
  ...mutantsOf(readFileSync(join(import.meta.dirname, "../..", file), "utf8")).map((mutant, index) => ({
    file,
    index,
    mutant,
  })),
]);
const waiting = questions.values();
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
process.stdout.write(`${report()}\n`);

async function work(): Promise<void> {
  let worker: ChildProcess | undefined;
  for (const { mutant, ...question } of waiting) {
    worker ??= fork(fileURLToPath(new URL("worker.ts", import.meta.url)));
    const answer = await ask(worker, question);
    if (answer === undefined) {
      worker.kill("SIGKILL");
      worker = undefined;
    }
    const isSilent = answer === undefined;
    if (mutant !== undefined)
      results.push({ file: question.file, mutant, isFound: isSilent || answer.foundBy !== undefined, isSilent });
    else if (answer?.foundBy !== undefined) throw new Error(`${question.file} itself fails: ${answer.foundBy}`);
    if (results.length % 100 === 0) process.stderr.write(`${results.length} of ${questions.length}\n`);
  }
  worker?.disconnect();
}

/** @returns undefined when there is no answer in time, or no worker any longer. */
async function ask(worker: ChildProcess, question: Question): Promise<Answer | undefined> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  worker.once("exit", () => stop.abort());
  worker.send(question);
  try {
    const [answer]: Answer[] = await once(worker, "message", stop);
    return answer;
  } catch {
    return undefined;
  } finally {
    clearTimeout(late);
    worker.removeAllListeners("exit");
  }
}

function report(): string {
  const lines = files.map((file) => rowOf(file));
  const survivors = results.filter(({ isFound }) => !isFound);
  const open = survivors.filter(({ file, mutant }) => reasonFor(file, mutant) === undefined);
  const score = (100 * (results.length - open.length)) / results.length;
  if (score < WANTED) process.exitCode = 1;
  const listed = survivors.map(
    ({ file, mutant }) => `${file}:${mutant.line} ${mutant.change}\n    ${reasonFor(file, mutant) ?? "NOT FOUND"}`,
  );
  const unused =
    values.only === "" ? unusedReasons(survivors).map((reason) => `no survivor needs the reason: ${reason}`) : [];
  return [
    ...listed,
    ...unused,
    "| file | mutants | found | of them without an answer | equivalent | not found |",
    "| --- | --: | --: | --: | --: | --: |",
    ...lines,
    `score ${score.toFixed(1)} %`,
  ].join("\n");
}

function rowOf(file: string): string {
  const own = results.filter((result) => result.file === file);
  const survivors = own.filter(({ isFound }) => !isFound);
  const equivalent = survivors.filter(({ mutant }) => reasonFor(file, mutant) !== undefined);
  const cells = [
    file,
    own.length,
    own.length - survivors.length,
    own.filter(({ isSilent }) => isSilent).length,
    equivalent.length,
    survivors.length - equivalent.length,
  ];
  return `| ${cells.join(" | ")} |`;
}
