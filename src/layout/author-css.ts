import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type CssPlace, readStyleSheet } from "./css.js";
import { createFindings } from "./findings.js";
import { originOf, type Punched } from "./punch.js";

/** The rules of the author's style sheets that can be inlined, as one sheet. */
export interface AuthorCss {
  readonly inlinable: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Joins the contents of the author's `<mj-style>` elements and reports what is broken or stays un-inlined. */
export function readAuthorCss(
  punched: Punched,
  styles: readonly { readonly start: number; readonly end: number }[],
): AuthorCss {
  const findings = createFindings();
  const sheets = styles.map(({ start, end }) => {
    const css = punched.text.slice(start, end);
    const { errors, skipped, inlinable } = readStyleSheet(css);
    const origin = (place: CssPlace) => originOf(punched, start + place.start, start + place.end);
    for (const error of errors) {
      const help = "mail clients drop the rest of a broken style sheet; mend it here";
      findings.error("invalid-css", origin(error), `broken CSS: ${error.message}`, help);
    }
    for (const rule of skipped.filter(({ classes }) => classes.every((name) => namesClass(punched.text, name)))) {
      const message = "this rule is not inlined: its match depends on neighbouring elements or on attribute values";
      findings.warning(
        "skipped-css",
        origin(rule),
        message,
        "use a class instead, or leave it to clients that read style sheets",
      );
    }
    return inlinable;
  });
  return { inlinable: sheets.join("\n"), diagnostics: findings.diagnostics };
}

/** Whether a document uses a class, seen roughly: rules for classes that mail clients add are nobody's surprise. */
function namesClass(text: string, name: string): boolean {
  return text
    .split(/class\s*=/i)
    .slice(1)
    .some((rest) => rest.slice(0, 200).includes(name));
}
