import type { AlphabetName } from "./alphabet.js";
import type { SegmentOptions } from "./segments.js";

/**
 * What becomes of characters outside of the alphabet:
 *
 * - `smart`: what has a stand-in is replaced, provided that the whole text then is within the alphabet;
 * - `strict`: the same, and a text that still is not within the alphabet is an error;
 * - `off`: nothing is replaced.
 */
export type SmartMode = "off" | "smart" | "strict";

/** How the texts of SMS are finished. */
export interface SmsOptions extends SegmentOptions {
  /** `smart` unless given. */
  readonly smart?: SmartMode;
  /** `gsm` unless given. */
  readonly alphabet?: AlphabetName;
  /** More segments than this are an error, or a warning. */
  readonly maxSegments?: number;
  /** What too many segments are; `error` unless given. */
  readonly overflow?: "error" | "warning";
  /** What one segment costs, in any currency. */
  readonly pricePerSegment?: number;
  /** Where the attached files are. With any, the message is an MMS. */
  readonly mediaUrls?: readonly string[];
}
