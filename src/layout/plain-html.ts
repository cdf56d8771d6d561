import type { HtmlAttribute, HtmlCloseTag, HtmlComment, HtmlOpenTag, HtmlText, HtmlToken } from "./html-token.js";

/** The tokens of HTML up to a tag or a declaration that is not written plainly, and up to the text before that. */
export interface PlainHtml {
  readonly tokens: HtmlToken[];
  readonly end: number;
}

/**
 * Reads HTML as far as it is written in the forms that nearly everything is written in: names of ASCII letters, values in
 * quotes, comments that end. There patterns find the same tokens as the tokenizer, which looks at each character.
 *
 * @param decode What a reader makes of a value with other references than the usual ones, given with its quotes.
 */
export function readPlainHtml(html: string, decode: (quoted: string) => string): PlainHtml {
  const tokens: HtmlToken[] = [];
  let end = 0;
  // The tokenizer puts other characters in the place of these.
  if (/[\0\r]/.test(html)) return { tokens, end };
  while (end < html.length) {
    const token = readToken(html, end, decode);
    const content = token?.type === "open" ? readRawContent(html, token) : NO_CONTENT;
    // Text goes on behind what looks like a tag and is none.
    if (token === undefined || content === undefined) return withoutText(tokens, end);
    tokens.push(token);
    end = token.end;
    if (content.length === 0) continue;
    tokens.push({ type: "text", start: end, end: end + content.length });
    end += content.length;
  }
  return { tokens, end };
}

function withoutText(tokens: HtmlToken[], end: number): PlainHtml {
  const last = tokens.at(-1);
  return last?.type === "text" ? { tokens: tokens.slice(0, -1), end: last.start } : { tokens, end };
}

function readToken(html: string, start: number, decode: (quoted: string) => string): HtmlToken | undefined {
  if (html[start] !== "<") return readText(html, start);
  switch (html[start + 1]) {
    case "/":
      return readCloseTag(html, start);
    case "!":
      return readDeclaration(html, start);
    default:
      return readOpenTag(html, start, decode);
  }
}

function readText(html: string, start: number): HtmlText {
  const end = html.indexOf("<", start);
  return { type: "text", start, end: end === -1 ? html.length : end };
}

const CLOSE_TAG = /<\/([a-z][\w:-]*)[ \t\n\f]*>/iy;

function readCloseTag(html: string, start: number): HtmlCloseTag | undefined {
  const name = matchAt(CLOSE_TAG, html, start)?.[1];
  return name === undefined ? undefined : { type: "close", name: name.toLowerCase(), start, end: CLOSE_TAG.lastIndex };
}

const DOCTYPE = /<!doctype html>/iy;

function readDeclaration(html: string, start: number): HtmlToken | undefined {
  if (html.startsWith("<!--", start)) return readComment(html, start);
  return matchAt(DOCTYPE, html, start) && { type: "doctype", start, end: DOCTYPE.lastIndex };
}

function readComment(html: string, start: number): HtmlComment | undefined {
  const dataStart = start + "<!--".length;
  const dataEnd = html.indexOf("-->", dataStart);
  const data = html.slice(dataStart, dataEnd);
  // Such comments end earlier.
  if (dataEnd === -1 || /^-?>|--!>/.test(data)) return undefined;
  return { type: "comment", data, dataStart, start, end: dataEnd + "-->".length };
}

const OPEN_TAG = /<([a-z][\w:-]*)/iy;
const ATTRIBUTE = /[ \t\n\f]+([a-z][\w:-]*)(?:=("[^"]*"|'[^']*'))?/iy;
const TAG_END = /[ \t\n\f]*(\/?)>/y;

function readOpenTag(html: string, start: number, decode: (quoted: string) => string): HtmlOpenTag | undefined {
  const name = matchAt(OPEN_TAG, html, start)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const attributes: HtmlAttribute[] = [];
  const names = new Set<string>();
  let at = OPEN_TAG.lastIndex;
  for (let match = matchAt(ATTRIBUTE, html, at); match !== undefined; match = matchAt(ATTRIBUTE, html, at)) {
    at = ATTRIBUTE.lastIndex;
    const attribute = toAttribute(match, at, decode);
    // Of two with the same name, the first one counts.
    if (!names.has(attribute.name)) attributes.push(attribute);
    names.add(attribute.name);
  }
  const end = matchAt(TAG_END, html, at);
  return end && { type: "open", name, attributes, selfClosing: end[1] === "/", start, end: TAG_END.lastIndex };
}

function toAttribute(match: RegExpExecArray, end: number, decode: (quoted: string) => string): HtmlAttribute {
  const [, written = "", quoted] = match;
  const name = written.toLowerCase();
  if (quoted === undefined)
    return { name, start: end - name.length, end, valueStart: end, valueEnd: end, quote: "", value: "" };
  const valueStart = end - quoted.length + 1;
  // An equals sign and a quote stand between them.
  const start = valueStart - 2 - name.length;
  const value = readValue(quoted, decode);
  return { name, start, end, valueStart, valueEnd: end - 1, quote: quoteOf(quoted), value };
}

/** References that are written most. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&quot;", '"'],
  ["&#39;", "'"],
  ["&lt;", "<"],
  ["&gt;", ">"],
]);
const OTHER_REFERENCE = /&(?!(?:amp|quot|#39|lt|gt);)/;

function readValue(quoted: string, decode: (quoted: string) => string): string {
  const value = quoted.slice(1, -1);
  if (!value.includes("&")) return value;
  if (OTHER_REFERENCE.test(value)) return decode(quoted);
  return value.replace(/&[^;]+;/g, (reference) => REFERENCES.get(reference) ?? reference);
}

function quoteOf(quoted: string): '"' | "'" {
  return quoted.startsWith('"') ? '"' : "'";
}

const NO_CONTENT = "";

/** The ends of elements in which no tag but their own end tag is read. */
const RAW_ENDS: ReadonlyMap<string, RegExp> = new Map(
  ["style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"].map((name) => [
    name,
    new RegExp(`</${name}(?=[ \\t\\n\\f/>])[ \\t\\n\\f]*(>)?`, "gi"),
  ]),
);

/** What stands in such an element; undefined when it does not end plainly, or in a way that depends on its content. */
function readRawContent(html: string, { name, end }: HtmlOpenTag): string | undefined {
  if (name === "script" || name === "plaintext") return undefined;
  const pattern = RAW_ENDS.get(name);
  if (pattern === undefined) return NO_CONTENT;
  const close = matchAt(pattern, html, end);
  return close?.[1] === undefined ? undefined : html.slice(end, close.index);
}

function matchAt(pattern: RegExp, html: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(html) ?? undefined;
}
