import { ALPHABETS, type AlphabetName, isWithin } from "./alphabet.js";
import { nameOf, replacementOf } from "./substitute.js";

/** A character that forces the whole text into UCS-2. */
export interface Offender {
  readonly character: string;
  /** As `U+1F600`. */
  readonly codePoint: string;
  /** Where it first stands in the text, in UTF-16 code units. */
  readonly index: number;
  readonly count: number;
  /** What could stand in its place, nothing included; null when nothing is known. */
  readonly suggestion: string | null;
}

/** All characters of a text outside of an alphabet, each once, in the order of their first places. */
export function findOffenders(text: string, alphabet: AlphabetName): readonly Offender[] {
  if (isWithin(text, alphabet)) return [];
  const found = new Map<string, Offender>();
  for (const { 0: character, index } of text.matchAll(new RegExp(ALPHABETS[alphabet].outside, "gu"))) {
    const known = found.get(character) ?? {
      character,
      codePoint: nameOf(character),
      index,
      count: 0,
      suggestion: suggestionFor(character, alphabet),
    };
    found.set(character, { ...known, count: known.count + 1 });
  }
  return [...found.values()];
}

/**
 * What smart substitution would write, else a plainer form: `c` for `ç`, `TM` for `™`. The latter change how a name is
 * spelled, so that they are only told.
 */
function suggestionFor(character: string, alphabet: AlphabetName): string | null {
  const replacement = replacementOf(character) ?? PLAINER[character];
  if (replacement !== undefined) return replacement;
  const plain = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return plain !== "" && isWithin(plain, alphabet) ? plain : null;
}

/** Common characters of which Unicode knows no plainer form. */
const PLAINER: Readonly<Record<string, string>> = { "€": "EUR", "•": "*", "·": ".", ł: "l", Ł: "L", đ: "d", Đ: "D" };
