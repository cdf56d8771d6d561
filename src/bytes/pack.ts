import type { Operation, Path } from "./operation.js";
import type { Collected, Statics } from "./statics.js";

/**
 * Operations, with what is read for every message close together: a message and its static text alone fill the fastest
 * memory of a processor, so that reading anything else takes the longer the further it is apart.
 */
export interface Packed {
  /** For each operation {@link WIDTH} numbers: its kind, its gap, a place, and how many bytes it has or operations it skips. */
  readonly numbers: Int32Array;
  readonly paths: readonly Path[];
  readonly statics: Statics;
  /** The rest of each, which few messages ask for. */
  readonly operations: readonly PackedOperation[];
}

export interface PackedOperation extends Omit<Operation, "body" | "otherwise" | "branches"> {
  readonly body: Packed;
  readonly otherwise: Packed | undefined;
  readonly branches: readonly Packed[];
}

/** So `at >> 2` is the index of the operation whose numbers begin at `at`; a function that says so takes 2 % of the time. */
export const WIDTH = 4;

/** The kinds by number; where a number is used, the kind is beside it. */
const KINDS = [
  "short text",
  "long text",
  "value",
  "if",
  "short words",
  "long words",
  "word",
  "gap",
  "jump",
  "each",
  "with",
  "line",
  "url",
  "target",
  "break",
  "if-call",
  "step",
  "section",
  "partial",
  "choose",
] as const;

export function pack(operations: readonly Operation[], collected: Collected): Packed {
  return {
    numbers: Int32Array.from(operations.flatMap((operation) => numbersOf(operation, collected))),
    paths: operations.map(({ path }) => path),
    statics: collected.statics,
    operations: operations.map((operation) => packInside(operation, collected)),
  };
}

function numbersOf(operation: Operation, { places }: Collected): readonly number[] {
  const { kind, gap, path, skip } = operation;
  if (kind !== "text" && kind !== "words") return [KINDS.indexOf(kind), gap, path.slot, skip];
  const place = places.get(operation);
  if (place === undefined) throw new Error("static text was not collected");
  return [KINDS.indexOf(`${place.isShort ? "short" : "long"} ${kind}`), gap, place.at, place.length];
}

function packInside(operation: Operation, collected: Collected): PackedOperation {
  const { body, otherwise, branches } = operation;
  return {
    ...operation,
    body: pack(body, collected),
    otherwise: otherwise && pack(otherwise, collected),
    branches: branches.map((branch) => pack(branch, collected)),
  };
}
