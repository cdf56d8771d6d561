import type { Environment } from "./environment.js";
import { type Spread, spreadOf } from "./measure.js";

/** Everything that one run found out. */
export interface Results {
  readonly environment: Environment;
  readonly groups: readonly Group[];
}

/** Rows that may be compared; each is a ratio to the first: the median of the ratios of all turns, if it had turns. */
export interface Group {
  readonly title: string;
  /** Whether a run of every row is one message, so that a rate says something. */
  readonly isPerMessage?: boolean;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name: string;
  readonly about: string;
  /** Milliseconds, or bytes. */
  readonly value: Spread | { readonly bytes: number };
}

/** One table of all groups, and what the rows are about below it. */
export function formatResults({ environment, groups }: Results): string {
  const table = groups.flatMap((group) => [[group.title], ...group.rows.map((row) => cells(row, group))]);
  const notes = new Set(groups.flatMap(({ rows }) => rows.map(({ name, about }) => `  ${name}: ${about}`)));
  const { commit, node, processor, date } = environment;
  return [
    `Platen ${commit}, Node ${node}, ${processor}, ${date}`,
    "",
    ...align([["", "median", "p25 to p75", "messages/s", "ratio", "p25 to p75"], ...table]),
    "",
    ...notes,
  ].join("\n");
}

function cells({ name, value }: Row, group: Group): readonly string[] {
  const ratio = ratioCells(value, group.rows[0]?.value ?? value);
  if ("bytes" in value) return [`  ${name}`, `${value.bytes} B`, "", "", ...ratio];
  const { median, lower, upper } = value;
  const rate = group.isPerMessage ? Math.round(1000 / median).toLocaleString("en-US") : "";
  return [`  ${name}`, formatTime(median), `${formatTime(lower)} to ${formatTime(upper)}`, rate, ...ratio];
}

/** The ratio of two rows, and where the middle half of the ratios of their turns lies. */
function ratioCells(value: Row["value"], first: Row["value"]): readonly string[] {
  const [turns, base] = [turnsOf(value), turnsOf(first)];
  if (turns.length === 0 || turns.length !== base.length) return [formatRatio(amount(value) / amount(first)), ""];
  const { median, lower, upper } = spreadOf(turns.map((turn, at) => turn / (base[at] ?? Number.NaN)));
  const range = value === first ? "" : `${formatRatio(lower)} to ${formatRatio(upper)}`;
  return [formatRatio(median), range];
}

function turnsOf(value: Row["value"]): readonly number[] {
  return "bytes" in value ? [] : (value.turns ?? []);
}

function amount(value: Row["value"]): number {
  return "bytes" in value ? value.bytes : value.median;
}

function formatTime(milliseconds: number): string {
  return milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(1)} ms`;
}

function formatRatio(ratio: number): string {
  return `${ratio < 100 ? ratio.toFixed(2) : ratio.toFixed(0)} ×`;
}

/** The first column to the left, all others to the right. Titles are as wide as they are. */
function align(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const wide = rows.filter((row) => row.length > 1);
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...wide.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
}
