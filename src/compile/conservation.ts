import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings, quoteHole } from "../layout/findings.js";
import type { Hole } from "../layout/punch.js";
import type { LoweredPieces } from "../lower/segments.js";

/**
 * No hole and no block tag ever disappears, and none leaves the branch or the scope in which it was written. Only a
 * default of `mj-attributes` may go unused, as in a layout that many templates share: the reference does not print it
 * either.
 */
export function checkConservation(
  holes: { readonly all: readonly Hole[]; readonly defaults: ReadonlySet<Hole> },
  html: LoweredPieces,
  text: LoweredPieces,
): readonly Diagnostic[] {
  const findings = createFindings();
  for (const hole of holes.all) {
    const { span } = hole.node;
    const found = quoteHole(hole);
    if (!html.arrived.has(hole) && holes.defaults.has(hole)) {
      const help = "no component uses this default; remove it, unless the document is a layout that others share";
      findings.warning("lost-expression", span, `${found} does not reach the finished HTML`, help);
    } else if (!html.arrived.has(hole)) {
      const help = "MJML or the inliner does not print what stands there; move it into the content of a component";
      findings.error("lost-expression", span, `${found} does not reach the finished HTML`, help);
    } else if (html.strayed.has(hole) || text.strayed.has(hole)) {
      const help = "keep the whole block inside of one element, with explicit end tags";
      findings.error("unbalanced-block", span, `${found} is moved out of its block by the HTML around it`, help);
    } else if (html.rescoped.has(hole) || text.rescoped.has(hole)) {
      const message = `${found} is copied into a loop or \`with\`, where its path means something else`;
      findings.error("structural-position", span, message, `write ${fromRoot(hole)}`);
    }
  }
  return findings.diagnostics;
}

/** How to write an expression so that it means the same in every scope. */
function fromRoot({ branch, node }: Hole): string {
  const expression = node.type === "Value" ? node.expression : undefined;
  if (branch !== undefined || expression?.type !== "Path" || expression.data) return "a path that starts with `@root`";
  return `\`{{@root.${expression.names.join(".")}}}\``;
}
