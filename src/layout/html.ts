import { type Token, Tokenizer, TokenizerMode } from "parse5";
import type { HtmlAttribute, HtmlComment, HtmlToken, Range, Tokenized } from "./html-token.js";
import { readPlainHtml } from "./plain-html.js";

/** Elements whose content the tokenizer must read as text, by mode. */
export const RAW_MODES: ReadonlyMap<string, Tokenizer["state"]> = new Map([
  ["title", TokenizerMode.RCDATA],
  ["textarea", TokenizerMode.RCDATA],
  ["style", TokenizerMode.RAWTEXT],
  ["xmp", TokenizerMode.RAWTEXT],
  ["iframe", TokenizerMode.RAWTEXT],
  ["noembed", TokenizerMode.RAWTEXT],
  ["noframes", TokenizerMode.RAWTEXT],
  ["script", TokenizerMode.SCRIPT_DATA],
  ["plaintext", TokenizerMode.PLAINTEXT],
]);

/** Elements that have no content and no end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

export function tokenizeHtml(html: string): HtmlToken[] {
  const { tokens, end } = readPlainHtml(html, decodeQuoted);
  if (end < html.length) readRest(html, end, tokens);
  return tokens;
}

/** Adds the tokens from an offset on, before which every tag and every text has ended. */
function readRest(html: string, offset: number, tokens: HtmlToken[]): void {
  const rangeOf = ({ location }: Token.Token): Range => {
    return { start: offset + (location?.startOffset ?? 0), end: offset + (location?.endOffset ?? 0) };
  };
  const onText = (token: Token.CharacterToken): void => addText(tokens, rangeOf(token));
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const mode = RAW_MODES.get(token.tagName);
        if (mode !== undefined) tokenizer.state = mode;
        tokens.push({
          type: "open",
          name: token.tagName,
          attributes: readAttributes(html, offset, token),
          selfClosing: token.selfClosing,
          ...rangeOf(token),
        });
      },
      onEndTag: (token) => tokens.push({ type: "close", name: token.tagName, ...rangeOf(token) }),
      onComment: (token) => tokens.push(toComment(html, token.data, rangeOf(token))),
      onDoctype: (token) => tokens.push({ type: "doctype", ...rangeOf(token) }),
      onCharacter: onText,
      onNullCharacter: onText,
      onWhitespaceCharacter: onText,
      onEof: () => undefined,
    },
  );
  tokenizer.write(html.slice(offset), true);
}

function decodeQuoted(quoted: string): string {
  const tokens: HtmlToken[] = [];
  readRest(`<a title=${quoted}>`, 0, tokens);
  const [tag] = tokens;
  return tag?.type === "open" ? (tag.attributes[0]?.value ?? "") : "";
}

/** One token and its text. */
export interface LoneToken<T extends HtmlToken = HtmlToken> {
  readonly html: string;
  readonly token: T;
  /** What an offset of the token is at the start of its text. */
  readonly base: number;
}

export function cutToken<T extends HtmlToken>(html: string, token: T): LoneToken<T> {
  return { html: html.slice(token.start, token.end), token, base: token.start };
}

export function joinTokens(parts: readonly LoneToken[]): Tokenized {
  const tokens: HtmlToken[] = [];
  let html = "";
  for (const part of parts) {
    tokens.push(shiftToken(part.token, html.length - part.base));
    html += part.html;
  }
  return { html, tokens };
}

/** A token as it is when so much more stands before it. */
export function shiftToken<T extends HtmlToken>(token: T, offset: number): T {
  if (offset === 0) return token;
  const range = { start: token.start + offset, end: token.end + offset };
  switch (token.type) {
    case "open":
      return { ...token, ...range, attributes: token.attributes.map((attribute) => shiftAttribute(attribute, offset)) };
    case "comment":
      return { ...token, ...range, dataStart: token.dataStart + offset };
    default:
      return { ...token, ...range };
  }
}

export function shiftAttribute(attribute: HtmlAttribute, offset: number): HtmlAttribute {
  const { start, end, valueStart, valueEnd } = attribute;
  return {
    ...attribute,
    start: start + offset,
    end: end + offset,
    valueStart: valueStart + offset,
    valueEnd: valueEnd + offset,
  };
}

export function readHtml(html: string): Tokenized {
  return { html, tokens: tokenizeHtml(html) };
}

/** The tokenizer gives words and white space apart; here they are one text. */
function addText(tokens: HtmlToken[], range: Range): void {
  const last = tokens.at(-1);
  if (last?.type === "text" && last.end === range.start) {
    tokens[tokens.length - 1] = { type: "text", start: last.start, end: range.end };
  } else {
    tokens.push({ type: "text", ...range });
  }
}

function readAttributes(html: string, offset: number, token: Token.TagToken): HtmlAttribute[] {
  const locations = token.location?.attrs ?? {};
  return token.attrs.map(({ name, value }) => {
    const location = locations[name];
    const start = offset + (location?.startOffset ?? 0);
    const end = offset + (location?.endOffset ?? 0);
    const equals = html.indexOf("=", start + name.length);
    if (equals === -1 || equals >= end) return { name, start, end, valueStart: end, valueEnd: end, quote: "", value };
    const afterEquals = html.slice(equals + 1, end);
    const valueStart = equals + 1 + (afterEquals.length - afterEquals.trimStart().length);
    const quote = html[valueStart];
    if (quote === '"' || quote === "'")
      return { name, start, end, valueStart: valueStart + 1, valueEnd: end - 1, quote, value };
    return { name, start, end, valueStart, valueEnd: end, quote: "", value };
  });
}

function toComment(html: string, data: string, { start, end }: Range): HtmlComment {
  const dataStart = html.startsWith("<!--", start) ? start + 4 : start + 2;
  return { type: "comment", data, dataStart, start, end };
}

/**
 * What a reader of HTML makes of a stretch of an attribute's value: character references are decoded, but not one that
 * is unfinished at the end, as what follows may finish it.
 */
export function decodeAttribute(text: string): string {
  if (!MAY_CHANGE.test(text)) return text;
  const rest = /&#?\w*$/.exec(text)?.[0] ?? "";
  const whole = text.slice(0, text.length - rest.length).replaceAll('"', "&quot;");
  return decodeQuoted(`"${whole}"`) + rest;
}

/** What a reader makes otherwise of than it is written. */
const MAY_CHANGE = /[&\r\0]/;

/**
 * What a reader of HTML makes of a text.
 *
 * @param element What it stands in: in some, references are not decoded.
 */
export function decodeText(text: string, element: string): string {
  if (!MAY_CHANGE.test(text)) return text;
  let decoded = "";
  const add = ({ chars }: Token.CharacterToken): void => {
    decoded += chars;
  };
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    {},
    {
      onCharacter: add,
      onWhitespaceCharacter: add,
      onNullCharacter: ignore,
      onStartTag: ignore,
      onEndTag: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.state = RAW_MODES.get(element) ?? TokenizerMode.DATA;
  tokenizer.write(text, true);
  return decoded;
}
