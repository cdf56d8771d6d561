import type { Escape } from "../artifact/instructions.js";
import { cleanText } from "./clean-text.js";
import { escapeHtml } from "./escape.js";
import { writeCssUrl } from "./escape-css.js";
import { REST } from "./escape-url.js";
import { latePattern } from "./late-pattern.js";
import type { Rejection } from "./render-error.js";
import { wrongType } from "./value.js";

declare const KIND: unique symbol;

/** HTML that the host vouches for; `{{{html}}}` prints it. */
export interface TrustedHtml {
  readonly [KIND]: "html";
}

/** A URL of any scheme that the host vouches for. */
export interface TrustedUrl {
  readonly [KIND]: "url";
}

/** CSS that the host vouches for. */
export interface TrustedCss {
  readonly [KIND]: "css";
}

/** What a trusted value prints at each place where it may stand. Only the functions below put anything in. */
const TRUSTED = new WeakMap<object, ReadonlyMap<Escape, string>>();

/**
 * Marks HTML as safe for `{{{html}}}`.
 *
 * @param html Whole elements and words, printed as they are: no style sheet is inlined into them.
 * @param text What stands for it in the text part, line by line.
 * @throws TypeError unless both are texts.
 */
export function trustedHtml(html: string, { text }: { readonly text: string }): TrustedHtml {
  return trust(/^/, html, [
    ["raw", html],
    ["raw-text", cleanText(text)],
  ]);
}

/**
 * Marks a URL as safe where a value is a whole URL, whatever its scheme.
 *
 * @throws TypeError when it is empty, or has white space, quotes, angle brackets, backslashes or controls.
 */
export function trustedUrl(url: string): TrustedUrl {
  const attribute = escapeHtml(url);
  return trust(new RegExp(`^${REST}+$`, "u"), url, [
    ["html-url", attribute],
    ["html-image", attribute],
    ["plain-url", url],
    ["css-url", writeCssUrl(url)],
  ]);
}

const VALUE_OF_CSS = latePattern(String.raw`^(?:(?!/\*)[^\p{C}"';&<>{}\x60\\])+$`, "u");

/**
 * Marks CSS as safe where a value of a declaration stands: `1px solid red`, `Lato, Arial`.
 *
 * @throws TypeError when it is empty, or has quotes, `; & < >`, braces, backslashes, comments or controls.
 */
export function trustedCss(css: string): TrustedCss {
  return trust(VALUE_OF_CSS(), css, [["css", css]]);
}

/** The object is only a key: it has no properties, so that nothing can be made that looks like it. */
function trust<Kind>(pattern: RegExp, given: string, places: readonly (readonly [Escape, string])[]): Kind {
  if (!pattern.test(given) || !places.every(([, text]) => typeof text === "string")) {
    throw new TypeError("not to be trusted");
  }
  const value = Object.freeze({});
  TRUSTED.set(value, new Map(places));
  return value as Kind; // the brand is a type only
}

/** What a trusted value prints at a place; undefined for any other value. */
export function trustedAt(value: unknown, place: Escape): string | Rejection | undefined {
  const places = TRUSTED.get(value as object); // what is no object is not in the map
  return places && (places.get(place) ?? ELSEWHERE);
}

const ELSEWHERE = wrongType("trusted for another place");
