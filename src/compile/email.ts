import { toJsonSchema } from "../analyze/json-schema.js";
import { isAddress } from "../artifact/address.js";
import { ARTIFACT_VERSION, type EmailArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { hasErrors, sortDiagnostics, withoutRepeats } from "../diagnostics/diagnostic.js";
import { createTables, type Tables } from "../lower/tables.js";
import { lowerText } from "../lower/text.js";
import type { TemplateStore } from "../source/template-store.js";
import { type AssembledEmail, assembleEmail } from "./assemble-email.js";
import { type Compiled, failed } from "./compiled.js";
import { readDeclaration, settleContract } from "./contract.js";
import { domainSources } from "./domain-sources.js";
import { lowerVariants } from "./lower-variants.js";
import { type CompileSettings, openSources } from "./open-sources.js";
import { describeSources, madeBy } from "./provenance.js";
import type { EmailRequest } from "./request.js";
import { specialise } from "./specialise.js";
import { lowerUnsubscribe } from "./unsubscribe.js";

/** Source to artifact: put together, punch, lay out, lower. */
export async function compileEmail(
  request: EmailRequest,
  store: TemplateStore,
  settings: CompileSettings,
): Promise<Compiled<EmailArtifact>> {
  const { sources, theme } = await openSources(store, settings);
  if (request.from_email !== undefined && !isAddress(request.from_email)) {
    const message = "`from_email` is not an email address";
    const help = "give one address without name, such as ana@example.com, and the name as `from_name`";
    sources.diagnostics.push({ code: "invalid-address", severity: "error", message, help });
  }
  const declared = await readDeclaration(request.template, sources);
  const email = await assembleEmail(request, sources, { theme, declared });
  if (email === undefined || hasErrors(sources.diagnostics)) return failed(sources.diagnostics);
  const { language, ...parts } = email;
  const { parts: assembled, contract, typesOf } = settleContract(parts, request, { declared, sources });
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);

  const specialised = await specialise(
    { language, document: assembled.document },
    { contract, typesOf, ...domainSources(declared, sources) },
    sources,
  );
  const diagnostics = [...sources.diagnostics, ...specialised.diagnostics];
  const { variants } = specialised;
  if (variants === undefined || hasErrors(diagnostics)) return failed(diagnostics);
  const tables = createTables(sources.all);
  const lowered = lowerVariants(variants, sources, tables);
  diagnostics.push(...withoutRepeats(lowered.diagnostics));
  if (hasErrors(diagnostics)) return failed(diagnostics);

  const text = assembled.text === undefined ? lowered.text : lowerText(assembled.text, "line", tables);
  const unsubscribe = lowerUnsubscribe(assembled.unsubscribe, tables);
  diagnostics.push(...unsubscribe.diagnostics);
  if (hasErrors(diagnostics)) return failed(diagnostics);
  const programs = { ...lowerHeader(assembled, tables), unsubscribe: unsubscribe.program, html: lowered.html, text };
  return {
    artifact: {
      platen: ARTIFACT_VERSION,
      channel: "email",
      name: request.template ?? "message",
      madeBy: madeBy("email"),
      sources: describeSources(sources.all),
      strings: tables.strings(),
      positions: tables.positions,
      contract: toJsonSchema(contract),
      fromEmail: request.from_email ?? null,
      programs,
      textMode: assembled.text === undefined ? "layout" : "plain",
    },
    contract,
    layout: specialised.layout,
    diagnostics: sortDiagnostics(diagnostics),
  };
}

function lowerHeader(
  { subject, preheader, fromName }: Omit<AssembledEmail, "language">,
  tables: Tables,
): Record<"subject" | "preheader" | "fromName", Program> {
  return {
    subject: lowerText(subject, "header", tables),
    preheader: lowerText(preheader, "header", tables),
    fromName: lowerText(fromName, "name", tables),
  };
}
