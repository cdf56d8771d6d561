import { type Gap, SEPARATORS } from "../runtime/layout-writer.js";
import { NOT_IN_BYTES, type Writing } from "./writing.js";

/** Static text in UTF-8. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Of bytes; here as well, as asking typed arrays for it takes longer. */
  readonly length: number;
  /** The same, eight bytes to a number, with zeros at the end. UTF-8 has no NaN, which may change when it is copied. */
  readonly eights: Float64Array;
}

export function pieceOf(text: string): Piece {
  const bytes = new TextEncoder().encode(text);
  const { length } = bytes;
  const eights = new Float64Array(Math.ceil(length / 8));
  const padded = new Uint8Array(eights.byteLength);
  padded.set(bytes);
  // In the order in which they are written, whatever the machine's own is.
  const view = new DataView(padded.buffer);
  for (let index = 0; index < eights.length; index++) eights[index] = view.getFloat64(8 * index, true);
  return { bytes, length, eights };
}

/** Copying so many bytes by eights takes as long as a call that copies all of them. */
const MANY = 64;

/** May write up to seven zeros behind the piece, where the next one goes. */
export function writePiece({ bytes, length, eights }: Piece, writing: Writing): void {
  const { memory, view, at } = writing;
  if (length > MANY || at + length + 8 > memory.length) writeExactly(bytes, writing);
  else for (let done = 0; done < length; done += 8) view.setFloat64(at + done, eights[done >> 3] ?? 0, true);
  writing.at = at + length;
}

function writeExactly(bytes: Uint8Array, { memory, at }: Writing): void {
  if (at + bytes.length > memory.length) throw NOT_IN_BYTES;
  memory.set(bytes, at);
}

const SEPARATOR_PIECES = SEPARATORS.map(pieceOf);

/** Writes what waits for a word. */
export function writeGap(gap: Gap, writing: Writing): void {
  const piece = SEPARATOR_PIECES[gap];
  if (piece !== undefined) writePiece(piece, writing);
  writing.gap = 0 /* nothing */;
}

/** Writes text again that was written before. May write up to three bytes behind it. */
export function writeAgain(from: number, length: number, writing: Writing): void {
  const { memory, view, at } = writing;
  if (length > MANY || at + length + 8 > memory.length) copyExactly(from, length, writing);
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
