import type { EmailArtifact, SmsArtifact, Variables } from "../../src/runtime/index.js";
import type { TemplateFiles } from "../../test/oracle/template-files.js";
import type { Strings } from "../contestants/contestant.js";
import { platen, runtime, sms } from "../package-under-test.js";

/** A message that is measured: a template, the variables of one recipient, and what Platen makes of them. */
export interface BenchCase {
  /** `medium`, as on the command line. */
  readonly size: string;
  readonly files: TemplateFiles;
  readonly template: string;
  readonly variables: Variables;
  readonly rendered: Strings;
}

export interface EmailCase extends BenchCase {
  readonly artifact: EmailArtifact;
}

export interface SmsCase extends BenchCase {
  readonly artifact: SmsArtifact;
}

type Source = Omit<BenchCase, "rendered">;

/** @throws CompileError */
export async function loadEmailCase(source: Source): Promise<EmailCase> {
  const { files, template, variables } = source;
  const compiled = await platen.createRenderer({ templates: files }).compile({ type: "email", template });
  const artifact = fromFile(compiled.artifact);
  return { ...source, artifact, rendered: runtime.load(artifact).render(variables) };
}

/** @throws CompileError */
export async function loadSmsCase(source: Source): Promise<SmsCase> {
  const { files, template, variables } = source;
  const compiled = await platen.createRenderer({ templates: files }).compile({ type: "sms", template });
  const artifact = fromFile(compiled.artifact);
  const { text } = runtime.load(artifact, { sms }).render(variables);
  return { ...source, artifact, rendered: { html: "", text, subject: "" } };
}

/** As a sender gets it: from a file, in which every string is flat. */
function fromFile<Artifact>(artifact: Artifact): Artifact {
  return JSON.parse(JSON.stringify(artifact));
}
