export type { AlphabetName } from "./alphabet.js";
export type { Offender } from "./offenders.js";
export type { SmartMode, SmsOptions } from "./options.js";
export type { SmsPart } from "./part.js";
export { charactersToCut, type SegmentOptions, type SmsEncoding } from "./segments.js";
export { createSms, type FinishedSms, type Sms, type SmsProblem, sms } from "./sms.js";
export type { Replacement } from "./substitute.js";
