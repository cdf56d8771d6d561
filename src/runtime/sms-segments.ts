import { GSM, GSM_EXTENSION } from "./gsm-alphabet.js";

export type SmsEncoding = "GSM-7" | "UCS-2";

export interface SmsSegments {
  readonly encoding: SmsEncoding;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2). */
  readonly units: number;
  readonly segments: number;
}

/** Units that fit into a message of its own, and into each of several: these start with a header of six octets. */
const CAPACITY = {
  "GSM-7": { single: 160, multiple: 153 },
  "UCS-2": { single: 70, multiple: 67 },
} as const;

/**
 * Counts the segments a text occupies on the wire. Characters of two units are never split.
 *
 * @param text Rendered text, any Unicode; CR LF counts as LF.
 * @returns `encoding`; `units` in septets (GSM-7) or UTF-16 code units (UCS-2); `segments`, 0 for the empty text.
 *   Capacity: 160 septets or 70 units alone, 153 or 67 when concatenated.
 * @see 3GPP TS 23.038, TS 23.040
 */
export function segmentSms(text: string): SmsSegments {
  const characters = [...text.replaceAll("\r\n", "\n")];
  if (!GSM.test(text))
    return pack(
      "UCS-2",
      characters.map(({ length }) => length),
    );
  return pack(
    "GSM-7",
    characters.map((character) => (GSM_EXTENSION.includes(character) ? 2 : 1)),
  );
}

function pack(encoding: SmsEncoding, widths: readonly number[]): SmsSegments {
  const { single, multiple } = CAPACITY[encoding];
  const units = widths.reduce((sum, width) => sum + width, 0);
  if (units <= single) return { encoding, units, segments: units === 0 ? 0 : 1 };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > multiple) {
      segments++;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments };
}
