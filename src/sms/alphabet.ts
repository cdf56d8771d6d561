/** Which characters a provider writes in septets: all of GSM 03.38, or those that Telnyx passes on. */
export type AlphabetName = "gsm" | "telnyx";

export interface Alphabet {
  /** What is not in it; one such character makes the whole text UCS-2. The escape is no character. */
  readonly outside: RegExp;
  /** Characters of the extension table: two septets each, the escape and the character. */
  readonly extension: RegExp;
}

/**
 * The alphabets by name. Telnyx leaves out what some carriers garble: Greek capitals, `Ç`, `¤`, the form feed, and `€`.
 * Of `§` its page says both; it is left out here, so that no message costs more than was counted.
 *
 * @see 3GPP TS 23.038, and Unicode's GSM0338.TXT 2.0, which gives `Ç`, not `ç`, for 0x09;
 *   https://developers.telnyx.com/docs/messaging/messages/message-encoding
 */
export const ALPHABETS: Readonly<Record<AlphabetName, Alphabet>> = {
  gsm: {
    outside: /[^\n\f\r -_a-~¡£-¥§¿Ä-ÇÉÑÖØÜßàä-æèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ€]/u,
    extension: /[\f^{}\\[~\]|€]/,
  },
  telnyx: {
    outside: /[^\n\r -_a-~¡£¥¿Ä-ÆÉÑÖØÜßàä-æèéìñòöøùü]/u,
    extension: /[\^{}\\[~\]|]/,
  },
};

/** Whether a text can be written in septets. */
export function isWithin(text: string, alphabet: AlphabetName): boolean {
  return !BEYOND_ASCII.test(text) || !ALPHABETS[alphabet].outside.test(text);
}

/** Anything but the characters of ASCII that all alphabets have: several times as fast to look for. */
const BEYOND_ASCII = /[^\n\r -_a-~]/;
