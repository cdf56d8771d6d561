import { Bench } from "tinybench";
import type { Contestant } from "./contestants/contestant.js";

/** Times of one thing, in milliseconds. The middle half of all samples lies between the quartiles. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly samples: number;
  /** Medians of the turns, where everybody had the same turns one after the other: what ratios are made of. */
  readonly turns?: readonly number[];
}

/** The machine's mood changes within seconds, so everybody gets a short turn in each of many rounds. */
const ROUNDS = 20;
const ROUND_MS = 80;
const WARMUP_MS = 400;

/** Measures contestants in turns. */
export async function measure(contestants: readonly Contestant[]): Promise<ReadonlyMap<Contestant, Spread>> {
  const samples = new Map(contestants.map((contestant) => [contestant, [] as (readonly number[])[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contestant, rounds] of samples) rounds.push(await oneRound(contestant, round === 0));
  }
  return new Map(
    [...samples].map(([contestant, rounds]) => {
      const turns = rounds.map((round) => spreadOf(round).median);
      return [contestant, { ...spreadOf(rounds.flat()), turns }];
    }),
  );
}

/** How many short runs are timed together, so that reading the clock does not count. */
const BATCH = 100;

/** The same for contestants that take a microsecond and none of which returns a promise. */
export async function measureShort(contestants: readonly Contestant[]): Promise<ReadonlyMap<Contestant, Spread>> {
  const batches = contestants.map((contestant) => ({ ...contestant, render: () => batch(contestant) }));
  const spreads = [...(await measure(batches)).values()];
  return new Map(contestants.map((contestant, at) => [contestant, divided(spreads[at])]));
}

function divided(spread: Spread | undefined): Spread {
  if (spread === undefined) throw new Error("a contestant was not measured");
  const { median, lower, upper, samples, turns = [] } = spread;
  return {
    median: median / BATCH,
    lower: lower / BATCH,
    upper: upper / BATCH,
    samples,
    turns: turns.map((turn) => turn / BATCH),
  };
}

function batch({ render }: Contestant): ReturnType<Contestant["render"]> {
  for (let count = 1; count < BATCH; count++) render();
  return render();
}

async function oneRound(contestant: Contestant, isFirst: boolean): Promise<readonly number[]> {
  const bench = new Bench({
    time: ROUND_MS,
    iterations: 3,
    warmup: true,
    warmupTime: isFirst ? WARMUP_MS : WARMUP_MS / 20,
    warmupIterations: 1,
    retainSamples: true,
    throws: true,
  });
  bench.add(contestant.name, contestant.render);
  const [task] = await bench.run();
  if (task?.result.state !== "completed") throw new Error(`${contestant.name} was not measured`);
  return task.result.latency.samples ?? [];
}

/** Measures a few runs of something slow, one after the other. */
export async function measureSlow(times: number, run: () => Promise<void>): Promise<Spread> {
  const samples: number[] = [];
  for (let count = 0; count < times; count++) samples.push(await timeOf(run));
  return spreadOf(samples);
}

export async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = Float64Array.from(samples).sort();
  const at = (part: number): number => sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
  return { median: at(0.5), lower: at(0.25), upper: at(0.75), samples: sorted.length };
}
