import type { Contract } from "../analyze/contract.js";
import { createColumns, type ReadRow } from "./columns.js";
import { readCells } from "./csv.js";
import { type Fault, fault } from "./findings.js";
import { invalidRow, type ReadBytes, type RowContent, type RowReader } from "./recipient-row.js";
import { type FilePosition, type FileRecord, MAX_RECORD, type RecordForm, splitRecords } from "./records.js";

/**
 * Opens a table with commas, or with semicolons or tabs where its first line has those and no comma.
 *
 * @throws Fault `invalid-data` when its line of names is not one.
 */
export async function openTable(bytes: ReadBytes, path: string, contract: Contract): Promise<RowReader> {
  const { form, offset } = await readForm(bytes);
  const head = await readHead(bytes, { form, start: { line: 1, offset } });
  if (head === undefined) throw unusable(path, "the table is empty");
  if ("problem" in head) throw unusable(path, head.problem);
  const [cells = []] = readCells([head.text], form);
  const names = cells.map((name) => name.trim());
  const table: Table = { form, count: names.length, readRow: createColumns(names, contract, path) };
  return {
    start: head.next,
    async *read(from) {
      for await (const batch of splitRecords(bytes(from.offset), form, from)) yield readRows(batch, table);
    },
  };
}

interface Table {
  readonly form: RecordForm;
  /** Of its columns. */
  readonly count: number;
  readonly readRow: ReadRow;
}

function readRows(records: readonly FileRecord[], { form, count, readRow }: Table) {
  const texts = records.flatMap((record) => ("text" in record ? [record.text] : []));
  const cells = readCells(texts, form).values();
  return records.map((record) => {
    const { line, next } = record;
    const content = "text" in record ? readContent(cells.next().value ?? []) : invalidRow(record.problem);
    return { line, next, ...content };
  });

  function readContent(row: readonly string[]): RowContent {
    if (row.length === count) return { values: readRow(row) };
    return invalidRow("not valid CSV: this line has more or fewer cells than the first");
  }
}

/** How the records of a table are written, and at which offset they begin: behind a byte order mark. */
async function readForm(bytes: ReadBytes): Promise<{ readonly form: RecordForm; readonly offset: number }> {
  const start = await readStart(bytes);
  const [line = "", end = ""] = /^([^\r\n]*)(\r?\n|\r)?/.exec(start)?.slice(1) ?? [];
  const delimiter = [",", ";", "\t"].find((each) => line.includes(each)) ?? ",";
  return {
    form: { delimiter, lineEnd: end === "\r" ? "\r" : "\n" },
    offset: start.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0,
  };
}

/** As it reads byte by byte. */
const BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

/** The first line and more, each byte a character: what is looked for are bytes. */
async function readStart(bytes: ReadBytes): Promise<string> {
  let start = "";
  for await (const piece of bytes(0)) {
    start += piece.toString("latin1");
    if (/\n|\r./s.test(start) || start.length > MAX_RECORD) break;
  }
  return start;
}

async function readHead(
  bytes: ReadBytes,
  { form, start }: { readonly form: RecordForm; readonly start: FilePosition },
): Promise<FileRecord | undefined> {
  for await (const [head] of splitRecords(bytes(start.offset), form, start)) if (head !== undefined) return head;
  return undefined;
}

function unusable(file: string, message: string): Fault {
  return fault({ code: "invalid-data", message, place: { file, line: 1 } });
}
