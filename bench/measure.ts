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

/** At least so long is timed at once, so that reading the clock does not count. */
const SAMPLE_MS = 0.1;

/** Measures contestants in turns. */
export async function measure(contestants: readonly Contestant[]): Promise<ReadonlyMap<Contestant, Spread>> {
  const measured: Measured[] = [];
  for (const contestant of contestants) measured.push({ contestant, batch: await batchFor(contestant), rounds: [] });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { contestant, batch, rounds } of measured) {
      rounds.push(await oneRound(contestant, { batch, warmup: WARMUP_MS / 20 }));
    }
  }
  return new Map(
    measured.map(({ contestant, rounds }) => {
      const turns = rounds.map((round) => spreadOf(round).median);
      return [contestant, { ...spreadOf(rounds.flat()), turns }];
    }),
  );
}

interface Measured {
  readonly contestant: Contestant;
  readonly batch: number;
  readonly rounds: (readonly number[])[];
}

/** How many runs of a contestant are timed together; one, if it has to be waited for. Warms it up as well. */
async function batchFor(contestant: Contestant): Promise<number> {
  const { median } = spreadOf(await oneRound(contestant, { batch: 1, warmup: WARMUP_MS }));
  return contestant.render() instanceof Promise ? 1 : Math.ceil(SAMPLE_MS / median);
}

/** @returns Milliseconds for each run. */
async function oneRound(
  { name, render }: Contestant,
  { batch, warmup }: { readonly batch: number; readonly warmup: number },
): Promise<readonly number[]> {
  const bench = new Bench({
    time: ROUND_MS,
    iterations: 3,
    warmup: true,
    warmupTime: warmup,
    warmupIterations: 1,
    retainSamples: true,
    throws: true,
  });
  bench.add(name, () => {
    for (let count = 1; count < batch; count++) render();
    return render();
  });
  const [task] = await bench.run();
  if (task?.result.state !== "completed") throw new Error(`${name} was not measured`);
  return (task.result.latency.samples ?? []).map((sample) => sample / batch);
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
