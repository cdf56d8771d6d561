import { MAX_REMEMBERED } from "../runtime/blocks.js";
import { REPORTED } from "../runtime/call.js";
import { shownOf, targetBehind } from "../runtime/layout-link.js";
import { type Gap, toFlowing } from "../runtime/layout-writer.js";
import { isPlainUrl } from "../runtime/plain-url.js";
import { isEmpty, isTruthy } from "../runtime/value.js";
import { type Frame, itemFrame, lookUp, scopeOf, subjectAt, valueFrame } from "./frame.js";
import type { Operation, Path } from "./operation.js";
import { writeAgain, writeGap, writePiece } from "./piece.js";
import { writeHarmless } from "./write-harmless.js";
import { writeHtml } from "./write-html.js";
import { NOT_IN_BYTES, toStrings, type Writing, writeAscii, writePrinted, writeText } from "./writing.js";

/** Runs operations in a scope. */
export function write(operations: readonly Operation[], frame: Frame, writing: Writing): void {
  for (let at = 0; at < operations.length; at++) {
    const operation = operations[at];
    if (operation === undefined) return;
    switch (operation.kind) {
      case "piece":
        writePiece(operation.piece, writing);
        break;
      case "value":
        writeValue(operation, frame, writing);
        break;
      case "if":
        widen(operation.gap, writing);
        if (!isTruthy(subjectAt(operation.path, frame))) at += operation.skip;
        break;
      case "words":
        writeWords(operation, writing);
        break;
      case "word":
        writeWord(operation, frame, writing);
        break;
      case "gap":
        widen(operation.gap, writing);
        break;
      case "jump":
        at += operation.skip;
        break;
      case "each":
        writeEach(operation, frame, writing);
        break;
      case "with":
        writeWith(operation, frame, writing);
        break;
      case "line":
        writeLine(operation, frame, writing);
        break;
      case "url":
        writeUrl(operation, frame, writing);
        break;
      case "target":
        writeTarget(operation, frame, writing);
        break;
      case "break":
        widen(operation.gap, writing);
        widen(writing.gap < 4 /* break */ ? 4 /* break */ : 5 /* blank line */, writing);
        break;
      case "if-call":
        widen(operation.gap, writing);
        if (!isTrue(operation, frame, writing)) at += operation.skip;
        break;
      case "step":
        writeStep(operation, frame, writing);
        break;
    }
  }
}

function widen(gap: Gap, writing: Writing): void {
  if (gap > writing.gap) writing.gap = gap;
}

/** Does with strings what an operation is for. */
function writeStep({ gap, step }: Operation, frame: Frame, writing: Writing): void {
  widen(gap, writing);
  const run = toStrings(writing);
  writePrinted(step(scopeOf(frame, writing), run), run, writing);
}

function isTrue({ subject }: Operation, frame: Frame, writing: Writing): boolean {
  const run = toStrings(writing);
  const value = subject?.read(scopeOf(frame, writing), run);
  if (typeof value === "function" || value === REPORTED) throw NOT_IN_BYTES;
  return isTruthy(value);
}

function writeValue(operation: Operation, frame: Frame, writing: Writing): void {
  const { path, isHtml } = operation;
  if (writePlain(path, frame, writing)) return;
  const text = isHtml ? textAt(path, frame) : undefined;
  if (text === undefined || !writeHtml(text, writing)) writeEscaped(operation, frame, writing);
}

function writeEscaped(operation: Operation, frame: Frame, writing: Writing): void {
  const safe = safeTextAt(operation, frame, writing);
  if (safe === undefined) writeStep(operation, frame, writing);
  else writeText(safe, writing);
}

/** A text that is made safe for its place; undefined for what is none, or has to be refused. */
function safeTextAt({ path, escapeText }: Operation, frame: Frame, { limits }: Writing): string | undefined {
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
  const { memory } = frame;
  if (typeof memory[path.slot + 1] === "string") {
    writeKnown(path, frame, writing);
    return true;
  }
  const text = textAt(path, frame);
  const { at } = writing;
  if (text === undefined || !writeHarmless(text, writing)) return false;
  memory[path.slot + 1] = text;
  memory[path.slot + 2] = at;
  return true;
}

