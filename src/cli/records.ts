import { CR, findQuotedEnd, LF, QUOTE } from "./quoted-record.js";

/** One record of a file, or why it cannot be read; never quoting it. */
export type FileRecord = RecordPlace & ({ readonly text: string } | { readonly problem: string });

interface RecordPlace {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Where the file goes on after it. */
  readonly next: FilePosition;
}

/** How records are written. */
export interface RecordForm {
  /** Of a table, in which a quoted cell may hold line ends; undefined: each line is a record. */
  readonly delimiter: string | undefined;
  /** CR only where nothing else ends lines. LF takes a CR before it along. */
  readonly lineEnd: "\n" | "\r";
}

/** A place between two records. */
export interface FilePosition {
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
}

export const FILE_START: FilePosition = { line: 1, offset: 0 };

/** A record of more bytes is not read, and no further is the end of a quote looked for. */
export const MAX_RECORD = 1024 * 1024;

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Cuts a file into records, as many at a time as a piece of it completes. Empty lines are none.
 *
 * A record that cannot be read costs only its first line: a quote that is never closed could otherwise swallow all that
 * follows.
 */
export async function* splitRecords(
  pieces: AsyncIterable<Buffer>,
  form: RecordForm,
  start: FilePosition = FILE_START,
): AsyncGenerator<readonly FileRecord[], void, undefined> {
  const splitter = createSplitter(form, start);
  for await (const piece of pieces) yield splitter.take(piece);
  yield splitter.finish();
}

function createSplitter(form: RecordForm, start: FilePosition) {
  let { line, offset } = start;
  let rest = NOTHING;
  /** Where the line began that turned out to be too long, until its end is found. */
  let longLine: number | undefined;

  function split(isLast: boolean): readonly FileRecord[] {
    const records: FileRecord[] = [];
    let at = 0;
    for (;;) {
      const found = findRecord(rest, at, { form: longLine === undefined ? form : LINES_OF[form.lineEnd], isLast });
      if (found === undefined) break;
      const { next, lines, content } = found;
      const first = longLine ?? line;
      const behind = { line: line + lines, offset: offset + next - at };
      if (content === "cut") longLine = first;
      else if (longLine !== undefined) records.push({ line: first, next: behind, problem: TOO_LONG });
      else if (typeof content === "string") records.push({ line, next: behind, problem: content });
      else if (content.start < content.end) records.push({ line, next: behind, ...readText(rest, content) });
      if (content !== "cut") longLine = undefined;
      ({ line, offset } = behind);
      at = next;
    }
    rest = rest.subarray(at);
    return records;
  }

  return {
    take(piece: Buffer): readonly FileRecord[] {
      rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      return split(false);
    },
    finish(): readonly FileRecord[] {
      const records = split(true);
      return longLine === undefined
        ? records
        : [...records, { line: longLine, next: { line: line + 1, offset }, problem: TOO_LONG }];
    },
  };
}

/** The rest of a line that is too long is a line, whatever it holds. */
const LINES_OF: Readonly<Record<RecordForm["lineEnd"], RecordForm>> = {
  "\n": { delimiter: undefined, lineEnd: "\n" },
  "\r": { delimiter: undefined, lineEnd: "\r" },
};

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Found {
  /** Where the next record begins. */
  readonly next: number;
  readonly lines: number;
  /** Where the text lies, or why it is none; `cut` for the beginning of a line that is too long. */
  readonly content: Stretch | string;
}

const TOO_LONG = `longer than ${MAX_RECORD} bytes`;

/** @returns Undefined when more of the file is needed. */
function findRecord(
  bytes: Buffer,
  start: number,
  { form, isLast }: { readonly form: RecordForm; readonly isLast: boolean },
): Found | undefined {
  if (start >= bytes.length) return undefined;
  const lineEnd = form.lineEnd === "\n" ? LF : CR;
  const found = bytes.indexOf(lineEnd, start);
  if (found === -1 && bytes.length - start > MAX_RECORD) return { next: bytes.length, lines: 0, content: "cut" };
  if (found === -1 && !isLast) return undefined;
  const end = found === -1 ? bytes.length : found;
  const line: Found = { next: Math.min(end + 1, bytes.length), lines: 1, content: lineOf(bytes, { start, end }) };
  if (end - start > MAX_RECORD) return { ...line, content: TOO_LONG };
  if (form.delimiter === undefined || !bytes.subarray(start, end).includes(QUOTE)) return line;
  const quoted = findQuotedEnd(bytes, start, {
    delimiter: form.delimiter.charCodeAt(0),
    lineEnd,
    isLast,
    limit: MAX_RECORD,
  });
  if (quoted === undefined) return undefined;
  if (typeof quoted === "string") return { ...line, content: quoted };
  return {
    next: Math.min(quoted.end + 1, bytes.length),
    lines: 1 + quoted.lineEnds,
    content: lineOf(bytes, { start, end: quoted.end }),
  };
}

/** Without the CR of a CR LF. */
function lineOf(bytes: Buffer, { start, end }: Stretch): Stretch {
  return { start, end: end > start && bytes[end - 1] === CR ? end - 1 : end };
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readText(bytes: Buffer, { start, end }: Stretch): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: decoder.decode(bytes.subarray(start, end)) };
  } catch {
    return { problem: "not valid UTF-8" };
  }
}
