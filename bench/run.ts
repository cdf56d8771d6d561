import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeEnvironment } from "./environment.js";
import { formatResults, type Group, type Results } from "./report.js";

/** What `--only` takes. */
const NAMES = ["small", "medium", "large", "sms", "growth", "cores", "compile", "start", "size"] as const;
export type Name = (typeof NAMES)[number];

/** Prints one table of figures of this run. `--json FILE` writes them as well; `--only NAME`, several times, measures less. */
const { values } = parseArgs({ options: { json: { type: "string" }, only: { type: "string", multiple: true } } });
const results = await findResults(values.only?.map(nameOf) ?? NAMES);
console.log(formatResults(results));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

function nameOf(given: string): Name {
  const name = NAMES.find((each) => each === given);
  if (name === undefined) throw new Error(`--only takes one of ${NAMES.join(", ")}`);
  return name;
}

async function findResults(names: readonly Name[]): Promise<Results> {
  const groups: Group[] = [];
  for (const name of names) groups.push(...(await measureInProcess(name)));
  return { environment: describeEnvironment(), groups };
}

/** In a process of its own: what one message taught the engine of JavaScript must not tell in the figures of another. */
async function measureInProcess(name: Name): Promise<readonly Group[]> {
  const child = fork(fileURLToPath(new URL("./group-process.ts", import.meta.url)), [name]);
  const ended = once(child, "exit").then(() => [undefined]);
  const [groups] = await Promise.race([once(child, "message"), ended]);
  if (groups === undefined) throw new Error(`${name} was not measured`);
  await ended;
  return groups;
}