/** Writes a text of ASCII that is remembered. */
function writeKnown({ slot }: Path, { memory }: Frame, writing: Writing): void {
  const text = memory[slot + 1];
  const from = memory[slot + 2];
  if (typeof text !== "string") return;
  if (typeof from === "number") return writeAgain(from, text.length, writing);
  memory[slot + 2] = writing.at;
  writeAscii(text, writing);
}

function writeWords({ gap, separated }: Operation, writing: Writing): void {
  const piece = separated[gap > writing.gap ? gap : writing.gap];
  if (piece !== undefined) writePiece(piece, writing);
  writing.gap = 0 /* nothing */;
}

function writeWord(operation: Operation, frame: Frame, writing: Writing): void {
  const { gap, path } = operation;
  if (typeof frame.memory[path.slot + 1] !== "string") return writeFlowing(operation, frame, writing);
  writeGap(gap > writing.gap ? gap : writing.gap, writing);
  writeKnown(path, frame, writing);
}

/** Writes the words of any text; white space around them separates. */
function writeFlowing(operation: Operation, frame: Frame, writing: Writing): void {
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
function writeLine(operation: Operation, frame: Frame, writing: Writing): void {
  const { memory } = frame;
  const { slot } = operation.path;
  const from = memory[slot + 1];
  const length = memory[slot + 2];
  if (typeof from === "number" && typeof length === "number") return writeAgain(from, length, writing);
  const { at } = writing;
  for (const part of operation.body) {
    if (part.kind === "piece") writePiece(part.piece, writing);
    else if (!writePlain(part.path, frame, writing)) {
      // The step begins the line in the same way: harmless texts before this one are still where they are remembered.
      writing.at = at;
      return writeStep(operation, frame, writing);
    }
  }
  memory[slot + 1] = at;
  memory[slot + 2] = writing.at - at;
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

function writeUrl(operation: Operation, frame: Frame, writing: Writing): void {
  if (isPlainUrlAt(operation.path, frame)) writeKnown(operation.path, frame, writing);
  else writeEscaped(operation, frame, writing);
}

function writeTarget(operation: Operation, frame: Frame, writing: Writing): void {
  const { path, label, step } = operation;
  if (!isPlainUrlAt(path, frame)) {
    const run = toStrings(writing);
    return writePrinted(targetBehind(label, shownOf(step(scopeOf(frame, writing), run))), run, writing);
  }
  if (frame.memory[path.slot + 1] === label) return;
  writeAscii(" <", writing);
  writeKnown(path, frame, writing);
  writeAscii(">", writing);
}

function writeEach(operation: Operation, frame: Frame, writing: Writing): void {
  const { gap, path, loop, body, otherwise } = operation;
  widen(gap, writing);
  const list = subjectAt(path, frame);
  if (!Array.isArray(list)) return writeStep(operation, frame, writing);
  const { length } = list;
  if (length === 0 && otherwise !== undefined) return write(otherwise, frame, writing);
  const { memory } = frame;
  const known = memory[loop.slot] as readonly (Frame | undefined)[] | undefined; // nothing else is in this slot
  const made: (Frame | undefined)[] | undefined =
    known === undefined && writing.iterations + length <= MAX_REMEMBERED ? [] : undefined;
  for (let index = 0; index < length; index++) {
    writing.iterations++;
    if (!(writing.iterations <= writing.limits.iterations)) throw NOT_IN_BYTES;
    const item = known === undefined ? itemFrame(list, index, loop, frame) : known[index];
    made?.push(item);
    if (item !== undefined) write(body, item, writing);
  }
  if (made !== undefined) memory[loop.slot] = made;
}

function writeWith(operation: Operation, frame: Frame, writing: Writing): void {
  const { gap, path, loop, body, otherwise } = operation;
  widen(gap, writing);
  const value = subjectAt(path, frame);
  if (!isEmpty(value)) {
    const { memory } = frame;
    memory[loop.slot] ??= valueFrame(value, loop, frame);
    return write(body, memory[loop.slot] as Frame, writing); // nothing else is in this slot
  }
  if (otherwise !== undefined) write(otherwise, frame, writing);
  else if (value === undefined || value === null) writeStep(operation, frame, writing);
}
