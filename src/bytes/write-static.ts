import { type Gap, SEPARATORS } from "../runtime/layout-writer.js";
import { placeBehind, SHORT, SPARE, type Statics } from "./statics.js";
import { NOT_IN_BYTES, type Writing } from "./writing.js";

/** May write up to seven bytes behind the text, where the next one goes. UTF-8 has no NaN, which may change when it is copied. */
export function writeShort({ short }: Statics, from: number, length: number, writing: Writing): void {
  const { memory, view, at } = writing;
  if (at + length + SPARE > memory.length) throw NOT_IN_BYTES;
  for (let done = 0; done < length; done += 8) view.setFloat64(at + done, short.getFloat64(from + done, true), true);
  writing.at = at + length;
}

export function writeLong({ long }: Statics, index: number, length: number, writing: Writing): void {
  const { memory, at } = writing;
  const bytes = long[index];
  if (bytes === undefined || at + length > memory.length) throw NOT_IN_BYTES;
  memory.set(bytes, at);
  writing.at = at + length;
}

/** Writes short words behind what separates them from those before. */
export function writeWords(gap: Gap, at: number, length: number, statics: Statics, writing: Writing): void {
  const separator = gap > writing.gap ? gap : writing.gap;
  writeShort(statics, placeBehind(separator, at, length), (SEPARATOR_LENGTHS[separator] ?? 0) + length, writing);
  writing.gap = 0 /* nothing */;
}

/** The separators as four bytes each, in the order in which they are written. */
const SEPARATOR_BYTES = Int32Array.from(SEPARATORS, (separator) =>
  new DataView(new TextEncoder().encode(separator.padEnd(4, "\0")).buffer).getInt32(0, true),
);
const SEPARATOR_LENGTHS = Int32Array.from(SEPARATORS, ({ length }) => length);

/** Writes what waits for a word. May write up to four bytes behind it. */
export function writeGap(gap: Gap, writing: Writing): void {
  const { memory, view, at } = writing;
  if (at + SPARE > memory.length) throw NOT_IN_BYTES;
  view.setInt32(at, SEPARATOR_BYTES[gap] ?? 0, true);
  writing.at = at + (SEPARATOR_LENGTHS[gap] ?? 0);
  writing.gap = 0 /* nothing */;
}

/** Writes text again that was written before. May write up to three bytes behind it. */
export function writeAgain(from: number, length: number, writing: Writing): void {
  const { memory, view, at } = writing;
  if (length > SHORT || at + length + SPARE > memory.length) copyExactly(from, length, writing);
  else {
    let done = 0;
    for (; done + 8 <= length; done += 8) view.setFloat64(at + done, view.getFloat64(from + done, true), true);
    // What is behind the text may be anything, and numbers that are no integers may change then.
    for (; done < length; done += 4) view.setInt32(at + done, view.getInt32(from + done, true), true);
  }
  writing.at = at + length;
}

function copyExactly(from: number, length: number, { memory, at }: Writing): void {
  if (at + length > memory.length) throw NOT_IN_BYTES;
  memory.copyWithin(at, from, from + length);
}
