import type { Program } from "../artifact/instructions.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoteHole } from "../layout/findings.js";
import { type Decision, leavesOf, mapVariants, type Variants } from "../lower/decision.js";
import { foldSeparators } from "../lower/fold-separators.js";
import { mergeVariants } from "../lower/merge-variants.js";
import { lowerPieces } from "../lower/segments.js";
import { createTables, type Tables } from "../lower/tables.js";
import { checkConservation } from "./conservation.js";
import type { Sources } from "./sources.js";
import type { Variant } from "./specialise.js";

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
