import type { Rejection } from "./render-error.js";

// Schemes are spelt in both cases, as the flags `iu` together would take the long s of "httpſ:" for an s.
const HOST = String.raw`[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}.-]*`;
/** After the host: no controls, white space, backslashes, quotes or angle brackets, no broken or hidden characters. */
const REST = String.raw`[^\s\\"<>\p{Cc}\p{Cs}\p{NChar}\p{Bidi_C}]`;
const WEB = String.raw`[hH][tT][tT][pP][sS]?://(?:${HOST}|\[[\da-fA-F:.]+\])(?::\d{1,5})?(?:[/?#]${REST}*)?`;
const MAIL = String.raw`[mM][aA][iI][lL][tT][oO]:[\w.!$&'*+/=^\x60{|}~%-]+@${HOST}(?:\?${REST}*)?`;
const PHONE = String.raw`[tT][eE][lL]:(?:[+().-]|%20)*(?:\d(?:[().-]|%20)*){3,}`;
const CID = `[cC][iI][dD]:${REST}+`;

const LINK = new RegExp(`^(?:${WEB}|${MAIL}|${PHONE})$`, "u");
const IMAGE = new RegExp(`^(?:${WEB}|${CID})$`, "u");

const NOT_A_LINK: Rejection = {
  code: "unsafe-url",
  fact: "is not an allowed link",
  help: "give a whole https:, http:, mailto: or tel: URL",
};

const NOT_AN_IMAGE: Rejection = {
  code: "unsafe-url",
  fact: "is not an allowed image URL",
  help: "give a whole https:, http: or cid: URL",
};

export function escapeLinkUrl(text: string): string | Rejection {
  return LINK.test(text) ? text : NOT_A_LINK;
}

export function escapeImageUrl(text: string): string | Rejection {
  return IMAGE.test(text) ? text : NOT_AN_IMAGE;
}

/** A piece of a path, query or fragment; nothing in it has a meaning in a URL, in HTML or in CSS. */
export function escapeUrlComponent(text: string): string {
  const wellFormed = text.replace(/\p{Cs}/gu, "\uFFFD");
  return encodeURIComponent(wellFormed).replace(/[!'()*]/g, percentEncode);
}

/** Encodes one ASCII character. */
export function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** As a component, but where the value is a whole segment of the path: dots would climb, nothing would join slashes. */
export function escapeUrlSegment(text: string): string | Rejection {
  return /^\.{0,2}$/.test(text) ? NOT_A_SEGMENT : escapeUrlComponent(text);
}

const NOT_A_SEGMENT: Rejection = {
  code: "unsafe-url",
  fact: "cannot be a part of a path",
  help: "give a text that is not empty, `.` or `..`",
};

const EMAIL_ADDRESS = new RegExp(String.raw`^([\w.!$&'*+/=^\x60{|}~#-]+)@(${HOST})$`, "u");

export function escapeEmailAddress(text: string): string | Rejection {
  const [, local, domain] = EMAIL_ADDRESS.exec(text) ?? [];
  return local === undefined ? NOT_AN_ADDRESS : `${escapeUrlComponent(local)}@${domain}`;
}

const NOT_AN_ADDRESS: Rejection = {
  code: "unsafe-url",
  fact: "is not an email address",
  help: "give only an address, such as ana@example.com",
};

export function escapePhoneNumber(text: string): string | Rejection {
  return /^[+ ().-]*(?:\d[ ().-]*){3,}$/.test(text) ? text.replaceAll(" ", "%20") : NOT_A_NUMBER;
}

const NOT_A_NUMBER: Rejection = {
  code: "unsafe-url",
  fact: "is not a phone number",
  help: "give at least three digits, with spaces and `+ ( ) . -` only",
};
