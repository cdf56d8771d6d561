import { cleanSlowly } from "./clean-text.js";
import { escapeImageUrl, percentEncode } from "./escape-url.js";
import type { Rejection } from "./render-error.js";

const HEX = "#(?:[\\da-f]{3,4}|[\\da-f]{6}|[\\da-f]{8})";
const FUNCTION = "(?:rgb|hsl)a?\\([\\d.,%/ +-]+\\)";
/** `none` is left out: MJML prints no background attribute for it. */
const COLOR = new RegExp(`^(?:${HEX}|(?!none$)[a-z]+|${FUNCTION})$`, "i");
/** One token that is all of its own. `expression` is what old Outlook would run. */
const TOKEN = new RegExp(
  `^(?!expression$)(?:${HEX}|${FUNCTION}|[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[a-z]{1,4}|%)?|[a-z][a-z\\d-]*)$`,
  "i",
);

/** A colour in an attribute that MJML reads. MJML doubles three digits, and only three. */
export function escapeHtmlColor(text: string): string | Rejection {
  if (!isShort(text, COLOR)) return NOT_A_COLOR;
  return text.replace(/^#(\w)(\w)(\w)$/, "#$1$1$2$2$3$3");
}

const NOT_A_COLOR: Rejection = {
  code: "unsafe-css",
  fact: "is not a colour",
  help: "give a colour such as #1a2b3c, rgb(1, 2, 3) or a name",
};

export function escapeCss(text: string): string | Rejection {
  return isShort(text, TOKEN) ? text : NOT_A_TOKEN;
}

/** No colour, number or word is longer: what is, was not written to be one. */
function isShort(text: string, pattern: RegExp): boolean {
  return text.length <= 100 && pattern.test(text);
}

const NOT_A_TOKEN: Rejection = {
  code: "unsafe-css",
  fact: "is not a single CSS value",
  help: "give one colour, number with optional unit, or word",
};

/**
 * Inside a quoted CSS string, in a style sheet or a style attribute. Letters and digits stay; the rest becomes CSS
 * escapes, which end with a space, because a space after an escape is always taken for its end.
 */
export function escapeCssString(text: string): string {
  return cleanSlowly(text).replace(
    /[^\p{L}\p{M}\p{Nd} _.,-]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
}

/**
 * A whole image URL inside `url(..)`, quoted or not. An ampersand means the same in a style sheet and in a style
 * attribute only when a plain parameter name and `=` follow; elsewhere it is written as a CSS escape.
 */
export function escapeCssUrl(text: string): string | Rejection {
  const url = escapeImageUrl(text);
  if (typeof url !== "string") return url;
  return url.replace(/['()`{}]/g, percentEncode).replace(/&(?!(?!amp|apos|quot|[lg]t)[a-z\d]+=)/gi, "\\000026");
}

/** The value of an attribute such as `width`. */
export function escapeNumber(text: string): string | Rejection {
  return isShort(text, /^-?\d+(?:\.\d+)?(?:px|%|em|rem|pt)?$/) ? text : NOT_A_NUMBER;
}

const NOT_A_NUMBER: Rejection = {
  code: "unsafe-number",
  fact: "is not a number",
  help: "give a number such as 1.5 or 50%",
};
