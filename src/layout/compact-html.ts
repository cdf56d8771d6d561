import { cutToken, joinTokens, type LoneToken, tokenizeHtml } from "./html.js";
import type { HtmlOpenTag, HtmlToken, Tokenized } from "./html-token.js";
import { afterCloseTag, afterOpenTag, type OpenElement, type OpenElements } from "./open-elements.js";

/**
 * Writes HTML in fewer bytes for the same document: white space that clients show as one space is one character, and
 * attributes stand one space apart. MJML's indentation is a third of what it prints.
 *
 * Letters beyond ASCII become numeric references when there are few of them: an engine keeps a text of ASCII in half
 * the memory and encodes it several times as fast. A document in another script keeps its letters.
 *
 * @param inlined The rules that were copied into `style` attributes: there they are seen. When any other rule makes
 *   white space visible, all of it is left alone, because nobody knows yet where that rule will match.
 */
export function compactHtml(html: string, inlined: string): string {
  const ascii = hasFewForeignLetters(html, html.length);
  const place: Place = { keepsSpace: showsAnySpace(html, inlined), ascii, preformatted: new Set(), open: undefined };
  return compactTokens(html, place).trim();
}

/**
 * Writes a piece of a document, in the same way. It has no conditional comments.
 *
 * @param length Of the document around it.
 */
export function compactPiece({ html, tokens }: Tokenized, length: number): Tokenized {
  const ascii = hasFewForeignLetters(html, html.length + length);
  const place: Place = { keepsSpace: false, ascii, preformatted: new Set(), open: undefined };
  return joinTokens(tokens.map((token) => compactToken(token, html, place)));
}

/** Whether a rule that was not inlined makes white space visible. */
export function showsAnySpace(html: string, inlined: string): boolean {
  return countVisibleSpace(styleSheetsOf(html)) > countVisibleSpace(inlined);
}

/** Declarations that make white space visible. */
const VISIBLE_SPACE = /white-space\s*:\s*(?:pre|break-spaces)/gi;

function countVisibleSpace(css: string): number {
  return css.match(VISIBLE_SPACE)?.length ?? 0;
}

function styleSheetsOf(html: string): string {
  return [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style/gi)].map(([, css]) => css).join("\n");
}

interface Place {
  /** Whether white space is left alone everywhere. */
  readonly keepsSpace: boolean;
  /** Whether letters beyond ASCII are written as references. */
  readonly ascii: boolean;
  /** Elements whose white space is shown. */
  readonly preformatted: Set<OpenElement>;
  open: OpenElements;
}

/** A reference takes four to six bytes more than its letter; a fiftieth more of all is not worth it. */
function hasFewForeignLetters(html: string, length: number): boolean {
  const count = html.match(/[^\0-\x7F]/g)?.length ?? 0;
  return count > 0 && count * 250 < length;
}

function compactTokens(html: string, place: Place): string {
  const tokens = tokenizeHtml(html);
  // A tag that is unfinished at the end, as in a conditional comment that splits it, is no token.
  const rest = html.slice(tokens.at(-1)?.end ?? 0);
  return tokens.map((token) => compactToken(token, html, place).html).join("") + rest;
}

function compactToken(token: HtmlToken, html: string, place: Place): LoneToken {
  if (token.type === "open") {
    openElement(token, html, place);
    return compactTag(token, html, place);
  }
  if (token.type === "close") place.open = afterCloseTag(place.open, token.name);
  const lone = cutToken(html, token);
  const text = compactOther(token.type, lone.html, place);
  return text === lone.html ? lone : { ...lone, html: text, token: { ...token, end: token.start + text.length } };
}

function compactOther(type: HtmlToken["type"], text: string, place: Place): string {
  if (type === "text") return compactText(text, place);
  return type === "comment" ? compactComment(text, place) : text;
}

function openElement(tag: HtmlOpenTag, html: string, place: Place): void {
  const outer = place.open;
  place.open = afterOpenTag(outer, tag);
  const style = tag.attributes.find(({ name }) => name === "style");
  const showsSpace = style !== undefined && countVisibleSpace(html.slice(style.start, style.end)) > 0;
  const isPreformatted = tag.name === "pre" || tag.name === "textarea" || showsSpace;
  if (isPreformatted && place.open !== undefined && place.open !== outer) place.preformatted.add(place.open);
}

function compactTag(tag: HtmlOpenTag, html: string, place: Place): LoneToken {
  let text = html.slice(tag.start, tag.start + 1 + tag.name.length);
  const attributes = tag.attributes.map((attribute) => {
    const { start, valueStart, valueEnd, end } = attribute;
    // A name cannot be written with references.
    const value = toAscii(html.slice(valueStart, valueEnd), place);
    const at = text.length + 1;
    text += ` ${html.slice(start, valueStart)}${value}${html.slice(valueEnd, end)}`;
    const valueAt = at + valueStart - start;
    return { ...attribute, start: at, valueStart: valueAt, valueEnd: valueAt + value.length, end: text.length };
  });
  // A slash right after a value without quotes would belong to it.
  text += `${tag.attributes.at(-1)?.quote === "" ? " " : ""}${tag.selfClosing ? "/>" : ">"}`;
  return { html: text, token: { ...tag, attributes, start: 0, end: text.length }, base: 0 };
}

/** Elements whose content is not text. */
const CODE: ReadonlySet<string> = new Set("style script xmp iframe noembed noframes plaintext".split(" "));

function compactText(text: string, place: Place): string {
  let kept = place.keepsSpace;
  // White space is inherited: what is inside of a preformatted element is preformatted.
  for (let element = place.open; element !== undefined; element = element.outer) {
    if (CODE.has(element.name)) return text;
    kept ||= place.preformatted.has(element);
  }
  return toAscii(kept ? text : text.replace(/[ \t\r\n\f]+/g, (run) => (run.includes("\n") ? "\n" : " ")), place);
}

/** The content of a conditional comment is HTML for Outlook; other comments stay as they are. */
function compactComment(text: string, place: Place): string {
  const conditional = /^(<!--\[if [^\]]*\]>)([\s\S]*)(<!\[endif\]-->)$/.exec(text);
  if (conditional === null) return text;
  const [, start = "", content = "", end = ""] = conditional;
  return start + compactTokens(content, { ...place }) + end;
}

function toAscii(text: string, { ascii }: Place): string {
  if (!ascii) return text;
  return text.replace(/[^\0-\x7F]/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
