import type { Row } from "../recipient-row.js";
import type { Made } from "./made.js";
import { type Make, makeEach } from "./make.js";
import type { Threads } from "./threads.js";

/** Where messages are made. */
export interface Workshop {
  /** Makes them in this thread. */
  readonly make: Make;
  /** How many threads there may be. */
  readonly jobs: number;
  /** After so many milliseconds they are started: a run that is over by then is over before they could help. */
  readonly patience: number;
  readonly openThreads: (count: number) => Promise<Threads>;
}

/** Rows, and what came of each. */
export interface MadeRows {
  readonly rows: readonly Row[];
  readonly made: Iterable<Made | Promise<Made>>;
}

/** So many rows at least go to a thread at once, as each way there and back takes time. */
const ROWS_AT_ONCE = 64;

/** So many pieces of work are given to each thread ahead. */
const AHEAD = 3;

/** Makes messages of all rows; they come in the order of the rows, and not more of them than are needed are ahead. */
export async function* makeInOrder(
  batches: AsyncIterable<readonly Row[]>,
  { make, jobs, patience, openThreads }: Workshop,
): AsyncGenerator<MadeRows, void, undefined> {
  const began = performance.now();
  const ahead: { readonly rows: readonly Row[]; readonly made: Promise<readonly Made[]> }[] = [];
  let threads: Threads | undefined;
  let gathered: Row[] = [];

  function give(to: Threads): void {
    const made = to.make(gathered);
    // Whoever waits for it is told.
    made.catch(() => undefined);
    ahead.push({ rows: gathered, made });
    gathered = [];
  }

  try {
    for await (const rows of batches) {
      if (threads === undefined && jobs > 1 && performance.now() - began >= patience) threads = await openThreads(jobs);
      if (threads === undefined) {
        yield { rows, made: makeEach(rows, make) };
        continue;
      }
      gathered.push(...rows);
      if (gathered.length < ROWS_AT_ONCE) continue;
      give(threads);
      const first = ahead.length > AHEAD * jobs ? ahead.shift() : undefined;
      if (first !== undefined) yield { rows: first.rows, made: await first.made };
    }
    if (threads !== undefined) give(threads);
    for (const { rows, made } of ahead) yield { rows, made: await made };
  } finally {
    await threads?.close();
  }
}
