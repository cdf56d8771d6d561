import type { Contract, Variable } from "../../analyze/contract.js";
import type { Row } from "../recipient-row.js";
import type { Made } from "./made.js";
import type { Order } from "./make.js";
import { type PackedRows, unpackRows } from "./pack-rows.js";

/** Threads that make messages, each of them rows of its own. */
export interface Threads {
  make(rows: readonly Row[]): Promise<readonly Made[]>;
  /** Ends them, whatever they do. */
  close(): Promise<void>;
}

export async function openThreads(order: Order, count: number): Promise<Threads> {
  const { Piscina } = await import("piscina");
  const pool = new Piscina<readonly Row[], PackedRows>({
    filename: new URL("./worker.js", import.meta.url).href,
    name: "makeRows",
    workerData: { ...order, contract: withoutUses(order.contract) } satisfies Order,
    minThreads: count,
    maxThreads: count,
    // The next rows are there when those before are done.
    concurrentTasksPerWorker: 2,
    // A message is garbage as soon as it is written. With more, memory grows for 200,000 rows, and nothing gets faster.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  return {
    make: async (rows) => unpackRows(await pool.run(rows)),
    close: () => pool.destroy(),
  };
}

/** Rows are checked without knowing where a template names a variable, and with that all templates would be copied. */
function withoutUses({ properties, items, ...variable }: Variable): Contract {
  return {
    ...variable,
    uses: [],
    properties: new Map([...properties].map(([name, property]) => [name, withoutUses(property)])),
    items: items && withoutUses(items),
  };
}
