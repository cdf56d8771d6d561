import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TEMPLATE_ROOT } from "../test/oracle/cases.js";
import type { BenchCase } from "./cases/receipt.js";
import { handStagedSources } from "./contestants/hand-staged.js";
import { COMPILE_OPTIONS } from "./contestants/to-handlebars.js";
import { type Spread, spreadOf } from "./measure.js";

/** What is measured in processes that have done nothing yet. */
export const FRESH_TASKS = [
  "import mjml",
  "import platen",
  "import platen/runtime",
  "first compile",
  "start node",
  "first message, platen",
  "first message, handlebars",
] as const;
export type FreshTask = (typeof FRESH_TASKS)[number];

const RUNS = 7;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Runs every task in processes of its own, in turns. Files are in the cache of the system after the first turn. */
export function measureFresh(benchCase: BenchCase): Readonly<Record<FreshTask, Spread>> {
  const folder = mkdtempSync(join(tmpdir(), "platen-bench-"));
  try {
    writeFileSync(join(folder, "artifact.json"), JSON.stringify(benchCase.artifact));
    writeFileSync(join(folder, "variables.json"), JSON.stringify(benchCase.variables));
    writeFileSync(join(folder, "handlebars.json"), JSON.stringify(handStagedSources(benchCase)));
    return measureTasks(scriptsFor(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Scripts = Readonly<Record<FreshTask, string>>;

function measureTasks(scripts: Scripts): Readonly<Record<FreshTask, Spread>> {
  for (const task of FRESH_TASKS) run(scripts[task]);
  const turns = Array.from({ length: RUNS }, () => FRESH_TASKS.map((task) => run(scripts[task])));
  const spreads = FRESH_TASKS.map((task, at) => [task, spreadOf(turns.map((turn) => turn[at] ?? Number.NaN))] as const);
  return Object.fromEntries(spreads) as Record<FreshTask, Spread>; // one entry for each task
}

/** @returns milliseconds, as the script reported them. */
function run(script: string): number {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const parameters = ["--input-type=module", "--eval", script, String(process.hrtime.bigint())];
  return Number(execFileSync(process.execPath, parameters, { cwd: ROOT, env, encoding: "utf8" }));
}

function scriptsFor(folder: string): Scripts {
  const read = (name: string): string => `JSON.parse(readFileSync(${JSON.stringify(join(folder, name))}, "utf8"))`;
  return {
    "import mjml": sinceHere(`await import("mjml");`),
    "import platen": sinceHere(`await import("platen");`),
    "import platen/runtime": sinceHere(`await import("platen/runtime");`),
    "first compile": sinceHere(`
      const { createRenderer } = await import("platen");
      const renderer = createRenderer({ templates: ${JSON.stringify(TEMPLATE_ROOT)} });
      await renderer.compile({ type: "email", template: "receipt" });`),
    "start node": sinceStart(""),
    "first message, platen": sinceStart(`
      const { readFileSync } = await import("node:fs");
      const { load } = await import("platen/runtime");
      const { html, text, subject } = load(${read("artifact.json")}).render(${read("variables.json")});
      [html, text, subject].map((part) => Buffer.from(part));`),
    "first message, handlebars": sinceStart(`
      const { readFileSync } = await import("node:fs");
      const { default: Handlebars } = await import("handlebars");
      const variables = ${read("variables.json")};
      const { html, text, subject } = ${read("handlebars.json")};
      const options = ${JSON.stringify(COMPILE_OPTIONS)};
      Buffer.from(Handlebars.compile(html, options)(variables));
      for (const part of [text, subject]) Buffer.from(Handlebars.compile(part, { ...options, noEscape: true })(variables));`),
  };
}

function sinceHere(script: string): string {
  return `const start = performance.now();${script}\nprocess.stdout.write(String(performance.now() - start));`;
}

/** The clock is the system's, and the parent read it just before it started the process. */
function sinceStart(script: string): string {
  return `${script}\nprocess.stdout.write(String(Number(process.hrtime.bigint() - BigInt(process.argv[1])) / 1e6));`;
}
