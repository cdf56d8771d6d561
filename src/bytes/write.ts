import { MAX_REMEMBERED } from "../runtime/blocks.js";
import { REPORTED } from "../runtime/call.js";
import type { Gap } from "../runtime/layout-writer.js";
import { isEmpty, isTruthy } from "../runtime/value.js";
import { type Frame, itemFrame, lookUp, partialFrame, scopeOf, subjectAt, valueFrame } from "./frame.js";
import { type Path, THIS } from "./operation.js";
import { type Packed, type PackedOperation, WIDTH } from "./pack.js";
import { writeGap, writeLong, writeShort, writeWords } from "./write-static.js";
import { writeKnown, writeLine, writeStep, writeTarget, writeUrl, writeValue, writeWord } from "./write-value.js";
import { NOT_IN_BYTES, toStrings, type Writing, widen } from "./writing.js";

/** Runs operations in a scope. What it does for nearly every message is written out, as calls take longer. */
export function write(packed: Packed, frame: Frame, writing: Writing): void {
  const { numbers, statics } = packed;
  const { memory } = frame;
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const gap = numbers[at + 1] as Gap; // which is what was packed
    const place = numbers[at + 2] ?? 0;
    const count = numbers[at + 3] ?? 0;
    switch (numbers[at]) {
      case 0 /* short text */:
        writeShort(statics, place, count, writing);
        break;
      case 1 /* long text */:
        writeLong(statics, place, count, writing);
        break;
      case 2 /* value */:
        {
          const known = memory[place + 1];
          if (typeof known === "string") writeKnown(known, place, frame, writing);
          else writeValue(packed, at, frame, writing);
          break;
        }
      case 3 /* if */:
        widen(gap, writing);
        if (!isTruthyAt(place, packed.paths[at >> 2] ?? THIS, frame)) at += WIDTH * count;
        break;
      case 4 /* short words */:
        writeWords(gap, place, count, statics, writing);
        break;
      case 5 /* long words */:
        writeGap(gap > writing.gap ? gap : writing.gap, writing);
        writeLong(statics, place, count, writing);
        break;
      case 6 /* word */:
        {
          const known = memory[place + 1];
          if (typeof known === "string") {
            writeGap(gap > writing.gap ? gap : writing.gap, writing);
            writeKnown(known, place, frame, writing);
          } else writeWord(packed, at, frame, writing);
          break;
        }
      case 7 /* gap */:
        widen(gap, writing);
        break;
      case 8 /* jump */:
        at += WIDTH * count;
        break;
      default: {
        const operation = packed.operations[at >> 2];
        if (operation !== undefined && !writeOther(operation, frame, writing)) at += WIDTH * count;
      }
    }
  }
}

/** As `isTruthy`, with a way past the rest for texts. */
function isTruthyAt(slot: number, path: Path, frame: Frame): boolean {
  const known = frame.memory[slot];
  return typeof known === "string" ? known !== "" : isTruthy(subjectAt(path, frame));
}

/** Does what is less frequent. @returns Whether to go on with the next operation. */
function writeOther(operation: PackedOperation, frame: Frame, writing: Writing): boolean {
  switch (operation.kind) {
    case "each":
      writeEach(operation, frame, writing);
      break;
    case "with":
      writeWith(operation, frame, writing);
      break;
    case "section":
      writeSection(operation, frame, writing);
      break;
    case "partial":
      writePartial(operation, frame, writing);
      break;
    case "choose":
      writeChoice(operation, frame, writing);
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
      return isTrue(operation, frame, writing);
    default:
      writeStep(operation, frame, writing);
  }
  return true;
}

function isTrue({ subject }: PackedOperation, frame: Frame, writing: Writing): boolean {
  const run = toStrings(writing);
  const value = subject?.read(scopeOf(frame, writing), run);
  if (typeof value === "function" || value === REPORTED) throw NOT_IN_BYTES;
  return isTruthy(value);
}

function writeEach(operation: PackedOperation, frame: Frame, writing: Writing): void {
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

function writeWith(operation: PackedOperation, frame: Frame, writing: Writing): void {
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

function writeSection(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const { gap, path, section, body, otherwise } = operation;
  const value = subjectAt(path, frame);
  if (Array.isArray(value)) return writeEach(operation, frame, writing);
  widen(gap, writing);
  if (value === undefined || value === null || value === false) {
    if (otherwise !== undefined) write(otherwise, frame, writing);
  } else if (section !== undefined) {
    const { memory } = frame;
    const [loop, inner] = value === true ? [section.same, frame.value] : [section.about, value];
    memory[loop.slot] ??= valueFrame(inner, loop, frame);
    write(body, memory[loop.slot] as Frame, writing); // nothing else is in this slot
  }
}

function writePartial(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const { gap, path, loop, body } = operation;
  const { memory } = frame;
  memory[loop.slot] ??= partialFrame(path, loop, frame);
  const inner = memory[loop.slot] as Frame | undefined; // nothing else is in this slot
  if (inner === undefined) return writeStep(operation, frame, writing);
  widen(gap, writing);
  write(body, inner, writing);
}

/** Strings say what is wrong with values for which there is no layout. */
function writeChoice(operation: PackedOperation, frame: Frame, writing: Writing): void {
  const { gap, path, labels, branches } = operation;
  const value = lookUp(path, frame);
  let index = -1;
  if (typeof labels === "object") index = typeof value === "string" ? labels.indexOf(value) : -1;
  else if (Array.isArray(value)) index = value.length;
  const branch = branches[index];
  if (branch === undefined) return writeStep(operation, frame, writing);
  widen(gap, writing);
  write(branch, frame, writing);
}
