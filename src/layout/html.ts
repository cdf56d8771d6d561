import { type Token, Tokenizer, TokenizerMode } from "parse5";

/** One token of HTML, by the WHATWG tokenizer; offsets point into the text that was tokenised. */
export type HtmlToken = HtmlText | HtmlOpenTag | HtmlCloseTag | HtmlComment | HtmlDoctype;

interface Range {
  readonly start: number;
  readonly end: number;
}

export interface HtmlText extends Range {
  readonly type: "text";
}

export interface HtmlOpenTag extends Range {
  readonly type: "open";
  readonly name: string;
  readonly attributes: readonly HtmlAttribute[];
  readonly selfClosing: boolean;
}

export interface HtmlCloseTag extends Range {
  readonly type: "close";
  readonly name: string;
}

/** `data` is the text between `<!--` and `-->`; `dataStart` is where it starts. */
export interface HtmlComment extends Range {
  readonly type: "comment";
  readonly data: string;
  readonly dataStart: number;
}

export interface HtmlDoctype extends Range {
  readonly type: "doctype";
}

/** An attribute as it is written, from `start` to `end`: the value's range is inside the quotes, `quote` is empty when there are none. */
export interface HtmlAttribute extends Range {
  readonly name: string;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quote: '"' | "'" | "";
}

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
  const tokens: HtmlToken[] = [];
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
          attributes: readAttributes(html, token),
          selfClosing: token.selfClosing,
          ...rangeOf(token),
        });
      },
      onEndTag: (token) => tokens.push({ type: "close", name: token.tagName, ...rangeOf(token) }),
      onComment: (token) => tokens.push(readComment(html, token)),
      onDoctype: (token) => tokens.push({ type: "doctype", ...rangeOf(token) }),
      onCharacter: onText,
      onNullCharacter: onText,
      onWhitespaceCharacter: onText,
      onEof: () => undefined,
    },
  );
  tokenizer.write(html, true);
  return tokens;
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

function readAttributes(html: string, token: Token.TagToken): HtmlAttribute[] {
  const locations = token.location?.attrs ?? {};
  return token.attrs.map(({ name }) => {
    const location = locations[name];
    const start = location?.startOffset ?? 0;
    const end = location?.endOffset ?? 0;
    const equals = html.indexOf("=", start + name.length);
    if (equals === -1 || equals >= end) return { name, start, end, valueStart: end, valueEnd: end, quote: "" };
    const afterEquals = html.slice(equals + 1, end);
    const valueStart = equals + 1 + (afterEquals.length - afterEquals.trimStart().length);
    const quote = html[valueStart];
    if (quote === '"' || quote === "'")
      return { name, start, end, valueStart: valueStart + 1, valueEnd: end - 1, quote };
    return { name, start, end, valueStart, valueEnd: end, quote: "" };
  });
}

function readComment(html: string, token: Token.CommentToken): HtmlComment {
  const { start, end } = rangeOf(token);
  const dataStart = html.startsWith("<!--", start) ? start + 4 : start + 2;
  return { type: "comment", data: token.data, dataStart, start, end };
}

function rangeOf(token: Token.Token): Range {
  return { start: token.location?.startOffset ?? 0, end: token.location?.endOffset ?? 0 };
}

/**
 * What a reader of HTML makes of a stretch of an attribute's value: character references are decoded, but not one that
 * is unfinished at the end, as what follows may finish it.
 */
export function decodeAttribute(text: string): string {
  if (!/[&\r\0]/.test(text)) return text;
  const rest = /&#?\w*$/.exec(text)?.[0] ?? "";
  const whole = text.slice(0, text.length - rest.length).replaceAll('"', "&quot;");
  let decoded = "";
  readHtml(`<a title="${whole}">`, {
    open: (_, attributes) => {
      decoded = attributes.get("title") ?? "";
    },
    close: () => undefined,
    text: () => undefined,
    comment: () => undefined,
  });
  return decoded + rest;
}

/** What is told about HTML from its start to its end; references are decoded. */
export interface HtmlEvents {
  open(name: string, attributes: ReadonlyMap<string, string>, selfClosing: boolean): void;
  close(name: string): void;
  /** Words and white space of one text may come apart. */
  text(text: string): void;
  comment(data: string): void;
}

export function readHtml(html: string, events: HtmlEvents): void {
  const onText = (token: Token.CharacterToken): void => events.text(token.chars);
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag({ tagName, attrs, selfClosing }) {
        const mode = RAW_MODES.get(tagName);
        if (mode !== undefined) tokenizer.state = mode;
        events.open(tagName, new Map(attrs.map(({ name, value }) => [name, value])), selfClosing);
      },
      onEndTag: ({ tagName }) => events.close(tagName),
      onComment: ({ data }) => events.comment(data),
      onDoctype: () => undefined,
      onCharacter: onText,
      onNullCharacter: () => undefined,
      onWhitespaceCharacter: onText,
      onEof: () => undefined,
    },
  );
  tokenizer.write(html, true);
}
