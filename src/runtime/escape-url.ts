import { type Escaper, matching } from "./matching.js";
import { isPlainUrl } from "./plain-url.js";

const HOST = String.raw`[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}.-]*`;
/** After the host: no controls, white space, backslashes, quotes or angle brackets, no broken or hidden characters. */
export const REST = String.raw`[^\s\\"<>\p{Cc}\p{Cs}\p{NChar}\p{Bidi_C}]`;
const WEB = String.raw`https?://(?:${HOST}|\[[\da-f:.]+\])(?::\d{1,5})?(?:[/?#]${REST}*)?`;
const LOCAL = String.raw`[\w.!$&'*+/=^\x60{|}~#-]+`;
const MAIL = String.raw`mailto:[\w.!$&'*+/=^\x60{|}~%-]+@${HOST}(?:\?${REST}*)?`;
const PHONE = String.raw`tel:(?:[+().-]|%20)*(?:\d(?:[().-]|%20)*){3,}`;

/** All kinds of links. */
const checkLinkUrl = matching(`${WEB}|${MAIL}|${PHONE}`, "unsafe-url", "a whole https:, http:, mailto: or tel: URL");

export const escapeLinkUrl: Escaper = (url) => (isPlainUrl(url) ? url : checkLinkUrl(url));

export const escapeImageUrl = matching(`${WEB}|cid:${REST}+`, "unsafe-url", "a whole https:, http: or cid: URL");

/** A piece of a path, query or fragment; nothing in it has a meaning in a URL, in HTML or in CSS. */
export function escapeUrlComponent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, percentEncode);
}

/** Encodes one ASCII character. */
export function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** As a component, but where the value is a whole segment of the path: dots would climb, nothing would join slashes. */
export const escapeUrlSegment = matching(
  String.raw`(?!\.{0,2}$)[^]*`,
  "unsafe-url",
  "one part of a path",
  escapeUrlComponent,
);

export const escapeEmailAddress = matching(
  `${LOCAL}@${HOST}`,
  "unsafe-url",
  "an email address such as ana@example.com",
  (text) => text.replace(/[^@]+/, escapeUrlComponent),
);

export const escapePhoneNumber = matching(
  String.raw`[+ ().-]*(?:\d[ ().-]*){3,}`,
  "unsafe-url",
  "a phone number such as +1 (555) 010-0199",
  (text) => text.replaceAll(" ", "%20"),
);
