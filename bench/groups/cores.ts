import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { loadMedium } from "../cases/messages.js";
import { type Spread, spreadOf } from "../measure.js";
import type { Group, Row } from "../report.js";
import type { Order } from "./cores-process.js";

const ROUNDS = 10;
const ROUND_MS = 500;

/** Measures how many messages processes render together: one, and one for each core, in turns. */
export async function measureCores(): Promise<readonly Group[]> {
  const { artifact, variables } = await loadMedium();
  const script = fileURLToPath(new URL("./cores-process.ts", import.meta.url));
  const processes = Array.from({ length: availableParallelism() }, () => fork(script));
  try {
    for (const each of processes) await ask(each, { artifact, variables });
    return [{ title: "the medium email, on all cores", isPerMessage: true, rows: await rowsFor(processes) }];
  } finally {
    for (const each of processes) each.kill();
  }
}

async function rowsFor(processes: readonly ChildProcess[]): Promise<readonly Row[]> {
  const teams = [processes.slice(0, 1), processes];
  const times = teams.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [at, team] of teams.entries()) {
      const time = await timePerMessage(team);
      if (round >= 0) times[at]?.push(time);
    }
  }
  const [one, all] = times.map(spreadOf);
  return [row("one core", "a process that renders and encodes", one), row(`${processes.length} cores`, ABOUT_ALL, all)];
}

const ABOUT_ALL = "a process for each core; time that passed, divided by the messages of all";

function row(name: string, about: string, value: Spread | undefined): Row {
  if (value === undefined) throw new Error(`${name} was not measured`);
  return { name, about, value };
}

async function timePerMessage(processes: readonly ChildProcess[]): Promise<number> {
  const counts = await Promise.all(processes.map((each) => ask(each, { milliseconds: ROUND_MS })));
  return ROUND_MS / counts.reduce((sum, count) => sum + count, 0);
}

async function ask(child: ChildProcess, order: Order): Promise<number> {
  const answer = once(child, "message");
  child.send(order);
  const [count] = await answer;
  return Number(count);
}
