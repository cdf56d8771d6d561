import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings } from "./findings.js";
import type { StyleRange } from "./preparation.js";
import { originOf, type Punched } from "./punch.js";

/**
 * Refuses more rules for more elements than the limit: the inliner tries each selector with each element.
 *
 * @param selectors Of all rules that are inlined.
 * @param styles Where the rules are, if they are in this text.
 */
export function checkRules(
  punched: Punched,
  {
    selectors,
    styles,
    max,
  }: { readonly selectors: number; readonly styles: readonly StyleRange[]; readonly max: number },
): readonly Diagnostic[] {
  const elements = punched.text.match(/<[a-z]/gi)?.length ?? 0;
  if (selectors * elements <= max) return [];
  const findings = createFindings();
  const [first] = styles;
  const at = first && originOf(punched, first.start, first.start + 1);
  const message = `${selectors} selectors for ${elements} elements are more than ${max} matches to try`;
  findings.error("too-large", at, message, "remove rules that nothing uses, or raise the limit `ruleMatches`");
  return findings.diagnostics;
}
