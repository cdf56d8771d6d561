import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Spread, spreadOf } from "./measure.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A script that says how many milliseconds it took. */
export type Script = string;

/**
 * Runs every script in processes of its own that have done nothing yet, in turns. Files are in the cache of the system
 * after the first turn, which does not count.
 */
export function measureFresh<Name extends string>(
  scripts: Readonly<Record<Name, Script>>,
  runs: number,
): Readonly<Record<Name, Spread>> {
  const times = Object.keys(scripts).map((name) => ({ name: name as Name, all: [] as number[] })); // its own keys
  for (let turn = -1; turn < runs; turn++) {
    for (const { name, all } of times) {
      const time = run(scripts[name]);
      if (turn >= 0) all.push(time);
    }
  }
  const spreads = times.map(({ name, all }): [string, Spread] => [name, { ...spreadOf(all), turns: all }]);
  return Object.fromEntries(spreads) as Record<Name, Spread>; // one entry for each script
}

function run(script: Script): number {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const parameters = ["--input-type=module", "--eval", script, String(process.hrtime.bigint())];
  return Number(execFileSync(process.execPath, parameters, { cwd: ROOT, env, encoding: "utf8" }));
}

/** Times what is written, but not the start of Node. */
export function sinceHere(script: string): Script {
  return `const start = performance.now();${script}\nprocess.stdout.write(String(performance.now() - start));`;
}

/** The clock is the system's, and the parent read it just before it started the process. */
export function sinceStart(script: string): Script {
  return `${script}\nprocess.stdout.write(String(Number(process.hrtime.bigint() - BigInt(process.argv[1])) / 1e6));`;
}
