import type { Escape } from "../artifact/instructions.js";
import { cleanHeader, cleanLine, cleanName, cleanText } from "./clean-text.js";
import {
  escapeCss,
  escapeCssNumber,
  escapeCssString,
  escapeHtmlColor,
  escapeNumber,
  writeCssUrl,
} from "./escape-css.js";
import {
  escapeEmailAddress,
  escapeImageUrl,
  escapeLinkUrl,
  escapePhoneNumber,
  escapeUrlComponent,
  escapeUrlSegment,
} from "./escape-url.js";
import type { Escaper } from "./matching.js";
import type { Rejection } from "./render-error.js";

/** One escaper for each place that a value can stand in. */
export const ESCAPERS: Readonly<Record<Escape, Escaper>> = {
  plain: cleanText,
  line: cleanLine,
  header: cleanHeader,
  name: cleanName,
  html: escapeHtml,
  raw: () => NOT_TRUSTED,
  "raw-text": cleanLine,
  "html-color": escapeHtmlColor,
  "html-url": then(escapeLinkUrl, escapeHtml),
  "html-image": then(escapeImageUrl, escapeHtml),
  "plain-url": escapeLinkUrl,
  "url-component": escapeUrlComponent,
  "url-segment": escapeUrlSegment,
  "email-address": escapeEmailAddress,
  "phone-number": escapePhoneNumber,
  css: escapeCss,
  "css-string": escapeCssString,
  "css-url": then(escapeImageUrl, writeCssUrl),
  number: escapeNumber,
  "css-number": escapeCssNumber,
};

const NOT_TRUSTED: Rejection = {
  code: "untrusted-html",
  fact: "is not trusted HTML",
  help: "give `trustedHtml(..)`, or write `{{ }}`",
};

/** Anything but text that means the same in HTML; also finds all that `cleanText` takes out. */
const SUSPECT = /[^\t\n !#-%(-;?-_a-z|~\xA0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/;

/** Braces are escaped too: a second template engine must not see a value. */
export function escapeHtml(text: string): string {
  return SUSPECT.test(text) ? cleanText(text).replace(/[&<>"'`={}]/g, entity) : text;
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function then(escaper: Escaper, write: (text: string) => string): Escaper {
  return (text) => {
    const safe = escaper(text);
    return typeof safe === "string" ? write(safe) : safe;
  };
}
