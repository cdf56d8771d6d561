import type { Contract } from "../analyze/contract.js";
import { toJsonSchema } from "../analyze/json-schema.js";
import { isAddress } from "../artifact/address.js";
import { ARTIFACT_VERSION, type EmailArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.js";
import { layOut } from "../layout/lay-out.js";
import { punch } from "../layout/punch.js";
import { foldSeparators } from "../lower/fold-separators.js";
import { lowerPieces } from "../lower/segments.js";
import { createTables, type Tables } from "../lower/tables.js";
import { lowerText } from "../lower/text.js";
import { type AssembledEmail, assembleEmail } from "./assemble-email.js";
import { checkConservation } from "./conservation.js";
import { readDeclaration, settleContract } from "./contract.js";
import { describeSources, madeBy } from "./provenance.js";
import type { EmailRequest } from "./request.js";
import type { Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/** What a compile comes to: an artifact unless there was an error, and the findings sorted by place. */
export interface Compiled<Result> {
  readonly artifact: Result | undefined;
  /** The variables of the message; undefined when there is no artifact. */
  readonly contract: Contract | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Source to artifact: put together, punch, lay out, lower. */
export async function compileEmail(
  request: EmailRequest,
  sources: Sources,
  theme: Theme,
): Promise<Compiled<EmailArtifact>> {
  if (request.from_email !== undefined && !isAddress(request.from_email)) {
    const message = "`from_email` is not an email address";
    const help = "give one address without name, such as ana@example.com, and the name as `from_name`";
    sources.diagnostics.push({ code: "invalid-address", severity: "error", message, help });
  }
  const declared = await readDeclaration(request.template, sources);
  const email = await assembleEmail(request, sources, { theme, declared });
  if (email === undefined || hasErrors(sources.diagnostics)) return failed(sources.diagnostics);
  const { parts: assembled, contract } = settleContract(email, request, { declared, sources });
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);

  const punched = punch(assembled.document);
  const laidOut = await layOut(punched, sources.limits.elementDepth);
  const diagnostics = [...sources.diagnostics, ...laidOut.diagnostics];
  if (hasErrors(diagnostics)) return failed(diagnostics);

  const tables = createTables(sources.all);
  const html = lowerPieces(laidOut.html, tables);
  const derived = lowerPieces(foldSeparators(laidOut.text), tables);
  diagnostics.push(
    ...checkConservation({ all: [...punched.holes.values()], defaults: laidOut.defaults }, html, derived),
  );
  if (hasErrors(diagnostics)) return failed(diagnostics);

  const text = assembled.text === undefined ? derived.program : lowerText(assembled.text, "plain", tables);
  const programs = { ...lowerHeader(assembled, tables), html: html.program, text };
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
    diagnostics: sortDiagnostics(diagnostics),
  };
}

export function failed(diagnostics: readonly Diagnostic[]): Compiled<never> {
  return { artifact: undefined, contract: undefined, diagnostics: sortDiagnostics(diagnostics) };
}

function lowerHeader(
  { subject, preheader, fromName }: AssembledEmail,
  tables: Tables,
): Record<"subject" | "preheader" | "fromName", Program> {
  return {
    subject: lowerText(subject, "header", tables),
    preheader: lowerText(preheader, "header", tables),
    fromName: lowerText(fromName, "header", tables),
  };
}
