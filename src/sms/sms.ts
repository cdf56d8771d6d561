import { isWithin } from "./alphabet.js";
import { findOffenders, type Offender } from "./offenders.js";
import type { SmsOptions } from "./options.js";
import type { SmsPart } from "./part.js";
import { charactersToCut, type SmsEncoding, segmentSms } from "./segments.js";
import { type Replacement, replacementOf, substitute } from "./substitute.js";

/** An SMS as it is sent, and what it costs; or an MMS, which has neither encoding nor segments. */
export interface FinishedSms {
  readonly text: string;
  /** Null for an MMS. */
  readonly encoding: SmsEncoding | null;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2) of the whole text. */
  readonly units: number;
  readonly segments: number;
  readonly parts: readonly SmsPart[];
  /** Units that still fit into the last part. */
  readonly unitsLeft: number;
  /** Every character that forces UCS-2. */
  readonly offenders: readonly Offender[];
  /** What smart substitution changed. */
  readonly replaced: readonly Replacement[];
  /** Segments times `pricePerSegment`; null without a price, and for an MMS. */
  readonly cost: number | null;
  readonly mediaUrls: readonly string[];
  readonly warnings: readonly string[];
}

/** Why a text cannot be sent. Of the text it holds no more than the code point of one character. */
export interface SmsProblem {
  readonly code: "not-gsm" | "too-many-segments";
  readonly message: string;
  readonly help: string;
}

/** Finishes the text of an SMS: what `load` of `platen/runtime` is given. */
export type Sms = (
  text: string,
  options?: SmsOptions,
) => { readonly message: FinishedSms; readonly problem: SmsProblem | undefined };

/** @param defaults Options for all messages; those of one rendering win over them. */
export function createSms(defaults: SmsOptions = {}): Sms {
  // Nothing is inherited.
  return (text, options) => finish(compose(text), Object.assign(Object.create(null), defaults, options));
}

/** {@link createSms} with nothing changed. */
export const sms: Sms = createSms();

/** NFC, line ends as LF, and no lone surrogates. */
function compose(text: string): string {
  // Most texts are of ASCII.
  if (!/[^\n -~]/.test(text)) return text;
  return text.replaceAll("\r\n", "\n").toWellFormed().normalize("NFC");
}

function finish(composed: string, options: SmsOptions): ReturnType<Sms> {
  const { mediaUrls = [], alphabet = "gsm", pricePerSegment } = options;
  if (mediaUrls.length > 0) return { message: { ...MMS, text: composed, mediaUrls }, problem: undefined };
  const { text, replaced } = withoutOffenders(composed, options);
  const segmented = segmentSms(text, options);
  const offenders = findOffenders(text, alphabet);
  const strict = options.smart === "strict" ? refuseOffenders(offenders.filter(hasNoStandIn)) : undefined;
  const long = strict ?? refuseLength(text, segmented.segments, options);
  const isWarning = long !== undefined && long !== strict && options.overflow === "warning";
  return {
    message: {
      text,
      ...segmented,
      offenders,
      replaced,
      cost: pricePerSegment === undefined ? null : costOf(segmented.segments, pricePerSegment),
      mediaUrls,
      warnings: isWarning ? [`${long.message}; ${long.help}`] : [],
    },
    problem: isWarning ? undefined : long,
  };
}

const MMS: Omit<FinishedSms, "text" | "mediaUrls"> = {
  encoding: null,
  units: 0,
  segments: 0,
  parts: [],
  unitsLeft: 0,
  offenders: [],
  replaced: [],
  cost: null,
  warnings: [],
};

/** Substitution is for the sake of the septets: where it does not come to them, all stays as it was written. */
function withoutOffenders(text: string, { smart, alphabet = "gsm" }: SmsOptions): ReturnType<typeof substitute> {
  if (smart !== "off" && !isWithin(text, alphabet)) {
    const substituted = substitute(text);
    if (isWithin(substituted.text, alphabet)) return substituted;
  }
  return { text, replaced: [] };
}

function hasNoStandIn({ character }: Offender): boolean {
  return replacementOf(character) === undefined;
}

/** Names one character only: all of them together could be read as the text. */
function refuseOffenders([first, ...others]: readonly Offender[]): SmsProblem | undefined {
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : `, nor are ${others.length} other characters`;
  const { codePoint, index, suggestion } = first;
  const instead = suggestion === null ? "leave it out" : `write ${JSON.stringify(suggestion)}`;
  return {
    code: "not-gsm",
    message: `the character ${codePoint} at offset ${index} of the SMS is not in its alphabet${more}`,
    help: `${instead}, or allow UCS-2 with \`smart: "smart"\``,
  };
}

function refuseLength(text: string, segments: number, { maxSegments, alphabet }: SmsOptions): SmsProblem | undefined {
  if (maxSegments === undefined || segments <= maxSegments) return undefined;
  const count = charactersToCut(text, maxSegments, alphabet);
  return {
    code: "too-many-segments",
    message: `the SMS has ${segments} segments, and ${maxSegments} ${maxSegments === 1 ? "is" : "are"} allowed`,
    help: `cut ${count} ${count === 1 ? "character" : "characters"}, or raise \`maxSegments\``,
  };
}

/** Without the digits that floating-point numbers add: 3 × 0.0079 is 0.0237. */
function costOf(segments: number, price: number): number {
  return Number((segments * price).toPrecision(12));
}
