import { parse } from "csv-parse/sync";
import type { RecordForm } from "./records.js";

/** The cells of records of a table, each of which is well formed and not empty. */
export function readCells(
  records: readonly string[],
  { delimiter, lineEnd }: RecordForm,
): readonly (readonly string[])[] {
  const text = records.join(lineEnd);
  const rows = parse(text, { delimiter: delimiter ?? ",", record_delimiter: lineEnd, relax_column_count: true });
  if (rows.length === records.length) return rows;
  throw new Error(`${records.length} records of a table were read as ${rows.length}`);
}
