import { shownOf, targetBehind } from "../runtime/layout-link.js";
import { toFlowing } from "../runtime/layout-writer.js";
import { isPlainUrl } from "../runtime/plain-url.js";
import { type Frame, lookUp, scopeOf } from "./frame.js";
import { type Path, THIS } from "./operation.js";
import { type Packed, type PackedOperation, WIDTH } from "./pack.js";
import { writeHarmless } from "./write-harmless.js";
import { writeHtml } from "./write-html.js";
import { writeAgain, writeGap, writeLong, writeShort } from "./write-static.js";
import { toStrings, type Writing, widen, writeAscii, writePrinted, writeText } from "./writing.js";

/** Does with strings what an operation is for. */
export function writeStep({ gap, step }: PackedOperation, frame: Frame, writing: Writing): void {
  widen(gap, writing);
  const run = toStrings(writing);
  writePrinted(step(scopeOf(frame, writing), run), run, writing);
}

/** Writes a text of ASCII that is remembered. */
export function writeKnown(text: string, slot: number, { memory }: Frame, writing: Writing): void {
  const from = memory[slot + 2];
  if (typeof from === "number") return writeAgain(from, text.length, writing);
  memory[slot + 2] = writing.at;
  writeAscii(text, writing);
}

export function writeValue({ paths, operations }: Packed, at: number, frame: Frame, writing: Writing): void {
  const path = paths[at >> 2];
  if (path === undefined || writePlain(path, frame, writing)) return;
  const operation = operations[at >> 2];
  if (operation === undefined) return;
  const text = operation.isHtml ? textAt(path, frame) : undefined;
  if (text === undefined || !writeHtml(text, writing)) writeEscaped(operation, frame, writing);
}

function writeEscaped(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const safe = safeTextAt(operation, frame, writing);
  if (safe === undefined) writeStep(operation, frame, writing);
  else writeText(safe, writing);
}

/** A text that is made safe for its place; undefined for what is none, or has to be refused. */
function safeTextAt({ path, escapeText }: PackedOperation, frame: Frame, { limits }: Writing): string | undefined {
  const text = textAt(path, frame);
  if (text === undefined || !(text.length <= limits.outputLength)) return undefined;
  const safe = escapeText(text);
  return typeof safe === "string" ? safe : undefined;
}

/** The text of a value; undefined for what is none. */
function textAt(path: Path, frame: Frame): string | undefined {
  const value = lookUp(path, frame);
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

/** Writes a harmless text, and says whether it is one. */
function writePlain(path: Path, frame: Frame, writing: Writing): boolean {
  const text = textAt(path, frame);
  const { at } = writing;
  if (text === undefined || !writeHarmless(text, writing)) return false;
  const { memory } = frame;
  memory[path.slot + 1] = text;
  memory[path.slot + 2] = at;
  return true;
}

/** Writes the words of any text; white space around them separates. */
export function writeWord({ operations }: Packed, at: number, frame: Frame, writing: Writing): void {
  const operation = operations[at >> 2];
  if (operation === undefined) return;
  const safe = safeTextAt(operation, frame, writing);
  if (safe === undefined) return writeStep(operation, frame, writing);
  const { before, words, after } = toFlowing(safe);
  widen(operation.gap, writing);
  if (before) widen(1 /* space */, writing);
  if (words === "") return;
  writeGap(writing.gap, writing);
  writeText(words, writing);
  if (after) writing.gap = 1 /* space */;
}

/** Writes a line of a header, which is copied where it comes again. */
export function writeLine(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const { memory } = frame;
  const { slot } = operation.path;
  const from = memory[slot + 1];
  const length = memory[slot + 2];
  if (typeof from === "number" && typeof length === "number") return writeAgain(from, length, writing);
  const { at } = writing;
  if (!writePlainLine(operation.body, frame, writing)) {
    // The step begins the line in the same way: harmless texts before this one are still where they are remembered.
    writing.at = at;
    return writeStep(operation, frame, writing);
  }
  memory[slot + 1] = at;
  memory[slot + 2] = writing.at - at;
}

/** Writes a line if all its values are harmless, and says whether they are. */
function writePlainLine({ numbers, statics, paths }: Packed, frame: Frame, writing: Writing): boolean {
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const place = numbers[at + 2] ?? 0;
    const length = numbers[at + 3] ?? 0;
    if (numbers[at] === 0 /* short text */) writeShort(statics, place, length, writing);
    else if (numbers[at] === 1 /* long text */) writeLong(statics, place, length, writing);
    else if (!writePlainAgain(paths[at >> 2] ?? THIS, frame, writing)) return false;
  }
  return true;
}

/** Writes a text that is harmless, or is known to be, and says whether it is one. */
function writePlainAgain(path: Path, frame: Frame, writing: Writing): boolean {
  const known = frame.memory[path.slot + 1];
  if (typeof known !== "string") return writePlain(path, frame, writing);
  writeKnown(known, path.slot, frame, writing);
  return true;
}

/** Remembers a URL if it is plain, and says whether it is. */
function isPlainUrlAt(path: Path, frame: Frame): boolean {
  const { memory } = frame;
  if (typeof memory[path.slot + 1] === "string") return true;
  const value = lookUp(path, frame);
  if (typeof value !== "string" || !isPlainUrl(value)) return false;
  memory[path.slot + 1] = value;
  return true;
}

export function writeUrl(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const { path } = operation;
  const known = isPlainUrlAt(path, frame) ? frame.memory[path.slot + 1] : undefined;
  if (typeof known === "string") writeKnown(known, path.slot, frame, writing);
  else writeEscaped(operation, frame, writing);
}

export function writeTarget(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const { path, label, step } = operation;
  if (!isPlainUrlAt(path, frame)) {
    const run = toStrings(writing);
    return writePrinted(targetBehind(label, shownOf(step(scopeOf(frame, writing), run))), run, writing);
  }
  const url = frame.memory[path.slot + 1];
  if (typeof url !== "string" || url === label) return;
  writeAscii(" <", writing);
  writeKnown(url, path.slot, frame, writing);
  writeAscii(">", writing);
}
