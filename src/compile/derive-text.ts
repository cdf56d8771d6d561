import type { Known } from "../analyze/outcomes.js";
import type { Program } from "../artifact/instructions.js";
import { hasErrors, withoutRepeats } from "../diagnostics/diagnostic.js";
import { mapVariants } from "../lower/decision.js";
import { foldSeparators } from "../lower/fold-separators.js";
import { mergeVariants } from "../lower/merge-variants.js";
import { lowerPieces } from "../lower/segments.js";
import { createTables, type Tables } from "../lower/tables.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import { lowerVariants } from "./lower-variants.js";
import type { Sources } from "./sources.js";
import { specialise } from "./specialise.js";

/** The text of HTML, as it is derived for the text part of an email; the HTML itself goes nowhere. */
export async function deriveText(
  document: readonly ExpandedNode[],
  known: Known,
  { sources, tables }: { readonly sources: Sources; readonly tables: Tables },
): Promise<Program | undefined> {
  const { variants, diagnostics } = await specialise({ language: "html", document }, known, sources);
  sources.diagnostics.push(...diagnostics);
  if (variants === undefined || hasErrors(diagnostics)) return undefined;
  sources.diagnostics.push(...withoutRepeats(lowerVariants(variants, sources, createTables(sources.all)).diagnostics));
  const texts = mapVariants(variants, ({ laidOut }) => laidOut.text);
  const { pieces } = mergeVariants(texts, "text");
  return lowerPieces(foldSeparators(pieces), tables).program;
}
