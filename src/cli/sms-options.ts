import type { SmsOptions } from "../sms/index.js";
import { oneOf, UsageError } from "./options.js";
import type { CommandName } from "./usage.js";

/** Options of commands that finish SMS. */
export const SMS_OPTIONS = {
  smart: { type: "string" },
  alphabet: { type: "string" },
  "max-segments": { type: "string" },
  price: { type: "string" },
} as const;

type Given = { readonly [Name in keyof typeof SMS_OPTIONS]?: string | undefined };

/** @throws UsageError */
export function readSmsOptions(command: CommandName, given: Given): SmsOptions {
  const smart = oneOf({ command, name: "smart", choices: ["off", "smart", "strict"] }, given.smart);
  const alphabet = oneOf({ command, name: "alphabet", choices: ["gsm", "telnyx"] }, given.alphabet);
  const maxSegments = positive(given["max-segments"], /^[1-9]\d{0,5}$/);
  const pricePerSegment = positive(given.price, /^\d{1,9}(?:\.\d{1,9})?$/);
  if (maxSegments === null) throw new UsageError("`--max-segments` is a number from 1", command);
  if (pricePerSegment === null) throw new UsageError("`--price` is a number such as 0.0079", command);
  return {
    ...(smart && { smart }),
    ...(alphabet && { alphabet }),
    ...(maxSegments !== undefined && { maxSegments }),
    ...(pricePerSegment !== undefined && { pricePerSegment }),
  };
}

/** Null for what is not a number of this form. */
function positive(text: string | undefined, form: RegExp): number | undefined | null {
  if (text === undefined) return undefined;
  return form.test(text) ? Number(text) : null;
}
