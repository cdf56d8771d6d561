import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { type AuthorCss, readAuthorCss } from "./author-css.js";
import { checkFormatting } from "./check-formatting.js";
import { compactHtml } from "./compact-html.js";
import { convertMjml } from "./convert-mjml.js";
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
  readonly diagnostics: readonly Diagnostic[];
}

/** MJML with holes to HTML and text with holes: prepare, convert, inline the CSS, compact, locate; and derive the text. */
export async function layOut(punched: Punched, maxDepth: number): Promise<LaidOut> {
  const mjml = loadMjml();
  const prepared = prepareMjml(punched, mjml, maxDepth);
  const css: AuthorCss = readAuthorCss(punched, prepared.styles);
  const early = [...prepared.diagnostics, ...checkFormatting(punched, maxDepth), ...css.diagnostics];
  const { defaults } = prepared;
  if (hasErrors(early)) return { html: [], text: [], defaults, diagnostics: early };

  const converted = await convertMjml(prepared, punched, mjml);
  if (hasErrors(converted.diagnostics)) {
    return { html: [], text: [], defaults, diagnostics: [...early, ...converted.diagnostics] };
  }
  const inlined = compactHtml(inlineCss(converted.html, css.inlinable), css.inlinable);
  const located = locate(inlined, punched, prepared.colors);
  return {
    html: located.segments,
    text: derivePlainText(converted.html, punched),
    defaults,
    diagnostics: [...early, ...located.diagnostics],
  };
}
