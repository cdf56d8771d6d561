import { ESCAPERS } from "../runtime/escape.js";
import { HARMLESS } from "./write-harmless.js";
import { type Writing, writeLetter } from "./writing.js";

/** What each character of ASCII is in HTML, as the escaper says; of controls, it depends on their neighbours. */
const WRITTEN = Array.from({ length: 0x7f }, (_, code) => {
  const escaped = ESCAPERS.html(String.fromCharCode(code));
  return code < 0x20 || typeof escaped !== "string" ? undefined : new TextEncoder().encode(escaped);
});

/** As many bytes as a character of HTML takes at most: `&#123;`. */
const MOST = 6;

/** Writes a text as HTML, and says whether it could: escaping and writing of bytes in one go. Some texts need cleaning. */
export function writeHtml(text: string, writing: Writing): boolean {
  const { memory } = writing;
  const { length } = text;
  if (writing.at + length * MOST > memory.length) return false;
  let { at } = writing;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (HARMLESS[code] !== 0) memory[at++] = code;
    else if (code >= 0xa0 && code < 0xd800) at = writeLetter(code, at, memory);
    else {
      const bytes = WRITTEN[code];
      if (bytes === undefined) return false;
      for (const byte of bytes) memory[at++] = byte;
    }
  }
  writing.at = at;
  return true;
}
