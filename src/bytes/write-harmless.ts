import { isHarmless } from "../runtime/clean-text.js";
import { NOT_IN_BYTES, type Writing } from "./writing.js";

/** By character: 1 where it is harmless, 2 where it is if no space is beside it, 0 for all others. */
export const HARMLESS = new Uint8Array(0x10000);
for (let code = 0; code < 0x80; code++) {
  const character = String.fromCharCode(code);
  if (isHarmless(`a${character}a`)) HARMLESS[code] = isHarmless(`a${character}${character}a`) ? 1 : 2;
}

/** Writes a text if it is harmless, and says whether it is: `isHarmless` and the writing of bytes in one go. */
export function writeHarmless(text: string, writing: Writing): boolean {
  const { memory, at } = writing;
  const { length } = text;
  if (at + length > memory.length) throw NOT_IN_BYTES;
  if (length === 0 || text.charCodeAt(0) === 0x20 || text.charCodeAt(length - 1) === 0x20) return false;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    const kind = HARMLESS[code];
    if (kind !== 1 && (kind === 0 || text.charCodeAt(index - 1) === 0x20)) return false;
    memory[at + index] = code;
  }
  writing.at = at + length;
  return true;
}
