import { type Contract, type Variable, variableAt } from "../analyze/contract.js";
import type { SourceFile } from "../source/source-file.js";
import { type Csv, readCsv } from "./csv.js";
import { readSource } from "./files.js";
import { fault } from "./findings.js";
import type { Io } from "./io.js";
import { findJsonError } from "./json-scan.js";
import { placeAt, typeName } from "./json-source.js";
import { UsageError } from "./options.js";

/** The data of one recipient, and what to call it in messages. */
export interface Recipient {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Reads a file of recipients: CSV with a line of names, of which `event.date` is the `date` of `event`; or NDJSON, an object
 * a line.
 *
 * @param contract Tells which cells are numbers and flags; all others are texts.
 * @throws Fault `invalid-data` or `unreadable-file`.
 */
export async function readRecipients(io: Io, path: string, contract: Contract): Promise<readonly Recipient[]> {
  const isTable = /\.(?:csv|tsv)$/i.test(path);
  if (!isTable && !/\.(?:ndjson|jsonl)$/i.test(path)) {
    throw new UsageError("the file of --recipients ends in .csv, .tsv, .ndjson or .jsonl", "sms");
  }
  const source = await readSource(io, path);
  const recipients = isTable ? readTable(source, contract) : readObjects(source);
  if (recipients.length > 0) return recipients;
  throw fault({ code: "invalid-data", message: "there are no recipients", place: { file: source.path } });
}

function readObjects(source: SourceFile): readonly Recipient[] {
  return source.lineStarts.flatMap((start, index) => {
    const text = source.text.slice(start, source.lineStarts[index + 1]);
    if (text.trim() === "") return [];
    const error = findJsonError(text);
    const value: unknown = error === undefined ? JSON.parse(text) : undefined;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return [{ name: `line ${index + 1}`, values: { ...value } }];
    }
    const message =
      error === undefined ? `expected a JSON object, found ${typeName(value)}` : `not valid JSON: ${error.message}`;
    throw fault({ code: "invalid-data", message, place: placeAt(source, start + (error?.offset ?? 0)) });
  });
}

function readTable(source: SourceFile, contract: Contract): readonly Recipient[] {
  const table = readCsv(source);
  const paths = table.names.map((name) => name.split("."));
  checkNames(table, source);
  return table.rows.map(({ line, cells }) => {
    const given = paths.flatMap((path, index): Cell[] => {
      const text = cells[index] ?? "";
      // An empty cell is how a table says that there is no value.
      return text === "" ? [] : [{ path, value: cellValue(text, variableAt(contract, path)) }];
    });
    return { name: `line ${line}`, values: nest(given) };
  });
}

function checkNames({ names }: Csv, { path: file }: SourceFile): void {
  const problem = (message: string) => fault({ code: "invalid-data", message, place: { file, line: 1 } });
  for (const [index, name] of names.entries()) {
    if (name === "" || name.split(".").includes("")) throw problem(`column ${index + 1} has no name`);
    if (names.indexOf(name) !== index) throw problem(`two columns have the name \`${name}\``);
    if (names.some((other) => other.startsWith(`${name}.`))) {
      throw problem(`the column \`${name}\` cannot be a value and have parts as well`);
    }
  }
}

interface Cell {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** An object of own properties, whatever the columns are called. */
function nest(cells: readonly Cell[]): Recipient["values"] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const [name = ""] = cell.path;
    groups.set(name, [...(groups.get(name) ?? []), cell]);
  }
  return Object.fromEntries(
    [...groups].map(([name, group]) => {
      const [first] = group;
      if (first?.path.length === 1) return [name, first.value];
      return [name, nest(group.map(({ path, value }) => ({ path: path.slice(1), value })))];
    }),
  );
}

function cellValue(text: string, variable: Variable | undefined): unknown {
  const types = variable?.types ?? [];
  if (types.length === 0 || types.includes("string")) return text;
  if (types.includes("boolean") && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if ((types.includes("number") || types.includes("integer")) && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text;
}
