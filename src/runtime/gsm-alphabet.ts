/**
 * The GSM 7-bit alphabet.
 *
 * @see 3GPP TS 23.038, and Unicode's GSM0338.TXT 2.0, which gives `Ç`, not `ç`, for 0x09.
 */

/** What is neither in the default alphabet, one septet each, nor in the extension table. The escape is no character. */
export const NOT_GSM = /[^\n\f\r -_a-~¡£-¥§¿Ä-ÇÉÑÖØÜßàä-æèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ€]/;

/** Extension table: two septets each, the escape and the character. */
export const GSM_EXTENSION = /[\f^{}\\[~\]|€]/g;
