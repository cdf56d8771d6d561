import { suggest } from "../diagnostics/suggest.js";
import type { Contract, Variable } from "./contract.js";
import { isOfType } from "./contract-file.js";
import { FORMATS } from "./formats.js";

/** Why data does not fit a contract. Neither message nor path holds a value. */
export interface DataProblem {
  readonly code: "missing-variable" | "wrong-type" | "invalid-value" | "unknown-variable";
  readonly message: string;
  readonly help?: string;
  /** From the top of the data: `items.0.price`. */
  readonly path: readonly (string | number)[];
  /** The same for people, as in errors of rendering: keys of an object that is looped over are data, and read `*`. */
  readonly shown: string;
}

/** Checks data, such as a sample, against a contract: also for what no template uses, which is a misspelled name. */
export function checkData(data: unknown, contract: Contract): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  check(data, contract, { path: [], shown: [], problems, ignoresUnknown: false });
  return problems;
}

/** The same, but for data that may hold more than the template uses. */
export function checkUsedData(data: unknown, contract: Contract): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  check(data, contract, { path: [], shown: [], problems, ignoresUnknown: true });
  return problems;
}

interface Check {
  readonly path: DataProblem["path"];
  readonly shown: DataProblem["path"];
  readonly ignoresUnknown: boolean;
  readonly problems: DataProblem[];
}

function check(value: unknown, variable: Variable, at: Check): void {
  const { types, declared } = variable;
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return report(at, "wrong-type", `is ${typeName(value)}`, `the contract says ${types.join(" or ")}`);
  }
  if (declared?.enum !== undefined && !declared.enum.some((each) => each === value)) {
    const known = declared.enum.map((each) => JSON.stringify(each)).join(", ");
    return report(at, "invalid-value", "is not one of the values in the contract", `known: ${known}`);
  }
  if (typeof value === "string") checkFormat(value, variable, at);
  if (Array.isArray(value)) checkList(value, variable, at);
  else if (typeof value === "object" && value !== null) checkObject(value, variable, at);
}

function checkFormat(value: string, { declared }: Variable, at: Check): void {
  const format = declared?.format;
  if (format === undefined || !Object.hasOwn(FORMATS, format) || FORMATS[format]?.(value)) return;
  report(at, "invalid-value", `is not of the format \`${format}\``, "mend the value, or the contract");
}

function checkList(list: readonly unknown[], { items, declared }: Variable, at: Check): void {
  const most = declared?.maxItems;
  if (most !== undefined && list.length > most) {
    report(at, "invalid-value", `has ${list.length} items`, `the contract says ${most} at most`);
  }
  if (items === undefined) return;
  list.forEach((item, index) => {
    check(item, items, within(at, index));
  });
}

function checkObject(object: object, variable: Variable, at: Check): void {
  const { properties, items } = variable;
  // As in rendering: own properties only, and null is missing.
  const values = new Map<string, unknown>(Object.entries(object).filter(([, value]) => value !== null));
  for (const [name, property] of properties) {
    if (!values.has(name)) reportMissing(name, property, at);
  }
  for (const name of Object.keys(object)) {
    const property = properties.get(name) ?? (variable.types.includes("object") ? items : undefined);
    const inner = within(at, name, property === undefined || properties.has(name) ? name : "*");
    if (property !== undefined && values.has(name)) check(values.get(name), property, inner);
    else if (property === undefined && !variable.open) reportUnknown(name, [...properties.keys()], inner);
  }
}

function within(at: Check, name: string | number, shown = name): Check {
  return { ...at, path: [...at.path, name], shown: [...at.shown, shown] };
}

function reportMissing(name: string, property: Variable, at: Check): void {
  if (!property.required) return;
  report(within(at, name), "missing-variable", "has no value", "give it a value");
}

function reportUnknown(name: string, known: readonly string[], at: Check): void {
  if (at.ignoresUnknown) return;
  const near = suggest(name, known);
  const help =
    near === undefined ? "remove it, or use it" : `did you mean \`${[...at.shown.slice(0, -1), near].join(".")}\`?`;
  report(at, "unknown-variable", "is not a variable of the template", help);
}

function report({ path, shown: names, problems }: Check, code: DataProblem["code"], fact: string, help: string): void {
  const shown = names.join(".");
  problems.push({ code, message: `\`${shown}\` ${fact}`, help, path, shown });
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
