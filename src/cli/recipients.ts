import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Contract } from "../analyze/contract.js";
import { unreadable } from "./files.js";
import { fault } from "./findings.js";
import type { Io } from "./io.js";
import { findJsonError } from "./json-scan.js";
import { typeName } from "./json-source.js";
import { UsageError } from "./options.js";
import {
  invalidRow,
  type ReadBytes,
  type Row,
  type RowContent,
  type RowPlace,
  type RowReader,
  type Values,
} from "./recipient-row.js";
import { openTable } from "./recipient-table.js";
import { FILE_START, splitRecords } from "./records.js";
import type { CommandName } from "./usage.js";

/** A file of recipients, of which never more than a piece is in memory. */
export interface Recipients {
  /** As the user typed it. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modified: number;
  /** All rows, some at a time; or those behind the last row of an earlier reading. */
  rows(after?: Pick<RowPlace, "row" | "next">): AsyncIterable<readonly Row[]>;
}

/**
 * Opens a file of recipients: CSV with a line of names, of which `event.date` is the `date` of `event`; or NDJSON, an object
 * a line. A row that cannot be read is a row with a problem; the others are read all the same.
 *
 * @param contract Tells which cells are numbers and flags; all others are texts.
 * @throws Fault `invalid-data` for the line of names, `unreadable-file`; UsageError.
 */
export async function openRecipients(
  io: Io,
  path: string,
  { contract, command }: { readonly contract: Contract; readonly command: CommandName },
): Promise<Recipients> {
  const isTable = /\.(?:csv|tsv)$/i.test(path);
  if (!isTable && !/\.(?:ndjson|jsonl)$/i.test(path)) {
    throw new UsageError("the file of --recipients ends in .csv, .tsv, .ndjson or .jsonl", command);
  }
  const place = resolve(io.cwd, path);
  const { size, mtimeMs } = await stat(place).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const bytes: ReadBytes = (offset) => readBytes(place, { path, offset });
  const reader = isTable ? await openTable(bytes, path, contract) : objectReader(bytes);
  return {
    path,
    size,
    modified: mtimeMs,
    rows: (after = { row: 0, next: reader.start }) => numberRows(reader.read(after.next), after.row),
  };
}

/** There must be at least one row. */
export function noRecipients(path: string) {
  return fault({ code: "invalid-data", message: "there are no recipients", place: { file: path } });
}

/**
 * Bytes whose rows are made at a time, of those that are read at a time. Rows of more would outlive the collection of young
 * garbage, and lie around until the next one of all: memory then goes up and down by half, here by 1 %.
 */
const PIECE = 2 * 1024;
const READ_AT_ONCE = 64 * 1024;

async function* readBytes(
  place: string,
  { path, offset }: { readonly path: string; readonly offset: number },
): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(place).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const buffer = Buffer.allocUnsafe(READ_AT_ONCE);
  let position = offset;
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ_AT_ONCE, position).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      if (bytesRead === 0) return;
      position += bytesRead;
      for (let at = 0; at < bytesRead; at += PIECE)
        yield Buffer.from(buffer.subarray(at, Math.min(at + PIECE, bytesRead)));
    }
  } finally {
    await handle.close();
  }
}

async function* numberRows(
  batches: ReturnType<RowReader["read"]>,
  last: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  let row = last;
  for await (const batch of batches) {
    yield batch.map((each) => {
      row++;
      return { row, ...each };
    });
  }
}

function objectReader(bytes: ReadBytes): RowReader {
  return {
    start: FILE_START,
    async *read(from) {
      for await (const batch of splitRecords(bytes(from.offset), { delimiter: undefined, lineEnd: "\n" }, from)) {
        const records = batch.filter((record) => !("text" in record) || record.text.trim() !== "");
        yield records.map(({ line, next, ...content }) => ({
          line,
          next,
          ...("text" in content ? readObject(content.text, line) : invalidRow(content.problem)),
        }));
      }
    },
  };
}

const BYTE_ORDER_MARK = "\uFEFF";

function readObject(line: string, number: number): RowContent {
  const text = number === 1 && line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line;
  try {
    const value: unknown = JSON.parse(text);
    // Own string keys are all that JSON can make.
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { values: value as Values };
    return invalidRow(`expected a JSON object, found ${typeName(value)}`);
  } catch {
    const error = findJsonError(text);
    return invalidRow(`not valid JSON: ${error?.message}`, (error?.offset ?? 0) + 1);
  }
}
