import { ALPHABETS, type AlphabetName, isWithin } from "./alphabet.js";
import { withWholeGraphemes } from "./graphemes.js";
import type { SmsPart } from "./part.js";

export type SmsEncoding = "GSM-7" | "UCS-2";

export interface SmsSegments {
  readonly encoding: SmsEncoding;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2) of the whole text. */
  readonly units: number;
  /** What is paid for; 0 for the empty text. */
  readonly segments: number;
  readonly parts: readonly SmsPart[];
  /** Units that still fit into the last part; 0 when there is none. */
  readonly unitsLeft: number;
}

export interface SegmentOptions {
  /** `gsm` unless given. */
  readonly alphabet?: AlphabetName;
  /**
   * Moves the ends of parts in front of the emoji or accented letter that they would cut, so that parts can be shown.
   * Phones join the parts before anybody reads them, so segments and units left stay those of what is sent.
   */
  readonly graphemes?: boolean;
}

/** Units that fit into a message of its own, and into each of several: these start with a header of six octets. */
const CAPACITY = {
  "GSM-7": { single: 160, multiple: 153 },
  "UCS-2": { single: 70, multiple: 67 },
} as const;

/**
 * Cuts a text into the segments that it occupies on the wire. Characters of two units are never split.
 *
 * @param text As it will be sent: nothing is replaced or composed. A lone surrogate is one unit.
 * @returns Capacity: 160 septets or 70 units alone, 153 or 67 when concatenated.
 * @see 3GPP TS 23.038, TS 23.040
 */
export function segmentSms(text: string, { alphabet = "gsm", graphemes = false }: SegmentOptions = {}): SmsSegments {
  const encoding = isWithin(text, alphabet) ? "GSM-7" : "UCS-2";
  const parts = cut(text, encoding, alphabet);
  const last = parts.at(-1);
  const { single, multiple } = CAPACITY[encoding];
  return {
    encoding,
    units: parts.reduce((sum, { units }) => sum + units, 0),
    segments: parts.length,
    parts: graphemes && encoding === "UCS-2" ? withWholeGraphemes(text, parts) : parts,
    unitsLeft: last === undefined ? 0 : (parts.length === 1 ? single : multiple) - last.units,
  };
}

/**
 * How many characters to cut off at the end of a text so that it needs no more than so many segments. When the rest has
 * nothing in it that forces UCS-2, the septets of the rest count.
 */
export function charactersToCut(text: string, segments: number, alphabet: AlphabetName = "gsm"): number {
  const first = text.search(ALPHABETS[alphabet].outside);
  const gsmEnd = first === -1 ? text.length : first;
  const inGsm = fittingEnd(text.slice(0, gsmEnd), { encoding: "GSM-7", alphabet, segments });
  const inUcs = first === -1 ? 0 : fittingEnd(text, { encoding: "UCS-2", alphabet, segments });
  return [...text.slice(Math.max(inGsm, inUcs))].length;
}

interface Fit {
  readonly encoding: SmsEncoding;
  readonly alphabet: AlphabetName;
  readonly segments: number;
}

/** Where the longest beginning of a text ends that fits. */
function fittingEnd(text: string, { encoding, alphabet, segments }: Fit): number {
  if (!(segments >= 1)) return 0;
  const { single, multiple } = CAPACITY[encoding];
  const parts = cutInto(segments === 1 ? single : multiple, text, septetsOf(encoding, alphabet));
  return parts[Math.min(Math.floor(segments), parts.length) - 1]?.end ?? 0;
}

function cut(text: string, encoding: SmsEncoding, alphabet: AlphabetName): readonly SmsPart[] {
  const { single, multiple } = CAPACITY[encoding];
  const extension = septetsOf(encoding, alphabet);
  const alone = cutInto(single, text, extension);
  return alone.length <= 1 ? alone : cutInto(multiple, text, extension);
}

/** What takes two units though it is one of UTF-16. */
function septetsOf(encoding: SmsEncoding, alphabet: AlphabetName): RegExp | undefined {
  return encoding === "GSM-7" ? ALPHABETS[alphabet].extension : undefined;
}

function cutInto(capacity: number, text: string, extension: RegExp | undefined): readonly SmsPart[] {
  return extension?.test(text) === true ? cutByUnits(capacity, text, extension) : cutByLength(capacity, text);
}

/** Where every unit of UTF-16 is one on the wire, which is nearly always. */
function cutByLength(capacity: number, text: string): readonly SmsPart[] {
  const parts: SmsPart[] = [];
  for (let start = 0; start < text.length; ) {
    const most = Math.min(start + capacity, text.length);
    const end = (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
    parts.push({ text: text.slice(start, end), start, end, units: end - start });
    start = end;
  }
  return parts;
}

function cutByUnits(capacity: number, text: string, extension: RegExp): readonly SmsPart[] {
  const parts: SmsPart[] = [];
  let start = 0;
  let end = 0;
  let units = 0;
  const close = () => parts.push({ text: text.slice(start, end), start, end, units });
  for (const character of text) {
    const size = extension.test(character) ? 2 : character.length;
    if (units + size > capacity) {
      close();
      start = end;
      units = 0;
    }
    end += character.length;
    units += size;
  }
  if (end > start) close();
  return parts;
}
