import type { Escape } from "../artifact/instructions.js";
import { cleanHeader, cleanSlowly, cleanText } from "./clean-text.js";
import { escapeCss, escapeCssString, escapeCssUrl, escapeHtmlColor, escapeNumber } from "./escape-css.js";
import {
  escapeEmailAddress,
  escapeImageUrl,
  escapeLinkUrl,
  escapePhoneNumber,
  escapeUrlComponent,
  escapeUrlSegment,
} from "./escape-url.js";
import type { Rejection } from "./render-error.js";

/** Makes a text safe for one place, or refuses it. */
export type Escaper = (text: string) => string | Rejection;

/** One escaper for each place that a value can stand in. */
export const ESCAPERS: Readonly<Record<Escape, Escaper>> = {
  plain: cleanText,
  header: cleanHeader,
  html: escapeHtml,
  "html-color": escapeHtmlColor,
  "html-url": (text) => thenHtml(escapeLinkUrl(text)),
  "html-image": (text) => thenHtml(escapeImageUrl(text)),
  "plain-url": escapeLinkUrl,
  "url-component": escapeUrlComponent,
  "url-segment": escapeUrlSegment,
  "email-address": escapeEmailAddress,
  "phone-number": escapePhoneNumber,
  css: escapeCss,
  "css-string": escapeCssString,
  "css-url": escapeCssUrl,
  number: escapeNumber,
};

/** Anything but text that means the same in HTML; also finds all that `cleanText` takes out. */
const SUSPECT = /[^\t\n !#-%(-;?-_a-z|~\xA0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/;

/** Braces are escaped too: a second template engine must not see a value. */
export function escapeHtml(text: string): string {
  return SUSPECT.test(text) ? cleanSlowly(text).replace(/[&<>"'`={}]/g, entity) : text;
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function thenHtml(text: string | Rejection): string | Rejection {
  return typeof text === "string" ? escapeHtml(text) : text;
}
