/** Lays rows out in columns, two spaces apart; a column that is empty throughout is left out. */
export function formatTable(heads: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const filled = Array.from({ length: count }, (_, column) => column).filter((column) =>
    rows.some((row) => (row[column] ?? "") !== ""),
  );
  const lines = [...(heads === undefined ? [] : [heads]), ...rows].map((row) =>
    filled.map((column) => (row[column] ?? "").replace(/\s+/g, " ")),
  );
  const widths = filled.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
