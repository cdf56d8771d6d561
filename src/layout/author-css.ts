import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import { type CssPlace, type InlinableRule, readStyleSheet, type SkippedRule } from "./css.js";
import { createFindings } from "./findings.js";
import type { StyleRange } from "./preparation.js";
import { originOf, type Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/** The rules of the author's style sheets that can be inlined, as one sheet. */
export interface AuthorCss {
  readonly inlinable: string;
  readonly rules: readonly InlinableRule[];
  /** How many selectors are tried with elements, those that MJML inlines included. */
  readonly selectors: number;
  readonly skipped: readonly SkippedAt[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A rule that is not inlined, and its place in the source. */
export interface SkippedAt {
  readonly span: Span | undefined;
  readonly selectors: SkippedRule["selectors"];
}

/** Joins the contents of the author's `<mj-style>` elements and reports what is broken. */
export function readAuthorCss(punched: Punched, styles: readonly StyleRange[]): AuthorCss {
  const findings = createFindings();
  const skipped: SkippedAt[] = [];
  let selectors = 0;
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
    selectors += selectorsOf(sheet.inlinable) + (range.inlinedByMjml ? sheet.dependent().length : 0);
    if (range.inlinedByMjml) {
      reportDependent();
      return [];
    }
    skipped.push(...sheet.skipped.map((rule) => ({ span: origin(rule), selectors: rule.selectors })));
    return sheet.inlinable;

    function reportDependent(): void {
      if (punched.holes.size === 0) return;
      for (const selector of sheet.dependent()) {
        const message = "MJML inlines this rule, whose match depends on neighbouring elements or on values";
        const help = "use a class instead, or remove `inline`";
        findings.error("structural-position", origin(selector), message, help);
      }
    }
  });
  return { inlinable: sheetOf(rules), rules, selectors, skipped, diagnostics: findings.diagnostics };
}

export function selectorsOf(rules: readonly InlinableRule[]): number {
  return rules.reduce((count, { subjects }) => count + subjects.length, 0);
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
    const lower = name.toLowerCase();
    // An end tag alone may make an element as well.
    const named = known.get(name) ?? (text.includes(lower) || text.includes(lower.replace("<", "</")));
    known.set(name, named);
    return named;
  };
  return rules.filter(({ subjects }) => subjects.some((names) => names.every(isNamed)));
}
