/**
 * What a value reads as where it may be any text, written down without the patterns of the runtime: code point by code
 * point, from the tables of Unicode.
 */
export function cleaned(value: string): string {
  let text = "";
  for (const character of value.replaceAll("\r\n", "\n")) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x0d) text += "\n";
    else if (code === 0x0b || code === 0x0c) text += " ";
    else if (code >= 0xd800 && code <= 0xdfff) text += "\ufffd";
    else if (!isControl(code) && !isNoncharacter(code)) text += character;
  }
  return text;
}

/** C0 and C1 but tab and newline. */
export function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f);
}

function isNoncharacter(code: number): boolean {
  return (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}

/** Code points that no header may hold: they end a line, reorder text, hide it, or are not text. */
export function isForbiddenInHeader(code: number): boolean {
  if (isControl(code) || isNoncharacter(code) || (code >= 0xd800 && code <= 0xdfff)) return true;
  return HIDDEN.some(([from, to]) => code >= from && code <= to);
}

/** Default ignorable code points, separators of lines and annotation marks; not joiners, variation selectors, tags. */
const HIDDEN: readonly (readonly [from: number, to: number])[] = [
  [0x09, 0x0d],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe001f],
];
