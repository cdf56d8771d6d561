/**
 * The GSM 7-bit alphabet as sets of characters.
 *
 * @see 3GPP TS 23.038, and Unicode's GSM0338.TXT 2.0, which gives `Ç`, not `ç`, for 0x09.
 */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Default alphabet: one septet each. The escape character itself is not a character. */
export const GSM_BASIC: ReadonlySet<string> = new Set(
  `@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡${LETTERS}ÄÖÑÜ§¿${LETTERS.toLowerCase()}äöñüà`,
);

/** Extension table: two septets each, the escape and the character. */
export const GSM_EXTENSION: ReadonlySet<string> = new Set("\f^{}\\[~]|€");
