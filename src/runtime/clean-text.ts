import { latePattern } from "./late-pattern.js";

/** Whether a text is words of ASCII, one space apart, without any character that means something in HTML. */
export function isHarmless(text: string): boolean {
  const isTrimmed = text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32;
  return isTrimmed && !/[^ !#-%(-;?-_a-z|~]| {2}/.test(text);
}

/** Anything but printable ASCII, tab, newline and well-behaved characters below U+10000. */
const SUSPECT = /[^\t\n -~\xA0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/;

/**
 * Takes out what no text should hold: controls but tab and newline, noncharacters. Lone surrogates become U+FFFD, every
 * kind of line end becomes a newline, and page breaks and vertical tabs, which stand between words, become spaces.
 */
export function cleanText(text: string): string {
  return SUSPECT.test(text) ? cleanSlowly(text) : text;
}

const UNSEEN = latePattern(String.raw`[^\P{Cc}\t\n]|\p{NChar}`);

/** Surrogates come first: two of them would become a character when what is between them is taken out. */
function cleanSlowly(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\f\v]/g, " ")
    .toWellFormed()
    .replace(UNSEEN(), "");
}

/** A flag with its tags, which stays, or a character that reorders text, hides it, or is not seen itself. */
const HIDDEN = latePattern(
  String.raw`(\p{ExtPict}[\u{E0020}-\u{E007E}]{1,9}\u{E007F})|(?!\u200C|\u200D|\p{VS})[\p{DI}\uFFF9-\uFFFB]`,
);

/** Makes one line of a value: every run of white space becomes a space. */
export function cleanLine(text: string): string {
  return cleanText(collapse(text));
}

/**
 * The same for a header: what reorders or hides text is taken out. No-break spaces stay, and joiners, variation selectors and emoji tags: scripts and emoji are written with them.
 */
export function cleanHeader(text: string): string {
  return cleanLine(text).replace(HIDDEN(), "$1");
}

/** A value of the sender's name: without what could make an address of it, or a second sender. */
export function cleanName(text: string): string {
  return cleanHeader(text.replace(/[()<>[\]:;@\\,"\uFE6B\uFF20]/g, " "));
}

/** What a header becomes when all its pieces are there. An encoded word would be decoded, so none begins in it. */
export function finishHeader(text: string): string {
  return isHarmless(text)
    ? text
    : collapse(text)
        .replace(/=(?=\?[^\s?=])/g, "= ")
        .trim();
}

function collapse(text: string): string {
  return text.replace(/[\t-\r \x85\u2028\u2029]+/g, " ");
}
