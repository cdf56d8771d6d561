import { type CssError, readBrackets, readStyleAttribute } from "./css.js";
import { quoteHole } from "./findings.js";
import type { HtmlAttribute, HtmlOpenTag } from "./html-token.js";
import { canInline } from "./inline-css.js";
import { BLOCK_IN_STYLE } from "./locate-attribute.js";
import type { Preparation } from "./preparation.js";
import { type Hole, originOf } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/**
 * Reads the `style` attributes of HTML content strictly, when rules are inlined into the document: the inliner crashes
 * on what it cannot read. Without rules a style stays as it is.
 */
export function checkStyles(tag: HtmlOpenTag, state: Preparation): void {
  for (const { name, valueStart, valueEnd } of tag.attributes) {
    if (name === "style") checkFonts(state.punched.text.slice(valueStart, valueEnd), state);
  }
  if (state.sheets !== "none") checkStyleAttributes(tag, state);
}

/** What is known where a style is read strictly. */
type StyleState = Pick<Preparation, "punched" | "findings" | "sheets">;

/** Reads the `style` attributes of a tag strictly. */
export function checkStyleAttributes(tag: HtmlOpenTag, state: StyleState): void {
  for (const attribute of tag.attributes) {
    const value = state.punched.text.slice(attribute.valueStart, attribute.valueEnd);
    if (attribute.name !== "style" || value === "") continue;
    // MJML inlines without decoding entities, so there each side of a `;` must stand on its own.
    const errors = readStyleAttribute(decodeInPlace(value));
    if (errors.length === 0 && state.sheets === "inline") errors.push(...readStyleAttribute(value));
    if (errors.length === 0 && UNUSUAL.test(value) && !canInline(value)) errors.push(UNREADABLE);
    for (const error of errors) reportBroken(error, value, { attribute, state });
  }
}

/** Characters of CSS that the inliner takes otherwise than the parser does. */
const UNUSUAL = /[\\{}[\]()@]|\/\*|\*\//;
const UNREADABLE: CssError = { message: "the inliner cannot read this style", start: 0, end: 1 };

/** Reports values that name a font where MJML looks for the names of web fonts. */
export function checkFonts(css: string, state: Preparation): void {
  let inFont = false;
  for (const part of cutAtHoles(css, state.punched)) {
    if (typeof part === "string") inFont = endsInFont(part, inFont);
    else if (inFont && part.type === "value") reportFont(part, state);
  }
}

/** Whether the last declaration of a stretch of CSS is one of `font-family`. */
function endsInFont(css: string, before: boolean): boolean {
  const start = Math.max(css.lastIndexOf(";"), css.lastIndexOf("{"), css.lastIndexOf("}")) + 1;
  return /font-family\s*:/i.test(css.slice(start)) || (before && start === 0);
}

/** Reports a value in a `font-family`. */
export function reportFont(hole: Hole, state: Preparation): void {
  const message = `${quoteHole(hole)} stands in \`font-family\`, which MJML reads to import web fonts`;
  const help = "write a fixed font or a compile-time value (`{{@theme.font}}`), or choose between fonts with `{{#if}}`";
  state.findings.refuse(hole, { code: "structural-position", message, help });
}

/** Attributes that MJML copies into a `style` as they are: what they leave open would swallow the rest of it. */
const COPIED_INTO_STYLE = /^(?:font|text|border|inner-border)-?|^background-(?:position|size|repeat)/;

/** Reports an unclosed string or parenthesis in an attribute that MJML copies into a `style`. */
export function checkCopiedStyle(attribute: HtmlAttribute, state: Preparation): void {
  if (state.sheets === "none" || !COPIED_INTO_STYLE.test(attribute.name)) return;
  const value = state.punched.text.slice(attribute.valueStart, attribute.valueEnd);
  const quote = value.indexOf('"');
  // MJML puts the value between double quotes without escaping it.
  const early = { message: "a double quote ends the `style` that MJML writes", start: quote, end: quote + 1 };
  const error = quote === -1 ? readBrackets(value).broken : early;
  if (error !== undefined) reportBroken(error, value, { attribute, state });
}

/** Writes entities as what they mean, without moving what follows. */
function decodeInPlace(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (entity, decimal, hex, name) => {
    const character = name === undefined ? characterOf(decimal ?? `0x${hex}`) : (NAMED[name] ?? "x");
    return character.padEnd(entity.length, /["']/.test(character) ? " " : "x");
  });
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: "&", lt: "<", gt: ">" };

/** Characters beyond ASCII are letters to CSS. */
function characterOf(code: string): string {
  return Number(code) < 128 ? String.fromCharCode(Number(code)) : "x";
}

interface Place {
  readonly attribute: HtmlAttribute;
  readonly state: StyleState;
}

function reportBroken(error: CssError, value: string, { attribute, state }: Place): void {
  const hole = holeIn(declarationAt(value, error.start), state);
  if (hole?.type === "value") {
    const message = `${quoteHole(hole)} is a value outside of a CSS declaration's value`;
    state.findings.error("unsafe-position", hole.node.span, message, "let it stand after `property:`");
  } else if (hole !== undefined) {
    const message = `${quoteHole(hole)} is ${BLOCK_IN_STYLE.problem}`;
    state.findings.refuse(hole, { code: BLOCK_IN_STYLE.code, message, help: BLOCK_IN_STYLE.help });
  } else {
    const start = Math.min(attribute.valueStart + error.start, attribute.valueEnd - 1);
    const message = `broken CSS: ${error.message}`;
    const help = "mail clients drop the rest of a broken style; mend it here";
    state.findings.error("invalid-css", originOf(state.punched, start, start + 1), message, help);
  }
}

/** What stands between two semicolons around an offset. */
function declarationAt(css: string, offset: number): string {
  const end = css.indexOf(";", offset);
  return css.slice(css.lastIndexOf(";", Math.max(0, offset - 1)) + 1, end === -1 ? css.length : end);
}

function holeIn(text: string, state: StyleState): Hole | undefined {
  const found = cutAtHoles(text, state.punched).find((part) => typeof part !== "string");
  return typeof found === "string" ? undefined : found;
}
