/** One token of HTML, by the WHATWG tokenizer; offsets point into the text that was tokenised. */
export type HtmlToken = HtmlText | HtmlOpenTag | HtmlCloseTag | HtmlComment | HtmlDoctype;

/** HTML that was read already. */
export interface Tokenized {
  readonly html: string;
  readonly tokens: readonly HtmlToken[];
}

/** A stretch of the text that was tokenised. */
export interface Range {
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
  /** What a reader makes of it: references are decoded. */
  readonly value: string;
}
