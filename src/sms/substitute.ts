/** A character, and what it becomes. */
type Row = readonly [characters: RegExp, replacement: string];

/**
 * Characters that look like, or mean nothing more than, one of ASCII: typographic quotes, dashes and spaces, and what is
 * not seen at all. `Intl` writes no-break spaces into prices and dates, and editors write the rest.
 */
const ROWS: readonly Row[] = [
  [/[`´ʹʻʼʽˈ‘’‚‛′‵＇]/u, "'"],
  [/[«»ʺ“”„‟″‶＂]/u, '"'],
  [/[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/u, "-"],
  [/…/u, "..."],
  [/[\t\xA0\u1680\u2000-\u200A\u202F\u205F\u3000]/u, " "],
  [/[\u2028\u2029]/u, "\n"],
  // Soft hyphen, zero-width characters, marks of direction, variation selectors: the text reads the same without them.
  [/\xAD|\u034F|[\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|[\uFE00-\uFE0F]/u, ""],
];

const ANY = new RegExp(ROWS.map(([characters]) => characters.source).join("|"), "gu");

/** What smart substitution did with one character. */
export interface Replacement {
  readonly character: string;
  /** As `U+2019`. */
  readonly codePoint: string;
  /** Where it first stood in the text before anything was replaced, in UTF-16 code units. */
  readonly index: number;
  readonly count: number;
  readonly replacement: string;
}

/** Replaces all that can be replaced. All that is put in is in every alphabet. */
export function substitute(text: string): { readonly text: string; readonly replaced: readonly Replacement[] } {
  const replaced = new Map<string, Replacement>();
  const result = text.replace(ANY, (character, index: number) => {
    const replacement = replacementOf(character) ?? character;
    const known = replaced.get(character) ?? { character, codePoint: nameOf(character), index, count: 0, replacement };
    replaced.set(character, { ...known, count: known.count + 1 });
    return replacement;
  });
  return { text: result, replaced: [...replaced.values()] };
}

/** What smart substitution makes of a character, if anything. */
export function replacementOf(character: string): string | undefined {
  return ROWS.find(([characters]) => characters.test(character))?.[1];
}

/** The name of a character that can be printed anywhere: `U+2019`. */
export function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
