import { CsvError, parse } from "csv-parse/sync";
import type { SourceFile } from "../source/source-file.js";
import { fault } from "./findings.js";

/** A table with a line of names at its top. */
export interface Csv {
  readonly names: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/**
 * Reads a table with commas, or with semicolons or tabs where its first line has those and no comma.
 *
 * @throws Fault `invalid-data` at the line that is wrong; cells are never quoted.
 */
export function readCsv(source: SourceFile): Csv {
  const [head = ""] = source.text.split(/\r?\n|\r/, 1);
  const delimiter = [",", ";", "\t"].find((each) => head.includes(each)) ?? ",";
  const lines = readLines(source, delimiter);
  const [names, ...rows] = lines;
  if (names === undefined)
    throw fault({ code: "invalid-data", message: "the table is empty", place: { file: source.path } });
  return { names: names.cells.map((name) => name.trim()), rows };
}

function readLines(source: SourceFile, delimiter: string): Csv["rows"] {
  try {
    const options = { bom: true, delimiter, info: true, skip_empty_lines: true } as const;
    // With `info` each record comes with where it ends.
    const records = parse(source.text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    throw fault({
      code: "invalid-data",
      message: MESSAGES[error.code] ?? "not valid CSV",
      place: { file: source.path, line },
    });
  }
}

/** In words of our own, because those of the parser quote cells. */
const MESSAGES: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: "not valid CSV: this line has more or fewer cells than the first",
  CSV_QUOTE_NOT_CLOSED: "not valid CSV: a quote is never closed",
  CSV_INVALID_CLOSING_QUOTE: "not valid CSV: there is something between a closing quote and the next cell",
  INVALID_OPENING_QUOTE: "not valid CSV: a quote in a cell that does not begin with one",
};
