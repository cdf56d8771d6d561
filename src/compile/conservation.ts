import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings, quoteHole } from "../layout/findings.js";
import type { Hole } from "../layout/punch.js";
import type { LoweredPieces } from "../lower/segments.js";

/** No hole and no block tag ever disappears, and none leaves the branch in which it was written. */
export function checkConservation(
  holes: readonly Hole[],
  html: LoweredPieces,
  text: LoweredPieces,
): readonly Diagnostic[] {
  const findings = createFindings();
  for (const hole of holes) {
    const { span } = hole.node;
    if (!html.arrived.has(hole)) {
      const help = "MJML or the inliner does not print what stands there; move it into the content of a component";
      findings.error("lost-expression", span, `${quoteHole(hole)} does not reach the finished HTML`, help);
    } else if (html.strayed.has(hole) || text.strayed.has(hole)) {
      const help = "keep the whole block inside of one element, with explicit end tags";
      findings.error(
        "unbalanced-block",
        span,
        `${quoteHole(hole)} is moved out of its block by the HTML around it`,
        help,
      );
    }
  }
  return findings.diagnostics;
}
