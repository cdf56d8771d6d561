import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SkippedAt } from "./author-css.js";
import type { AskedAttribute, Compound } from "./css.js";
import { createFindings } from "./findings.js";
import { tokenizeHtml } from "./html.js";
import type { HtmlOpenTag } from "./html-token.js";
import type { Punched } from "./punch.js";

/**
 * Warns of rules that are not inlined and might style something. A rule for elements or attributes that only a mail
 * client adds is meant for that client alone, and no surprise to anybody.
 *
 * @param html The HTML into which rules are inlined.
 */
export function reportSkipped(
  skipped: readonly SkippedAt[],
  html: string,
  { pattern }: Punched,
): readonly Diagnostic[] {
  if (skipped.length === 0) return [];
  const elements = tokenizeHtml(html).flatMap((token) => (token.type === "open" ? [readElement(token, html)] : []));
  const findings = createFindings();
  for (const { span, selectors } of skipped) {
    if (!selectors.some((compounds) => compounds.every((compound) => elements.some(isMeant(compound))))) continue;
    const message = "this rule is not inlined: its match depends on neighbouring elements or on attribute values";
    const help = "use a class instead, or leave it to clients that read style sheets";
    findings.warning("skipped-css", span, message, help);
  }
  return findings.diagnostics;

  function isMeant({ type, classes, ids, attributes }: Compound): (element: Element) => boolean {
    const asked = [...attributes, ...[...classes.map(inClass), ...ids.map(inId)]];
    return (element) =>
      (type === undefined || type.toLowerCase() === element.name) && asked.every((one) => hasAttribute(element, one));
  }

  /** Seen roughly: a value that is in the attribute anywhere will do, and a hole may be any value. */
  function hasAttribute({ attributes }: Element, { name, value }: AskedAttribute): boolean {
    const found = attributes.get(name.toLowerCase());
    if (found === undefined || value === undefined) return found !== undefined;
    if (found.search(pattern) === -1) return found.includes(value.toLowerCase());
    // In a style, a hole is never the name of a property.
    const [property = ""] = value.toLowerCase().split(":");
    return property === value.toLowerCase() || name.toLowerCase() !== "style" || found.includes(property);
  }
}

interface Element {
  readonly name: string;
  /** Values in small letters. */
  readonly attributes: ReadonlyMap<string, string>;
}

function readElement({ name, attributes }: HtmlOpenTag, html: string): Element {
  const values = attributes.map((attribute) => {
    const value = html.slice(attribute.valueStart, attribute.valueEnd);
    return [attribute.name, value.toLowerCase()] as const;
  });
  return { name: name.toLowerCase(), attributes: new Map(values) };
}

function inClass(value: string): AskedAttribute {
  return { name: "class", value };
}

function inId(value: string): AskedAttribute {
  return { name: "id", value };
}
