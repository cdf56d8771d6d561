import type { Environment } from "./environment.js";
import type { Spread } from "./measure.js";

/** Everything that one run found out. */
export interface Results {
  readonly environment: Environment;
  /** What was rendered, in words. */
  readonly subject: string;
  readonly groups: readonly Group[];
}

/** Rows that may be compared; each is a ratio to the first. */
export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name: string;
  readonly about: string;
  /** Milliseconds, or bytes. */
  readonly value: Spread | { readonly bytes: number };
}

/** One table of all groups, and what the rows are about below it. */
export function formatResults({ environment, subject, groups }: Results): string {
  const table = groups.flatMap((group) => [[group.title], ...group.rows.map((row) => cells(row, group))]);
  const notes = groups.flatMap(({ rows }) => rows.map(({ name, about }) => `  ${name}: ${about}`));
  const { commit, node, processor, date } = environment;
  return [
    `Platen ${commit}, Node ${node}, ${processor}, ${date}`,
    subject,
    "",
    ...align([["", "median", "p25 to p75", "messages/s", "ratio"], ...table]),
    "",
    ...notes,
  ].join("\n");
}

function cells({ name, value }: Row, group: Group): readonly string[] {
  const first = group.rows[0]?.value;
  const ratio = first === undefined ? "" : formatRatio(amount(value) / amount(first));
  if ("bytes" in value) return [`  ${name}`, `${value.bytes} B`, "", "", ratio];
  const { median, lower, upper } = value;
  const rate = group.title === PER_MESSAGE ? Math.round(1000 / median).toLocaleString("en-US") : "";
  return [`  ${name}`, formatTime(median), `${formatTime(lower)} to ${formatTime(upper)}`, rate, ratio];
}

/** The group in which one run is one message. */
export const PER_MESSAGE = "one message";

function amount(value: Row["value"]): number {
  return "bytes" in value ? value.bytes : value.median;
}

function formatTime(milliseconds: number): string {
  return milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(1)} ms`;
}

function formatRatio(ratio: number): string {
  return `${ratio < 100 ? ratio.toFixed(2) : ratio.toFixed(0)} ×`;
}

/** The first column to the left, all others to the right. */
function align(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
}
