import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { type AuthorCss, readAuthorCss } from "./author-css.js";
import { checkFormatting } from "./check-formatting.js";
import { checkRules } from "./check-rules.js";
import { compactHtml, showsAnySpace } from "./compact-html.js";
import { convertMjml } from "./convert-mjml.js";
import type { Demand } from "./findings.js";
import { readHtml } from "./html.js";
import { inlineCss } from "./inline-css.js";
import type { LaidOut, LayOutOptions } from "./laid-out.js";
import { slotOf } from "./lay-out-content.js";
import { locate } from "./locate.js";
import { loadMjml } from "./mjml.js";
import { derivePlainText } from "./plain-text.js";
import { prepareMjml } from "./prepare-mjml.js";
import type { Punched } from "./punch.js";
import { reportSkipped } from "./skipped-css.js";
import { judgeUntrusted } from "./untrusted.js";
import { judgeOutput } from "./untrusted-output.js";

/** MJML with holes to HTML and text with holes: prepare, convert, inline the CSS, compact, locate; and derive the text. */
export async function layOut(punched: Punched, { maxDepth, maxMatches, isListed }: LayOutOptions): Promise<LaidOut> {
  const mjml = loadMjml();
  const prepared = prepareMjml(punched, mjml, maxDepth);
  const { defaults, demands } = prepared;
  const unfinished = (left: readonly Demand[], ...diagnostics: readonly (readonly Diagnostic[])[]): LaidOut => {
    return { html: [], text: [], defaults, slot: undefined, demands: left, diagnostics: diagnostics.flat() };
  };
  if (demands.length > 0 && demands.every(({ hole }) => isListed(hole)))
    return unfinished(demands, prepared.diagnostics);
  const css: AuthorCss = readAuthorCss(punched, prepared.styles);
  const early = [
    ...prepared.diagnostics,
    ...judgeUntrusted(punched, { tokens: prepared.tokens }),
    ...checkFormatting(punched, maxDepth, prepared.tokens),
    ...css.diagnostics,
    ...checkRules(punched, { selectors: css.selectors, styles: prepared.styles, max: maxMatches }),
  ];
  if (hasErrors(early) || demands.length > 0) return unfinished(demands, early);

  const converted = await convertMjml(prepared, punched, mjml);
  if (hasErrors(converted.diagnostics) || converted.demands.length > 0) {
    return unfinished(converted.demands, early, converted.diagnostics);
  }
  const html = compactHtml(inlineCss(converted.html, css.inlinable), css.inlinable);
  const located = locate(html, punched, prepared.colors);
  const keepsSpace = showsAnySpace(converted.html, css.inlinable);
  return {
    html: located.segments,
    text: derivePlainText(readHtml(converted.html), punched),
    defaults,
    slot: keepsSpace ? undefined : slotOf({ prepared, located, html, rules: css.rules, prefix: punched.prefix }),
    demands: located.demands,
    diagnostics: [
      ...early,
      ...judgeOutput(html, punched),
      ...reportSkipped(css.skipped, converted.html, punched),
      ...located.diagnostics,
    ],
  };
}
