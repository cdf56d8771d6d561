import type { Gap, LayoutRun } from "../runtime/layout-writer.js";
import { DEFAULT_LIMITS, type RenderLimits } from "../runtime/rendering.js";

/** State of a message while it is written. */
export interface Writing {
  readonly memory: Uint8Array;
  /** The same memory, for several bytes at a time. */
  readonly view: DataView;
  /** Where the next byte goes. */
  at: number;
  /** What separates from the next word of a text part. */
  gap: Gap;
  /** Loop turns so far. */
  iterations: number;
  readonly limits: RenderLimits;
  /** The rendering with strings of the same message; most messages need none. */
  run: LayoutRun | undefined;
  readonly start: () => LayoutRun;
}

/** Thrown where bytes cannot be written. Whoever catches it renders with strings, which can do all and says what is wrong. */
export const NOT_IN_BYTES = new Error("is rendered with strings");

/** Where a message is written. */
export interface Target extends Pick<Writing, "memory" | "view"> {
  /** As the caller gave it. */
  readonly given: Uint8Array;
}

/** The same memory in plain arrays: engines write faster where they never see a `Buffer` of Node. */
export function targetIn(given: Uint8Array): Target {
  const { buffer, byteOffset, byteLength } = given;
  return {
    given,
    memory: new Uint8Array(buffer, byteOffset, byteLength),
    view: new DataView(buffer, byteOffset, byteLength),
  };
}

/** @param start Starts the rendering with strings. */
export function startWriting({ memory, view }: Target, start: () => LayoutRun, hasOptions: boolean): Writing {
  const run = hasOptions ? start() : undefined;
  const limits = run?.rendering.limits ?? DEFAULT_LIMITS;
  return { memory, view, at: 0, gap: 6 /* start */, iterations: 0, limits, run, start };
}

/** Sees to it that at least so much separates from the next word. */
export function widen(gap: Gap, writing: Writing): void {
  if (gap > writing.gap) writing.gap = gap;
}

/** Goes on with strings, where the bytes are. */
export function toStrings(writing: Writing): LayoutRun {
  writing.run ??= writing.start();
  const { run } = writing;
  run.gap = writing.gap;
  run.rendering.iterations = writing.iterations;
  return run;
}

/** Writes text, after what the steps before it did. */
export function writePrinted(text: string, run: LayoutRun, writing: Writing): void {
  writing.gap = run.gap;
  writing.iterations = run.rendering.iterations;
  writeText(text, writing);
}

/** Writes a text of ASCII. */
export function writeAscii(text: string, writing: Writing): void {
  const { memory, at } = writing;
  const { length } = text;
  if (at + length > memory.length) throw NOT_IN_BYTES;
  for (let index = 0; index < length; index++) memory[at + index] = text.charCodeAt(index);
  writing.at = at + length;
}

/** Writes any text in UTF-8; lone surrogates become U+FFFD. */
export function writeText(text: string, writing: Writing): void {
  const { memory } = writing;
  const { length } = text;
  let { at } = writing;
  // A UTF-16 unit takes three bytes at most.
  const isRoomy = at + 3 * length <= memory.length;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (!isRoomy || (code >= 0xd800 && code < 0xe000)) return writeRest(text.slice(index), at, writing);
    if (code < 0x80) memory[at++] = code;
    else at = writeLetter(code, at, memory);
  }
  writing.at = at;
}

/** Writes a character beyond ASCII that is one UTF-16 unit. @returns Where the next byte goes. */
export function writeLetter(code: number, at: number, memory: Uint8Array): number {
  let end = at;
  if (code < 0x800) memory[end++] = 0xc0 | (code >> 6);
  else {
    memory[end++] = 0xe0 | (code >> 12);
    memory[end++] = 0x80 | ((code >> 6) & 0x3f);
  }
  memory[end++] = 0x80 | (code & 0x3f);
  return end;
}

const encoder = new TextEncoder();

function writeRest(rest: string, at: number, writing: Writing): void {
  const { read, written } = encoder.encodeInto(rest, writing.memory.subarray(at));
  if (read < rest.length) throw NOT_IN_BYTES;
  writing.at = at + written;
}
