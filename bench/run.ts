import "./production.js";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describeEnvironment } from "./environment.js";
import { measureCompiling } from "./groups/compiling.js";
import { measureCores } from "./groups/cores.js";
import { measureStart } from "./groups/fresh.js";
import { measureGrowth } from "./groups/growth.js";
import { measureLarge, measureMedium, measureSmall, measureSms } from "./groups/messages.js";
import { measureSize } from "./groups/size.js";
import { formatResults, type Group, type Results } from "./report.js";

const MEASURES: Readonly<Record<string, () => Promise<readonly Group[]>>> = {
  medium: measureMedium,
  small: measureSmall,
  large: measureLarge,
  sms: measureSms,
  growth: measureGrowth,
  cores: measureCores,
  compile: measureCompiling,
  start: measureStart,
  size: measureSize,
};

/** Prints one table of figures of this run. `--json FILE` writes them as well; `--only NAME`, several times, measures less. */
const { values } = parseArgs({ options: { json: { type: "string" }, only: { type: "string", multiple: true } } });
const results = await findResults(values.only ?? Object.keys(MEASURES));
console.log(formatResults(results));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

async function findResults(names: readonly string[]): Promise<Results> {
  const groups: Group[] = [];
  for (const name of names) groups.push(...(await measureFor(name)()));
  return { environment: describeEnvironment(), groups };
}

function measureFor(name: string): () => Promise<readonly Group[]> {
  const measure = Object.hasOwn(MEASURES, name) ? MEASURES[name] : undefined;
  if (measure === undefined) throw new Error(`--only takes one of ${Object.keys(MEASURES).join(", ")}`);
  return measure;
}
