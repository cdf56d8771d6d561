import type { EmailArtifact, RenderedEmail, Variables } from "../../src/runtime/index.js";
import { FILES, TEMPLATE_ROOT } from "../../test/oracle/cases.js";
import type { TemplateFiles } from "../../test/oracle/template-files.js";
import { platen, runtime } from "../package-under-test.js";

/** The message that is measured: a shipped template, one of its samples, and what Platen makes of them. */
export interface BenchCase {
  readonly template: string;
  readonly sample: string;
  readonly files: TemplateFiles;
  readonly variables: Variables;
  readonly artifact: EmailArtifact;
  readonly rendered: RenderedEmail;
}

/** @throws CompileError */
export async function loadReceipt(): Promise<BenchCase> {
  const [template, sample] = ["receipt", "default"];
  const variables: Variables = JSON.parse(FILES[`${template}/samples/${sample}.json`] ?? "");
  const compiled = await platen.createRenderer({ templates: TEMPLATE_ROOT }).compile({ type: "email", template });
  // As a sender gets it: from a file, in which every string is flat.
  const artifact: EmailArtifact = JSON.parse(JSON.stringify(compiled.artifact));
  const rendered = runtime.load(artifact).render(variables);
  return { template, sample, files: FILES, variables, artifact, rendered };
}

/** Compiles the receipt anew, templates read from disk; takes what a warm process takes. */
export async function compileReceipt(): Promise<void> {
  await platen.createRenderer({ templates: TEMPLATE_ROOT }).compile({ type: "email", template: "receipt" });
}
