import { hasErrors } from "../diagnostics/diagnostic.js";
import { readAuthorCss } from "./author-css.js";
import { checkFormatting } from "./check-formatting.js";
import { checkRules } from "./check-rules.js";
import { compactHtml } from "./compact-html.js";
import { readHtml } from "./html.js";
import { inlineCss } from "./inline-css.js";
import type { LaidOut, LayOutOptions } from "./laid-out.js";
import { locate } from "./locate.js";
import { derivePlainText } from "./plain-text.js";
import { prepareHtml } from "./prepare-html.js";
import type { Punched } from "./punch.js";
import { reportSkipped } from "./skipped-css.js";
import { judgeUntrusted } from "./untrusted.js";
import { judgeOutput } from "./untrusted-output.js";

/** HTML with holes to finished HTML and text: prepare, inline the CSS, compact, locate; and derive the text. No MJML. */
export function layOutHtml(punched: Punched, { maxDepth, maxMatches, isListed }: LayOutOptions): LaidOut {
  const prepared = prepareHtml(punched, maxDepth);
  const { demands } = prepared;
  const defaults = new Set<never>();
  if (demands.length > 0 && demands.every(({ hole }) => isListed(hole))) {
    return { html: [], text: [], defaults, slot: undefined, demands, diagnostics: prepared.diagnostics };
  }
  const css = readAuthorCss(punched, prepared.styles);
  const early = [
    ...prepared.diagnostics,
    ...judgeUntrusted(punched, { tokens: prepared.tokens }),
    ...checkFormatting(punched, maxDepth, prepared.tokens),
    ...css.diagnostics,
    ...checkRules(punched, { selectors: css.selectors, styles: prepared.styles, max: maxMatches }),
  ];
  if (hasErrors(early) || demands.length > 0)
    return { html: [], text: [], defaults, slot: undefined, demands, diagnostics: early };
  const inlined = compactHtml(inlineCss(prepared.source, css.inlinable), css.inlinable);
  const located = locate(inlined, punched, new Set());
  return {
    html: located.segments,
    text: derivePlainText(readHtml(prepared.source), punched),
    defaults,
    slot: undefined,
    demands: located.demands,
    diagnostics: [
      ...early,
      ...judgeOutput(inlined, punched),
      ...reportSkipped(css.skipped, prepared.source, punched),
      ...located.diagnostics,
    ],
  };
}
