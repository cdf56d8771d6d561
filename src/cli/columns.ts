import { type Contract, type Variable, variableAt } from "../analyze/contract.js";
import { fault } from "./findings.js";

type Values = Readonly<Record<string, unknown>>;

/** Makes variables of the cells of a row. */
export type ReadRow = (cells: readonly string[]) => Values;

/**
 * The columns of a table, of which `event.date` is the `date` of `event`.
 *
 * @param contract Tells which cells are numbers and flags; all others are texts.
 * @throws Fault `invalid-data` when a column has no name, or one that contradicts another.
 */
export function createColumns(names: readonly string[], contract: Contract, file: string): ReadRow {
  checkNames(names, file);
  const columns = names.map((name, index): Column => {
    const path = name.split(".");
    return { path, index, variable: variableAt(contract, path) };
  });
  const groups = groupColumns(columns, 0);
  return (cells) => Object.fromEntries(readGroups(groups, cells));
}

interface Column {
  readonly path: readonly string[];
  readonly index: number;
  readonly variable: Variable | undefined;
}

/** A column, or all those that lie in the same object. */
type Group = { readonly name: string } & ({ readonly column: Column } | { readonly inner: readonly Group[] });

function groupColumns(columns: readonly Column[], depth: number): readonly Group[] {
  const byName = new Map<string, Column[]>();
  for (const column of columns) {
    const name = column.path[depth] ?? "";
    byName.set(name, [...(byName.get(name) ?? []), column]);
  }
  return [...byName].map(([name, within]) => {
    const [first] = within;
    if (first?.path.length === depth + 1) return { name, column: first };
    return { name, inner: groupColumns(within, depth + 1) };
  });
}

/** Entries, of which `Object.fromEntries` makes own properties, whatever the columns are called. */
function readGroups(groups: readonly Group[], cells: readonly string[]): [string, unknown][] {
  const entries: [string, unknown][] = [];
  for (const group of groups) {
    if ("column" in group) {
      const text = cells[group.column.index] ?? "";
      // An empty cell is how a table says that there is no value.
      if (text !== "") entries.push([group.name, cellValue(text, group.column.variable)]);
    } else {
      const inner = readGroups(group.inner, cells);
      if (inner.length > 0) entries.push([group.name, Object.fromEntries(inner)]);
    }
  }
  return entries;
}

function cellValue(text: string, variable: Variable | undefined): unknown {
  const types = variable?.types ?? [];
  if (types.length === 0 || types.includes("string")) return text;
  if (types.includes("boolean") && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if ((types.includes("number") || types.includes("integer")) && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text;
}

function checkNames(names: readonly string[], file: string): void {
  const problem = (message: string) => fault({ code: "invalid-data", message, place: { file, line: 1 } });
  for (const [index, name] of names.entries()) {
    if (name === "" || name.split(".").includes("")) throw problem(`column ${index + 1} has no name`);
    if (names.indexOf(name) !== index) throw problem(`two columns have the name \`${name}\``);
    if (names.some((other) => other.startsWith(`${name}.`))) {
      throw problem(`the column \`${name}\` cannot be a value and have parts as well`);
    }
  }
}
