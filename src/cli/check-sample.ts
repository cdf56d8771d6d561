import { checkData } from "../analyze/check-data.js";
import { locate, readLocatedJson } from "../analyze/located-json.js";
import { type CompiledMessage, type Problem, RenderError } from "../runtime/index.js";
import { createSourceFile, type SourceFile } from "../source/source-file.js";
import { readSample } from "../templates/samples.js";
import { Fault, type Finding, findingOfFact } from "./findings.js";
import { parseJsonObject, placeAt } from "./json-source.js";
import { findingOfRender } from "./origin.js";
import type { CompiledTemplate } from "./template-contract.js";

type Values = Readonly<Record<string, unknown>>;

/** Fills a template with one of its samples, and holds the sample against the template's contract. */
export async function checkSample(compiled: CompiledTemplate, sample: string): Promise<readonly Finding[]> {
  const { job, name, messages } = compiled;
  const found = await readSample(job.templates.store, name, sample);
  if (found === undefined) return [];
  const source = createSourceFile(job.origin.show(found.path), found.text);
  try {
    const { value } = parseJsonObject(source, "invalid-data");
    const problems = messages.flatMap((message) => problemsOf(message, value));
    const rendered: Finding[] = [];
    for (const problem of problems) {
      const message = `${problem.message} (sample \`${sample}\`)`;
      rendered.push(await findingOfRender({ ...problem, message }, job.origin));
    }
    return [...rendered, ...dataFindings(value, { compiled, source, problems })];
  } catch (error) {
    if (error instanceof Fault) return error.findings;
    throw error;
  }
}

function problemsOf(message: CompiledMessage, values: Values): readonly Problem[] {
  try {
    message.render(values, { now: new Date() });
    return [];
  } catch (error) {
    // A sample is only text; whether HTML is to be trusted is for those who render.
    if (error instanceof RenderError) return error.problems.filter(({ code }) => code !== "untrusted-html");
    throw error;
  }
}

interface SampleContext {
  readonly compiled: CompiledTemplate;
  readonly source: SourceFile;
  /** What rendering reported already. */
  readonly problems: readonly Problem[];
}

function dataFindings(values: Values, { compiled, source, problems }: SampleContext): readonly Finding[] {
  const json = readLocatedJson(source);
  return checkData(values, compiled.contract).flatMap(({ code, message, help, path, shown }) => {
    if (problems.some((problem) => problem.code === code && problem.path === shown)) return [];
    const offset = "kind" in json ? locate(json, path).start : 0;
    return [findingOfFact({ code, message, help, path: shown, place: placeAt(source, offset) })];
  });
}
