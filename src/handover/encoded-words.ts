import { toBase64 } from "./base64.js";

/** Octets of UTF-8 in one encoded word, which makes it 60 characters: it may have 75, and its line 78. */
const WORD_BYTES = 36;

/** What a header cannot hold, or what those that read or fold it might change. */
const FRAGILE = /[^ -~]|=\?|^ | $| {2}|[^ ]{61}/;

/** The text of a header in ASCII: as it is, or as encoded words of whole characters. */
export function encodeHeader(text: string): string {
  return FRAGILE.test(text) ? encodeWords(text) : text;
}

/** @see RFC 2047, sections 2 and 5 */
export function encodeWords(text: string): string {
  const encoder = new TextEncoder();
  const words: string[] = [];
  let bytes: number[] = [];
  for (const character of text) {
    const encoded = encoder.encode(character);
    if (bytes.length + encoded.length > WORD_BYTES) {
      words.push(encodeWord(bytes));
      bytes = [];
    }
    bytes.push(...encoded);
  }
  if (bytes.length > 0) words.push(encodeWord(bytes));
  return words.join(" ");
}

function encodeWord(bytes: readonly number[]): string {
  return `=?UTF-8?B?${toBase64(Uint8Array.from(bytes))}?=`;
}
