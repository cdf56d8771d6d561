import type { Rejection } from "./render-error.js";

/** Handlebars' idea of truth: an empty list is false. */
export function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What `{{#with}}` takes for nothing: as `if`, but zero is something. */
export function isEmpty(value: unknown): boolean {
  return value !== 0 && !isTruthy(value);
}

export const MISSING: Rejection = {
  code: "missing-variable",
  fact: "has no value",
  help: "give it a value, or write `{{#if}}` around it",
};

/** The text of a value, or why it has none. No method of the value is called. */
export function print(value: unknown): string | Rejection {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) ? String(value) : wrongType("not a finite number");
    case "boolean":
      return String(value);
    case "bigint":
      // Printing takes quadratic time.
      return BigInt.asIntN(1024, value) === value ? String(value) : wrongType("too large a number");
    default:
      return value === undefined || value === null ? MISSING : wrongType(typeName(value));
  }
}

export function wrongType(type: string, wanted = "a text, a number or a boolean"): Rejection {
  return { code: "wrong-type", fact: `is ${type}`, help: `give ${wanted}` };
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
