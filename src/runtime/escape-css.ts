import { cleanText } from "./clean-text.js";
import { percentEncode } from "./escape-url.js";
import { latePattern } from "./late-pattern.js";
import { matching } from "./matching.js";

/** No colour, number or word is longer: what is, was not written to be one. */
const SHORT = "(?=[ -~]{1,100}$)";
const FUNCTION = String.raw`#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|(?:rgb|hsl)a?\([\d.,%/ +-]+\)`;

/** A colour in an attribute that MJML reads. It doubles three digits, and only three; for `none` it prints no attribute. */
export const escapeHtmlColor = matching(
  `${SHORT}(?:${FUNCTION}|(?!none$)[a-z]+)`,
  "unsafe-css",
  "a colour such as #1a2b3c or rgb(1, 2, 3)",
  (text) => text.replace(/#(\w)(\w)(\w)$/, "#$1$1$2$2$3$3"),
);

/** One token that is all of its own. `expression` is what old Outlook would run. */
export const escapeCss = matching(
  String.raw`${SHORT}(?:${FUNCTION}|[+-]?(?:\d+|\d*\.\d+)(?:[a-z]{0,4}|%)|(?!expression$)[a-z][a-z\d-]*)`,
  "unsafe-css",
  "one colour, number or word",
);

const UNSAFE_IN_STRING = latePattern(String.raw`[^\p{L}\p{M}\p{Nd} _.,-]`);

/**
 * Inside a quoted CSS string, in a style sheet or a style attribute. Letters and digits stay; the rest becomes CSS
 * escapes, which end with a space, because a space after an escape is always taken for its end.
 */
export function escapeCssString(text: string): string {
  return cleanText(text).replace(
    UNSAFE_IN_STRING(),
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
}

/**
 * A whole image URL inside `url(..)`, quoted or not. An ampersand means the same in a style sheet and in a style
 * attribute only when a plain parameter name and `=` follow; elsewhere it is written as a CSS escape.
 */
export function writeCssUrl(url: string): string {
  return url.replace(/['()`{}]/g, percentEncode).replace(/&(?!(?!amp|apos|quot|[lg]t)[a-z\d]+=)/gi, "\\000026");
}

/** The value of an attribute such as `width`. */
export const escapeNumber = matching(
  String.raw`${SHORT}-?\d+(?:\.\d+)?(?:px|%|r?em|pt)?`,
  "unsafe-number",
  "a number such as 1.5 or 50%",
);

/** In CSS, before a unit that the template gives. */
export const escapeCssNumber = matching(String.raw`${SHORT}-?\d+(?:\.\d+)?`, "unsafe-number", "a number without unit");
