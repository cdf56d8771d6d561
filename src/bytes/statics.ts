import { SEPARATORS } from "../runtime/layout-writer.js";
import type { Operation } from "./operation.js";

/** The static text of a message in UTF-8. */
export interface Statics {
  /** Short texts one behind the other; of words, each separator with the words behind it, {@link placeBehind} another. */
  readonly short: DataView;
  readonly long: readonly Uint8Array[];
}

/** Where a text is: a short one at an offset, a long one in the list. */
export interface StaticPlace {
  readonly isShort: boolean;
  readonly at: number;
  /** Of bytes, without a separator. */
  readonly length: number;
}

/** The static text of operations, and the place of each of them that has any. */
export interface Collected {
  readonly statics: Statics;
  readonly places: ReadonlyMap<Operation, StaticPlace>;
}

/** Copying so many bytes by eights takes as long as a call that copies all of them. */
export const SHORT = 64;

/** How many bytes more than its own may be read and written with a short text, and with what is copied like one. */
export const SPARE = 8;

/** No separator is longer. */
const LONGEST = 4;

/** Where words are behind a separator, as `Gap` counts them. */
export function placeBehind(gap: number, at: number, length: number): number {
  return at + gap * (LONGEST + length);
}

export function collectStatics(operations: readonly Operation[]): Collected {
  const places = new Map<Operation, StaticPlace>();
  const long: Uint8Array[] = [];
  const short: number[] = [];
  for (const operation of staticIn(operations)) {
    const { kind, text } = operation;
    const bytes = encoder.encode(text);
    const { length } = bytes;
    const isShort = length <= SHORT;
    places.set(operation, { isShort, at: isShort ? short.length : long.length, length });
    if (!isShort) long.push(bytes);
    else if (kind === "text") short.push(...bytes);
    else for (const separator of SEPARATORS) short.push(...padded(encoder.encode(separator + text), LONGEST + length));
  }
  return { statics: { short: viewOf([...short, ...padded([], SPARE)]), long }, places };
}

const encoder = new TextEncoder();

function padded(bytes: Iterable<number>, length: number): Uint8Array {
  const all = new Uint8Array(length);
  all.set([...bytes]);
  return all;
}

function viewOf(bytes: readonly number[]): DataView {
  return new DataView(Uint8Array.from(bytes).buffer);
}

function* staticIn(operations: readonly Operation[]): Iterable<Operation> {
  for (const operation of operations) {
    if (operation.kind === "text" || operation.kind === "words") yield operation;
    yield* staticIn(operation.body);
    yield* staticIn(operation.otherwise ?? []);
    for (const branch of operation.branches) yield* staticIn(branch);
  }
}
