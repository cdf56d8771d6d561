import { type Borders, type Coverage, createReached, widthOf } from "./coverage.js";
import { compose, mutate } from "./mutate.js";
import { createRandom, type Random } from "./random.js";
import { shrink } from "./shrink.js";
import type { Input, Target } from "./target.js";

export interface Exploration {
  readonly seed: number;
  /** Inputs at most, besides the seeds. */
  readonly runs: number;
  /** Time at most; with less than infinity, what is found depends on the machine. */
  readonly seconds: number;
  /** Whether inputs are made of those that reached something new; else of the seeds, or of nothing. */
  readonly guided: boolean;
  readonly coverage: Coverage;
  readonly borders: Borders;
}

export interface Found {
  readonly inputs: number;
  readonly corpus: number;
  readonly failures: readonly Failure[];
  /** Blocks that the seeds reached, and that were reached in all, by the borders that are known when it is asked. */
  readonly blocks: () => readonly [first: number, last: number];
}

export interface Failure {
  readonly input: Input;
  readonly problem: string;
  /** Inputs that were tried before it. */
  readonly after: number;
}

/** After so many different ones, it is time to mend them. */
const MOST_FAILURES = 5;

/** Looks for inputs that break a law of the target. */
export async function explore(target: Target, options: Exploration): Promise<Found> {
  const random = createRandom(options.seed);
  const [first, reached] = [createReached(options.borders), createReached(options.borders)];
  const corpus: Entry[] = [];
  const failures = new Map<string, Failure>();
  const end = performance.now() + options.seconds * 1000;
  let inputs = 0;

  options.coverage.take();
  for (const seed of target.seeds) await run(seed, true);
  while (inputs < options.runs && performance.now() < end && failures.size < MOST_FAILURES) {
    inputs++;
    await run(nextInput(target, options.guided ? corpus : [], random), false);
  }
  return {
    inputs,
    corpus: corpus.length,
    failures: [...failures.values()],
    blocks: () => [first.blocks(), reached.blocks()],
  };

  async function run(input: Input, isSeed: boolean): Promise<void> {
    let problem = await judge(target, input);
    const trace = options.coverage.take();
    if (isSeed) first.add(trace);
    const isNew = reached.add(trace);
    if (isNew) problem ??= attempt(() => target.judgeNew?.(input));
    if (problem !== undefined) await keep(input, problem);
    else if (isNew || isSeed) corpus.push({ input, width: widthOf(trace) });
    // What these laws and shrinking ran is no merit of the next input.
    if (isNew || problem !== undefined) options.coverage.take();
  }

  async function keep(input: Input, problem: string): Promise<void> {
    const law = lawOf(problem);
    if (failures.has(law)) return;
    const fails = async (other: Input) => lawOf((await judge(target, other)) ?? "") === law;
    const small = await shrink(input, target.fields, fails);
    failures.set(law, { input: small, problem: (await judge(target, small)) ?? problem, after: inputs });
  }
}

/** What names a failure: other inputs that break the same law are the same one. */
function lawOf(problem: string): string {
  return problem.slice(0, `${problem}:`.indexOf(":"));
}

/** @returns The law that is broken; what is thrown breaks the first one. */
async function judge(target: Target, input: Input): Promise<string | undefined> {
  try {
    return await target.judge(input);
  } catch (error) {
    return thrown(error);
  }
}

function attempt(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    return thrown(error);
  }
}

/** Where it was thrown names it. */
function thrown(error: unknown): string {
  if (!(error instanceof Error)) return "something is thrown that is no error";
  const place = /(?:src|node_modules)\/([\w./-]+)/.exec(error.stack ?? "")?.[1];
  return `${error.name} thrown in ${place}: ${error.stack}`;
}

/** An input that reached something new, and how much it reached. */
interface Entry {
  readonly input: Input;
  readonly width: number;
}

/**
 * One input in ten owes nothing to others. Half of the rest is made of seeds, and half of what reached something new: of
 * three, the one that reached most, since most of what is new is refused at once.
 */
function nextInput({ fields, seeds }: Target, corpus: readonly Entry[], random: Random): Input {
  if (random.below(10) === 0) return compose(fields, random);
  if (corpus.length === 0) return mutate(random.pick(seeds), fields, random.pick(seeds), random);
  const other = random.pick(corpus).input;
  if (random.below(2) === 0) return mutate(random.pick(seeds), fields, other, random);
  const three = [random.pick(corpus), random.pick(corpus), random.pick(corpus)];
  const widest = three.reduce((one, next) => (next.width > one.width ? next : one));
  return mutate(widest.input, fields, other, random);
}
