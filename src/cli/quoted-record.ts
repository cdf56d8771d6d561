/** Bytes that in UTF-8 are never part of another character. */
export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;

interface QuotedForm {
  readonly delimiter: number;
  readonly lineEnd: number;
  /** No more bytes follow. */
  readonly isLast: boolean;
  /** No further from the start of the record is a closing quote looked for, in bytes. */
  readonly limit: number;
}

/** Where a record ends, at its line end or with the bytes, and how many lines end within it. */
interface QuotedEnd {
  readonly end: number;
  readonly lineEnds: number;
}

/**
 * Finds the end of a record that has quotes: in a cell that begins with one, line ends and delimiters are text, and a quote
 * is written twice.
 *
 * @returns The end, or what is wrong with its quotes; undefined when more bytes are needed to know.
 */
export function findQuotedEnd(bytes: Buffer, start: number, form: QuotedForm): QuotedEnd | string | undefined {
  let at = start;
  let lineEnds = 0;
  for (;;) {
    const isQuoted = bytes[at] === QUOTE;
    const end = isQuoted ? findClosingQuote(bytes, at + 1, { start, form }) : findCellEnd(bytes, at, form);
    if (typeof end !== "number") return end;
    if (!isQuoted && bytes[end] === QUOTE) return QUOTE_IN_CELL;
    if (isQuoted) lineEnds += countBytes(bytes.subarray(at, end), form.lineEnd);
    at = isQuoted ? end + 1 : end;
    // The CR of a CR LF; in a cell without quotes it was passed.
    const behind = form.lineEnd === LF && bytes[at] === CR ? at + 1 : at;
    if (behind >= bytes.length) return form.isLast ? { end: bytes.length, lineEnds } : undefined;
    if (bytes[behind] === form.lineEnd) return { end: behind, lineEnds };
    if (bytes[at] !== form.delimiter) return TEXT_AFTER_QUOTE;
    at++;
  }
}

const NEVER_CLOSED = "not valid CSV: a quote is never closed";
const TEXT_AFTER_QUOTE = "not valid CSV: there is something between a closing quote and the next cell";
const QUOTE_IN_CELL = "not valid CSV: a quote in a cell that does not begin with one";

/** @param from Behind the opening quote. */
function findClosingQuote(
  bytes: Buffer,
  from: number,
  { start, form }: { readonly start: number; readonly form: QuotedForm },
): number | string | undefined {
  let at = from;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    const isTooFar = (quote === -1 ? bytes.length : quote) - start > form.limit;
    if (isTooFar || (quote === -1 && form.isLast)) return NEVER_CLOSED;
    if (quote === -1 || (quote + 1 === bytes.length && !form.isLast)) return undefined;
    if (bytes[quote + 1] !== QUOTE) return quote;
    at = quote + 2;
  }
}

/** The delimiter, line end or quote that ends a cell without quotes, or the end of the bytes. */
function findCellEnd(bytes: Buffer, from: number, { delimiter, lineEnd }: QuotedForm): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== lineEnd && bytes[at] !== QUOTE) at++;
  return at;
}

function countBytes(bytes: Buffer, wanted: number): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) count++;
  return count;
}
