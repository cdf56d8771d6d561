import { GSM_EXTENSION, NOT_GSM } from "./gsm-alphabet.js";

export type SmsEncoding = "GSM-7" | "UCS-2";

export interface SmsSegments {
  readonly encoding: SmsEncoding;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2). */
  readonly units: number;
  readonly segments: number;
}

/**
 * Counts the segments a text occupies on the wire. Characters of two units are never split.
 *
 * @param text Rendered text, any Unicode; CR LF counts as LF.
 * @returns `encoding`; `units` in septets (GSM-7) or UTF-16 code units (UCS-2); `segments`, 0 for the empty text.
 *   Capacity: 160 septets or 70 units alone, 153 or 67 when concatenated.
 * @see 3GPP TS 23.038, TS 23.040
 */
export function segmentSms(text: string): SmsSegments {
  const written = text.replaceAll("\r\n", "\n");
  return NOT_GSM.test(written)
    ? pack(written, "UCS-2", 70)
    : pack(written.replace(GSM_EXTENSION, TWO_UNITS), "GSM-7", 160);
}

/** Stands for a character of two septets, as it is one of two code units. */
const TWO_UNITS = "\u{10000}";

/** @param single Units that fit into a message of its own. Each of several starts with a header of six octets. */
function pack(text: string, encoding: SmsEncoding, single: 160 | 70): SmsSegments {
  const multiple = single === 70 ? 67 : 153;
  const units = text.length;
  if (units <= single) return { encoding, units, segments: Math.min(units, 1) };
  let segments = 1;
  let used = 0;
  for (const { length } of text) {
    used += length;
    if (used <= multiple) continue;
    segments++;
    used = length;
  }
  return { encoding, units, segments };
}
