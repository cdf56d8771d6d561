import { type Fact, type Finding, findingOfFact } from "./findings.js";
import type { FilePosition } from "./records.js";

/** One recipient of a file. */
export type Row = RowPlace & RowContent;

export interface RowPlace {
  /** Counts the recipients of the file from 1, also those that cannot be read. */
  readonly row: number;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** Where the file goes on after it. */
  readonly next: FilePosition;
}

/** The data of a recipient, or why they cannot be read. */
export type RowContent = { readonly values: Values } | { readonly problem: RowProblem };

export type Values = Readonly<Record<string, unknown>>;

/** Never quotes values. */
export interface RowProblem extends Pick<Fact, "code" | "message"> {
  /** From 1. */
  readonly column?: number;
}

/** How the rows of a file are read, and where they begin. */
export interface RowReader {
  readonly start: FilePosition;
  read(from: FilePosition): AsyncIterable<readonly (Omit<RowPlace, "row"> & RowContent)[]>;
}

/** The bytes of a file from an offset on. */
export type ReadBytes = (offset: number) => AsyncIterable<Buffer>;

/** @param column From 1. */
export function invalidRow(message: string, column?: number): RowContent {
  return { problem: { code: "invalid-data", message, ...(column !== undefined && { column }) } };
}

export function findingOfRow(
  { line, problem: { column, ...fact } }: RowPlace & { readonly problem: RowProblem },
  file: string,
): Finding {
  return findingOfFact({ ...fact, place: { file, line, ...(column !== undefined && { column }) } });
}
