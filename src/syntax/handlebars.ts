import Handlebars from "handlebars";

/**
 * The only importer of Handlebars: its parser, with white-space control applied. The types below are the parts of its
 * tree that Platen reads; the package's own types describe more than the parser makes.
 */
export type HbsNode =
  | HbsText
  | HbsMustache
  | HbsBlock
  | HbsPartial
  | HbsPartialBlock
  | HbsDecoratorBlock
  | { readonly type: "Decorator"; readonly loc: HbsLocation }
  | { readonly type: "CommentStatement"; readonly loc: HbsLocation };

export interface HbsLocation {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface HbsText {
  readonly type: "ContentStatement";
  readonly value: string;
  readonly original: string;
  readonly loc: HbsLocation;
}

export interface HbsCall {
  readonly path: HbsExpression;
  readonly params: readonly HbsExpression[];
  readonly hash?: HbsHash;
  readonly loc: HbsLocation;
}

export interface HbsHash {
  readonly pairs: readonly { readonly key: string; readonly value: HbsExpression; readonly loc: HbsLocation }[];
}

export interface HbsMustache extends HbsCall {
  readonly type: "MustacheStatement";
  readonly escaped: boolean;
}

export interface HbsBlock extends HbsCall {
  readonly type: "BlockStatement";
  readonly program?: HbsProgram;
  readonly inverse?: HbsProgram;
}

interface HbsPartialCall {
  readonly name: HbsExpression;
  readonly params: readonly HbsExpression[];
  readonly hash?: HbsHash;
  readonly loc: HbsLocation;
}

export interface HbsPartial extends HbsPartialCall {
  readonly type: "PartialStatement";
  readonly indent: string;
}

export interface HbsPartialBlock extends HbsPartialCall {
  readonly type: "PartialBlockStatement";
  readonly program: HbsProgram;
}

export interface HbsDecoratorBlock extends HbsCall {
  readonly type: "DecoratorBlock";
  readonly program: HbsProgram;
}

export interface HbsProgram {
  readonly body: readonly HbsNode[];
  readonly blockParams?: readonly string[];
  readonly loc?: HbsLocation;
}

export type HbsExpression =
  | {
      readonly type: "PathExpression";
      readonly data: boolean;
      readonly depth: number;
      readonly parts: readonly (string | object)[];
      readonly original: string;
      readonly loc: HbsLocation;
    }
  | { readonly type: "StringLiteral"; readonly value: string; readonly loc: HbsLocation }
  | { readonly type: "NumberLiteral"; readonly value: number; readonly loc: HbsLocation }
  | { readonly type: "BooleanLiteral"; readonly value: boolean; readonly loc: HbsLocation }
  | { readonly type: "UndefinedLiteral" | "NullLiteral"; readonly loc: HbsLocation }
  | (HbsCall & { readonly type: "SubExpression" });

/** Why a text is not a template, with the place when the parser tells it: line from 1, column from 0. */
export interface HbsFailure {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export function parseHandlebars(text: string): HbsProgram | HbsFailure {
  try {
    // The parser's tree is the one described above; its published type is looser.
    return parseCounting(text) as unknown as HbsProgram;
  } catch (error) {
    return describeFailure(error);
  }
}

/**
 * The parser counts no column of a line from the first line or paragraph separator on, so spaces that the text does not
 * have stand in their place while it runs. To Handlebars all of them are white space.
 */
function parseCounting(text: string): unknown {
  const separators = SEPARATORS.filter((separator) => text.includes(separator));
  const spaces = SPACES.filter((space) => !text.includes(space));
  if (separators.length === 0 || separators.length > spaces.length) return Handlebars.parse(text);
  const swapped = separators.reduce(
    (given, separator, index) => given.replaceAll(separator, spaces[index] ?? ""),
    text,
  );
  const tree = JSON.stringify(Handlebars.parse(swapped));
  return JSON.parse(
    separators.reduce((json, separator, index) => json.replaceAll(spaces[index] ?? "", separator), tree),
  );
}

const SEPARATORS = ["\u2028", "\u2029"];
const SPACES = [..."\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000\u1680"];

/** Handlebars throws two kinds of errors: of its grammar, with a drawing in the message, and of block names. */
function describeFailure(error: unknown): HbsFailure {
  if (!(error instanceof Error)) throw error;
  if (error.message.startsWith("Parse error") || error.message.startsWith("Lexical error")) {
    const got = / got '([^']+)'$/.exec(error.message)?.[1];
    const message = got === undefined ? "this is not valid Handlebars" : `${describeToken(got)} is not expected here`;
    return { message, ...lastToken() };
  }
  // Errors of block names carry their place in properties that no type declares.
  const { lineNumber = 1, column = 0 } = error as { lineNumber?: number; column?: number } & Error;
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(error.message);
  const message =
    mismatch === null ? firstLine(error.message) : `\`{{/${mismatch[2]}}}\` closes the block \`${mismatch[1]}\``;
  return { message, line: lineNumber, column };
}

/**
 * Where the token starts at which the grammar gave up. The error itself only tells the line of the token before it, and
 * draws 20 characters around the place.
 */
function lastToken(): { readonly line: number; readonly column: number } {
  // The parser is a part of the package that its types leave out.
  const { Parser } = Handlebars as unknown as {
    readonly Parser?: { readonly lexer?: { readonly yylloc?: Readonly<Record<string, number>> } };
  };
  const place = Parser?.lexer?.yylloc;
  return { line: place?.["first_line"] ?? 1, column: place?.["first_column"] ?? 0 };
}

function firstLine(message: string): string {
  return message.replace(/ - \d+:\d+$/, "").split("\n", 1)[0] ?? message;
}

/** The grammar's token names in the words of template authors. */
function describeToken(token: string): string {
  const known: Readonly<Record<string, string>> = {
    EOF: "the end of the template",
    1: "the end of the template",
    OPEN_ENDBLOCK: "a closing tag",
    CLOSE: "`}}`",
    CLOSE_UNESCAPED: "`}}}`",
    CLOSE_RAW_BLOCK: "`}}}}`",
    INVALID: "this character",
    INVERSE: "`{{else}}`",
    OPEN_INVERSE_CHAIN: "`{{else ...}}`",
    SEP: "a separator",
    EQUALS: "`=`",
    ID: "a name",
  };
  return known[token] ?? `\`${token}\``;
}
