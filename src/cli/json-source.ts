import { positionAt, type SourceFile } from "../source/source-file.js";
import { fault, type Place } from "./findings.js";
import { fieldOffsets, findJsonError } from "./json-scan.js";

/** A JSON object as the user wrote it, with where each of its own fields is named. */
export interface JsonObject {
  readonly value: Readonly<Record<string, unknown>>;
  /** Offset of each field's name in the source; of the last one when it is given twice. */
  readonly fields: ReadonlyMap<string, number>;
}

/**
 * Parses a source that must be a JSON object.
 *
 * @throws Fault of the given code, at the place where the source stops being JSON. Values are never quoted.
 */
export function parseJsonObject(source: SourceFile, code: "invalid-data" | "invalid-message"): JsonObject {
  const value = parseJson(source, code);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const place = placeAt(source, source.text.search(/\S/));
    throw fault({ code, message: `expected a JSON object, found ${typeName(value)}`, place });
  }
  // Own string keys are all that JSON can make.
  return { value: value as Record<string, unknown>, fields: fieldOffsets(source.text) };
}

/** @throws Fault of the given code when the source is not JSON. */
export function parseJson(source: SourceFile, code: "invalid-data" | "invalid-message" | "invalid-artifact"): unknown {
  const error = findJsonError(source.text);
  if (error === undefined) return JSON.parse(source.text);
  throw fault({ code, message: `not valid JSON: ${error.message}`, place: placeAt(source, error.offset) });
}

export function placeAt(source: SourceFile, offset: number): Place {
  return { file: source.path, ...positionAt(source, Math.max(0, offset)) };
}

/** What a JSON value is, for people. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}
