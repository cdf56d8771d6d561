import { workerData } from "node:worker_threads";
import type { Row } from "../recipient-row.js";
import { createMake, makeEach, type Order } from "./make.js";
import { type PackedRows, packRows } from "./pack-rows.js";

/** A thread of the pool: rows come in, and what was made of them goes out. */
const make = await createMake(workerData as Order);

export function makeRows(rows: readonly Row[]): Promise<PackedRows> {
  return packRows(makeEach(rows, make));
}
