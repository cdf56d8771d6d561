/** One segment as it is sent. */
export interface SmsPart {
  readonly text: string;
  /** Where it begins and ends in the whole text, in UTF-16 code units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2). */
  readonly units: number;
}
