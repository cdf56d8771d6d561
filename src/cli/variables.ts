import { createSourceFile } from "../source/source-file.js";
import { listSamples, readSample, samplePath } from "../templates/samples.js";
import { readSource } from "./files.js";
import { fault } from "./findings.js";
import type { Io } from "./io.js";
import { helpAmong, type Job } from "./job.js";
import { parseJsonObject } from "./json-source.js";

/** Data to fill a message with. */
export interface Variables {
  readonly values: Readonly<Record<string, unknown>>;
  /** Why there are none, when none were given: a note for whoever misses one. */
  readonly note?: string;
}

/** What the user says about data: at most one of the two. */
export interface DataOptions {
  /** Path, or `-` for standard input. */
  readonly data?: string | undefined;
  readonly sample?: string | undefined;
}

const DEFAULT_SAMPLE = "default";

/**
 * Reads the data that the user gave, else the default sample of the job's template, if there is one.
 *
 * @throws Fault `invalid-data`, `unknown-sample` or `unreadable-file`.
 */
export async function readVariables(io: Io, options: DataOptions, job: Job | undefined): Promise<Variables> {
  if (options.data !== undefined) {
    return { values: parseJsonObject(await readSource(io, options.data), "invalid-data").value };
  }
  if (job?.template === undefined) return { values: {}, note: "note: no data was given; see --data" };
  return await sampleVariables(job, job.template, options.sample);
}

async function sampleVariables(job: Job, template: string, wanted: string | undefined): Promise<Variables> {
  const { store } = job.templates;
  const name = wanted ?? DEFAULT_SAMPLE;
  const found = await readSample(store, template, name);
  if (found !== undefined) {
    const source = createSourceFile(job.origin.show(found.path), found.text);
    return { values: parseJsonObject(source, "invalid-data").value };
  }
  if (wanted === undefined) {
    const path = job.origin.show(samplePath(template, name));
    return { values: {}, note: `note: no data was given, and there is no ${path}; see --data and --sample` };
  }
  const help = helpAmong(name, await listSamples(store, template), "sample");
  throw fault({ code: "unknown-sample", message: `the template \`${template}\` has no sample \`${name}\``, help });
}
