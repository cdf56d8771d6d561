import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { type AuthorCss, readAuthorCss } from "./author-css.js";
import { checkFormatting } from "./check-formatting.js";
import { compactHtml } from "./compact-html.js";
import { convertMjml } from "./convert-mjml.js";
import type { Demand } from "./findings.js";
import { inlineCss } from "./inline-css.js";
import { locate } from "./locate.js";
import { loadMjml } from "./mjml.js";
import { derivePlainText, type TextPiece } from "./plain-text.js";
import { prepareMjml } from "./prepare-mjml.js";
import type { Hole, Punched } from "./punch.js";
import type { Segment } from "./segments.js";

export interface LaidOut {
  readonly html: readonly Segment[];
  readonly text: readonly TextPiece[];
  /** Holes that are printed only where a component uses a default. */
  readonly defaults: ReadonlySet<Hole>;
  /** Holes in structural positions. Where there are any, the rest may be unfinished. */
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface LayOutOptions {
  /** Elements in each other. */
  readonly maxDepth: number;
  /** Whether a hole in a structural position has outcomes that can be listed: then the rest of the way is not gone. */
  readonly isListed: (hole: Hole) => boolean;
}

/** MJML with holes to HTML and text with holes: prepare, convert, inline the CSS, compact, locate; and derive the text. */
export async function layOut(punched: Punched, { maxDepth, isListed }: LayOutOptions): Promise<LaidOut> {
  const mjml = loadMjml();
  const prepared = prepareMjml(punched, mjml, maxDepth);
  const { defaults } = prepared;
  const unfinished = (demands: readonly Demand[], ...diagnostics: readonly (readonly Diagnostic[])[]): LaidOut => {
    return { html: [], text: [], defaults, demands, diagnostics: diagnostics.flat() };
  };
  const { demands } = prepared;
  if (demands.length > 0 && demands.every(({ hole }) => isListed(hole)))
    return unfinished(demands, prepared.diagnostics);
  const css: AuthorCss = readAuthorCss(punched, prepared.styles);
  const early = [...prepared.diagnostics, ...checkFormatting(punched, maxDepth), ...css.diagnostics];
  if (hasErrors(early) || demands.length > 0) return unfinished(demands, early);

  const converted = await convertMjml(prepared, punched, mjml);
  if (hasErrors(converted.diagnostics) || converted.demands.length > 0) {
    return unfinished(converted.demands, early, converted.diagnostics);
  }
  const inlined = compactHtml(inlineCss(converted.html, css.inlinable), css.inlinable);
  const located = locate(inlined, punched, prepared.colors);
  return {
    html: located.segments,
    text: derivePlainText(converted.html, punched),
    defaults,
    demands: located.demands,
    diagnostics: [...early, ...located.diagnostics],
  };
}
