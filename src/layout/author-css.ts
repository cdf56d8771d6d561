import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type CssPlace, type InlinableRule, readStyleSheet } from "./css.js";
import { createFindings } from "./findings.js";
import type { StyleRange } from "./preparation.js";
import { originOf, type Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/** The rules of the author's style sheets that can be inlined, as one sheet. */
export interface AuthorCss {
  readonly inlinable: string;
  readonly rules: readonly InlinableRule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Joins the contents of the author's `<mj-style>` elements and reports what is broken or stays un-inlined. */
export function readAuthorCss(punched: Punched, styles: readonly StyleRange[]): AuthorCss {
  const findings = createFindings();
  const rules = styles.flatMap((range) => {
    const css = punched.text.slice(range.start, range.end);
    // What a sheet with blocks says is known when their outcomes are; there is a demand for that.
    if (cutAtHoles(css, punched).some((part) => typeof part !== "string" && part.type !== "value")) return [];
    const sheet = readStyleSheet(css);
    const origin = ({ start, end }: CssPlace) => originOf(punched, range.start + start, range.start + end);
    for (const error of sheet.errors) {
      const help = "mail clients drop the rest of a broken style sheet; mend it here";
      findings.error("invalid-css", origin(error), `broken CSS: ${error.message}`, help);
    }
    if (range.inlinedByMjml) reportDependent();
    else reportSkipped();
    return range.inlinedByMjml ? [] : sheet.inlinable;

    function reportDependent(): void {
      if (punched.holes.size === 0) return;
      for (const selector of sheet.dependent) {
        const message = "MJML inlines this rule, whose match depends on neighbouring elements or on values";
        const help = "use a class instead, or remove `inline`";
        findings.error("structural-position", origin(selector), message, help);
      }
    }

    function reportSkipped(): void {
      for (const rule of sheet.skipped) {
        if (!rule.classes.every((name) => namesClass(punched.text, name))) continue;
        const message = "this rule is not inlined: its match depends on neighbouring elements or on attribute values";
        const help = "use a class instead, or leave it to clients that read style sheets";
        findings.warning("skipped-css", origin(rule), message, help);
      }
    }
  });
  return { inlinable: sheetOf(rules), rules, diagnostics: findings.diagnostics };
}

/** Rules as one style sheet. */
export function sheetOf(rules: readonly InlinableRule[]): string {
  return rules.map(({ text }) => text).join("\n");
}

/** The rules that may match something in a piece of HTML, seen roughly: no other name is in it. */
export function rulesFor(html: string, rules: readonly InlinableRule[]): readonly InlinableRule[] {
  const text = html.toLowerCase();
  const known = new Map<string, boolean>();
  const isNamed = (name: string): boolean => {
    const named = known.get(name) ?? text.includes(name.toLowerCase());
    known.set(name, named);
    return named;
  };
  return rules.filter(({ subjects }) => subjects.some((names) => names.every(isNamed)));
}

/** Whether a document uses a class, seen roughly: rules for classes that mail clients add are nobody's surprise. */
function namesClass(text: string, name: string): boolean {
  return text
    .split(/class\s*=/i)
    .slice(1)
    .some((rest) => rest.slice(0, 200).includes(name));
}
