import type { Mutant } from "./mutants.js";

/** A survivor that no test can find, with the reason. */
interface Equivalent {
  readonly file: string;
  /** A piece of the change, as the report prints it. */
  readonly change: string | RegExp;
  readonly reason: string;
}

const FAST = "what is not taken for harmless at once goes the careful way, which leaves it as it is";
const TYPES = "for the type checker only: the other case does not come up";
const NONE = "of no letters, the pattern finds nothing or the empty text, which come to the same";

const EQUIVALENT: readonly Equivalent[] = [
  { file: "escape.ts", change: /^const SUSPECT = \/\[\^.*⟦.+→⟧/, reason: FAST },
  { file: "escape.ts", change: "⟦SUSPECT.test(text)→true⟧", reason: FAST },
  { file: "clean-text.ts", change: /^const SUSPECT = \/\[\^.*⟦.+→⟧/, reason: FAST },
  { file: "clean-text.ts", change: "⟦SUSPECT.test(text)→true⟧", reason: FAST },
  { file: "clean-text.ts", change: "⟦isHarmless(text)→false⟧", reason: FAST },
  { file: "escape-css.ts", change: "{⟦1→0⟧,100}", reason: "what follows refuses the empty text as well" },
  { file: "escape-css.ts", change: "(?!none$)[a-z]⟦+→*⟧", reason: "`SHORT` refuses the empty text" },
  { file: "escape-css.ts", change: "character.codePointAt(0) ??", reason: TYPES },
  { file: "escape-css.ts", change: "?? ⟦0→1⟧", reason: TYPES },
  { file: "escape-url.ts", change: "⟦isPlainUrl(url)→false⟧", reason: FAST },
  { file: "escape-url.ts", change: "[^]⟦*→+⟧", reason: "the empty text is refused before" },
  { file: "escape-url.ts", change: "[^@]⟦+→*⟧", reason: "the pattern that lets it through wants a letter there" },
  {
    file: "url-context.ts",
    change: "body: ⟦undefined→state⟧",
    reason: "without `{{else}}`, the state before the block stands for it",
  },
  { file: "url-context.ts", change: "⟦block === undefined→false⟧", reason: TYPES },
  { file: "url-context.ts", change: /trimmed.*⟦\+→\*⟧/, reason: NONE },
  { file: "url-context.ts", change: /hasLetter\(.*⟦\*→\+⟧/, reason: NONE },
  { file: "url-context.ts", change: '⟦typeof near === "string"→false⟧', reason: TYPES },
  { file: "url-context.ts", change: 'typeof near === ⟦"string"→"zz"⟧', reason: TYPES },
  {
    file: "url-context.ts",
    change: '⟦state.at !== "open"→false⟧',
    reason: "other states have no text, of which the pattern makes the word `undefined`, and lets it through",
  },
  { file: "url-context.ts", change: '⟦b.at === "open" && a.text === b.text→a.text === b.text⟧', reason: TYPES },
  {
    file: "css-context.ts",
    change: /reading\.last = (?:⟦reading\.outside|.*⟦" "→)/,
    reason: `${TYPES}: blocks are nested`,
  },
  {
    file: "css-context.ts",
    change: "at ⟦<→<=⟧ parts.length",
    reason: "behind the last part is nothing, in either case",
  },
  {
    file: "write-harmless.ts",
    change: /⟦0x10000→65537⟧|code (?:= ⟦0→1⟧|⟦<→<=⟧ 0x80|< ⟦0x80→\d+⟧)/,
    reason: "the characters at these ends are not harmless",
  },
  {
    file: "write-html.ts",
    change: /⟦0x7f→126⟧|code (?:⟦<→<=⟧ 0x20|< ⟦0x20→33⟧)|⟦HARMLESS\[code\] !== 0→false⟧/,
    reason: "harmless characters are written as they are in either way",
  },
  { file: "write-html.ts", change: '|| typeof escaped !== "string"→code < 0x20⟧', reason: TYPES },
  { file: "write-harmless.ts", change: "⟦2→3⟧", reason: "any other number will do" },
  { file: "write-harmless.ts", change: "index ⟦-→+⟧ 1", reason: "of two spaces, each has another beside it" },
  { file: "css-context.ts", change: 'quote: ⟦""→', reason: "it is set where a string begins, and read inside of one" },
  {
    file: "css-context.ts",
    change: /^plain: .*\\\\\[\\s\\S\]⟦\?→⟧/,
    reason: "a backslash at the end is a token of its own by the last branch",
  },
  {
    file: "css-context.ts",
    change: /^string: .*⟦\?→⟧/,
    reason: "a backslash at the end is a token of its own by the last branch",
  },
  {
    file: "css-context.ts",
    change: /^url: .*\\\\\[⟦\\s→\\S⟧/,
    reason: "a backslash and what follows are two tokens then, of the same URL",
  },
  {
    file: "css-context.ts",
    change: /^url: .*⟦\+→\*⟧/,
    reason: "the other branches come first where it matches nothing",
  },
  { file: "css-context.ts", change: '⟦pattern.exec(css)?.[0] ?? ""→', reason: TYPES },
  { file: "css-context.ts", change: 'plain: ⟦""→', reason: "plain tokens are read elsewhere" },
  {
    file: "css-context.ts",
    change: '⟦typeof part === "object"→true⟧ ? part.type : "text"',
    reason: "a text has no `type`, which is no block's either",
  },
  {
    file: "css-context.ts",
    change: '⟦reading.start === "declarations" && typeof before === "string"→reading.start === "declarations"⟧',
    reason: TYPES,
  },
  { file: "css-context.ts", change: /⟦"(?:value|text)"→"zz"⟧/, reason: "any word will do" },
  {
    file: "plain-html.ts",
    change: /^const ATTRIBUTE = .*⟦\+→\*⟧\(\[a-z\]/,
    reason:
      "a letter right after a name belongs to it, and one after a value begins an attribute to the tokenizer as well",
  },
  {
    file: "plain-html.ts",
    change: /if \((?:⟦!value.*→false|!⟦value.*→true)⟧/,
    reason: "where there is no reference, none is replaced",
  },
  { file: "plain-html.ts", change: "&[^;]⟦+→*⟧;", reason: "`&;` is none of the usual references" },
  { file: "plain-html.ts", change: "?? reference→REFERENCES.get(reference)⟧", reason: TYPES },
  {
    file: "locate-attribute.ts",
    change: '⟦typeof part !== "string" && part.hole.type === "value"→typeof part !== "string"⟧',
    reason: "a colour that is a loop is refused before, and a choice between colours written out is let in either way",
  },
  { file: "locate-attribute.ts", change: '⟦"image"→"zz"⟧', reason: "every kind but `link` is read as an image" },
  { file: "locate-attribute.ts", change: "⟦places.get(index) ?? BLOCK_IN_STYLE→", reason: TYPES },
  { file: "locate-attribute.ts", change: '⟦url.escapes.get(index) ?? "html-url"→', reason: TYPES },
  { file: "locate-attribute.ts", change: '?? ⟦"html-url"→"zz"⟧', reason: TYPES },
  { file: "locate-attribute.ts", change: "⟦url.hole !== undefined→true⟧", reason: TYPES },
];

export function reasonFor(file: string, mutant: Mutant): string | undefined {
  return EQUIVALENT.find((each) => isMeant(each, file, mutant))?.reason;
}

function isMeant(each: Equivalent, file: string, { change }: Mutant): boolean {
  if (!file.endsWith(`/${each.file}`)) return false;
  return typeof each.change === "string" ? change.includes(each.change) : each.change.test(change);
}

/** Reasons that no survivor has: the code or the tests are other ones now. */
export function unusedReasons(
  survivors: readonly { readonly file: string; readonly mutant: Mutant }[],
): readonly string[] {
  return EQUIVALENT.filter((each) => !survivors.some(({ file, mutant }) => isMeant(each, file, mutant))).map(
    ({ file, change }) => `${file} ${change}`,
  );
}
