import type { Contract } from "../analyze/contract.js";
import { mergeContracts } from "../analyze/infer-contract.js";
import type { ReadyEmail, ReadySms } from "../renderer/types.js";
import { listTemplates } from "../templates/samples.js";
import { Fault, type Finding } from "./findings.js";
import type { Io, Services } from "./io.js";
import { compileJob, type Job, type Templates, templateJob } from "./job.js";

/** A template compiled in all its channels. */
export interface CompiledTemplate {
  readonly name: string;
  readonly job: Job;
  readonly messages: readonly (ReadyEmail | ReadySms)[];
  /** The variables of all channels together. */
  readonly contract: Contract;
  readonly warnings: readonly Finding[];
}

/** The templates that the user named, or all there are. */
export async function templateNames(templates: Templates, named: readonly string[]): Promise<readonly string[]> {
  return named.length > 0 ? [...new Set(named)] : await listTemplates(templates.store);
}

/**
 * Compiles a template to see what it takes. Where it has a place for content and none of its own, the place stays empty.
 *
 * @throws Fault with all that is wrong with the template.
 */
export async function compileTemplate(
  name: string,
  templates: Templates,
  { io, services }: { readonly io: Io; readonly services: Services },
): Promise<CompiledTemplate> {
  const job = await templateJob(io, templates, name);
  const { messages, warnings } = await compileJob(job, services).catch((error: unknown) => {
    if (!(error instanceof Fault && error.findings.some(({ json }) => json.code === "missing-content"))) throw error;
    const requests = job.requests.map((each) => (each.type === "email" ? { ...each, content: "" } : each));
    return compileJob({ ...job, requests }, services);
  });
  const [first, ...others] = messages.map(({ contract }) => contract);
  if (first === undefined) throw new Error(`the template ${name} has no channel`);
  return { name, job, messages, contract: others.reduce(mergeContracts, first), warnings: distinct(warnings) };
}

/** Each finding once: templates, and both channels of one, share contracts, layouts and partials. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const once = new Map<string, Finding>();
  for (const finding of findings) {
    const { includedFrom: _, ...fact } = finding.json;
    const key = JSON.stringify(fact);
    if (!once.has(key)) once.set(key, finding);
  }
  return [...once.values()];
}
