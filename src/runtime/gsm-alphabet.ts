/**
 * The GSM 7-bit alphabet.
 *
 * @see 3GPP TS 23.038, and Unicode's GSM0338.TXT 2.0, which gives `Ç`, not `ç`, for 0x09.
 */

/** Texts of the default alphabet, one septet each, and the extension table. The escape itself is not a character. */
export const GSM = /^[\n\f\r -_a-~¡£-¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ€]*$/;

/** Extension table: two septets each, the escape and the character. */
export const GSM_EXTENSION = "\f^{}\\[~]|€";
