import { parseArgs } from "node:util";
import { createBorders, startCoverage } from "./guided/coverage.js";
import { type Exploration, explore, type Found } from "./guided/explore.js";
import type { Target } from "./guided/target.js";

/**
 * Looks for inputs that break a law, guided by what they reach: `npm run fuzz -- --runs 5000 --seed 1 --target css`. With
 * `--seconds`, each target has so much time; with `--compare`, the same number of inputs is tried without guidance; with
 * `--bare`, all begins with nothing, in place of inputs that reach much.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    bare: { type: "boolean", default: false },
    compare: { type: "boolean", default: false },
  },
});

/** Loaded one by one: the more is loaded, the longer it takes to ask what ran. */
const TARGETS: Readonly<Record<string, () => Promise<Target>>> = {
  header: async () => (await import("./guided/header-target.js")).headerTarget,
  parser: async () => (await import("./guided/parser-target.js")).parserTarget,
  url: async () => (await import("./guided/url-target.js")).urlTarget,
  css: async () => (await import("./guided/css-target.js")).cssTarget,
  render: async () => (await import("./guided/render-target.js")).renderTarget,
};

const names = Object.keys(TARGETS).filter((name) => name === (values.target ?? name));
if (names.length === 0) throw new Error(`no target \`${values.target}\`; there are ${Object.keys(TARGETS).join(", ")}`);
const src = new URL("../../src/", import.meta.url).href;
const coverage = startCoverage((url) => url.startsWith(src));
const options: Omit<Exploration, "guided"> = {
  seed: Number(values.seed),
  runs: Number(values.runs ?? (values.seconds === undefined ? 2000 : Number.POSITIVE_INFINITY)),
  seconds: Number(values.seconds ?? Number.POSITIVE_INFINITY),
  coverage,
  borders: createBorders(),
};

process.stdout.write(`seed ${options.seed}\n`);
for (const name of names) {
  const loaded = await TARGETS[name]?.();
  if (loaded === undefined) continue;
  const target = values.bare ? withoutSeeds(loaded) : loaded;
  const guided = await explore(target, { ...options, guided: true });
  const blind = values.compare
    ? await explore(target, { ...options, runs: guided.inputs, seconds: Number.POSITIVE_INFINITY, guided: false })
    : undefined;
  process.stdout.write(format(name, guided));
  if (blind !== undefined) process.stdout.write(format(`${name} without guidance`, blind));
  if (guided.failures.length + (blind?.failures.length ?? 0) > 0) process.exitCode = 1;
}
coverage.stop();

function withoutSeeds(target: Target): Target {
  return { ...target, seeds: [target.fields.map(({ kind, pieces }) => (kind === "choice" ? (pieces[0] ?? "") : ""))] };
}

function format(name: string, { inputs, corpus, blocks, failures }: Found): string {
  const [first, last] = blocks();
  const lines = failures.map(
    ({ input, problem, after }) => `  after ${after}: ${JSON.stringify(input)}\n    ${problem}\n`,
  );
  return `${name}: ${inputs} inputs, ${corpus} in the corpus, ${first} to ${last} blocks, ${failures.length} failures\n${lines.join("")}`;
}
