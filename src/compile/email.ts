import type { Contract } from "../analyze/contract.js";
import { toJsonSchema } from "../analyze/json-schema.js";
import { isAddress } from "../artifact/address.js";
import { ARTIFACT_VERSION, type EmailArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { type Diagnostic, hasErrors, sortDiagnostics, withoutRepeats } from "../diagnostics/diagnostic.js";
import { quoteHole } from "../layout/findings.js";
import { type Decision, leavesOf, mapVariants, type Variants } from "../lower/decision.js";
import { foldSeparators } from "../lower/fold-separators.js";
import { mergeVariants } from "../lower/merge-variants.js";
import { lowerPieces } from "../lower/segments.js";
import { createTables, type Tables } from "../lower/tables.js";
import { lowerText } from "../lower/text.js";
import { type AssembledEmail, assembleEmail } from "./assemble-email.js";
import { checkConservation } from "./conservation.js";
import { readDeclaration, settleContract } from "./contract.js";
import { domainSources } from "./domain-sources.js";
import { describeSources, madeBy } from "./provenance.js";
import type { EmailRequest } from "./request.js";
import type { Sources } from "./sources.js";
import { type LayoutStats, specialise, type Variant } from "./specialise.js";
import type { Theme } from "./theme.js";
import { lowerUnsubscribe } from "./unsubscribe.js";

/** What a compile comes to: an artifact unless there was an error, and the findings sorted by place. */
export interface Compiled<Result> {
  readonly artifact: Result | undefined;
  /** The variables of the message; undefined when there is no artifact. */
  readonly contract: Contract | undefined;
  /** Of an email that compiled. */
  readonly layout?: LayoutStats;
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

interface LoweredVariants {
  readonly html: Program;
  readonly text: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nothing may have got lost in any variant; then they are lowered as one. */
export function lowerVariants(variants: Variants<Variant>, sources: Sources, tables: Tables): LoweredVariants {
  if (variants.type === "leaf") return lowerVariant(variants.leaf, tables);
  const scratch = createTables(sources.all);
  const html = mergeVariants(
    mapVariants(variants, ({ laidOut }) => laidOut.html),
    "html",
  );
  const text = mergeVariants(
    mapVariants(variants, ({ laidOut }) => laidOut.text),
    "text",
  );
  return {
    html: lowerPieces(html.pieces, tables).program,
    text: lowerPieces(foldSeparators(text.pieces), tables).program,
    diagnostics: [
      ...leavesOf(variants).flatMap((variant) => lowerVariant(variant, scratch).diagnostics),
      ...reportConflicts([...html.conflicts, ...text.conflicts]),
    ],
  };
}

function lowerVariant({ holes: all, laidOut }: Variant, tables: Tables): LoweredVariants {
  const html = lowerPieces(laidOut.html, tables);
  const text = lowerPieces(foldSeparators(laidOut.text), tables);
  const diagnostics = checkConservation({ all, defaults: laidOut.defaults }, html, text);
  return { html: html.program, text: text.program, diagnostics };
}

function reportConflicts(decisions: readonly Decision[]): readonly Diagnostic[] {
  return [...new Set(decisions.map(({ hole }) => hole))].map((hole) => ({
    code: "structural-position",
    severity: "error",
    message: `${quoteHole(hole)} changes the layout outside of the block that it stands in`,
    help: "move it out of the block, or put the block around it alone",
    span: hole.node.span,
  }));
}

export function failed(diagnostics: readonly Diagnostic[]): Compiled<never> {
  return { artifact: undefined, contract: undefined, diagnostics: sortDiagnostics(diagnostics) };
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
