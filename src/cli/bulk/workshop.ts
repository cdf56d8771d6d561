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

/** So many rows go to a thread at once at most, as each way there and back takes time. */
const MOST_ROWS = 64;
/** And not more than come to so many bytes of messages, as all that is ahead is in memory. */
const BYTES_AT_ONCE = 1024 * 1024;
/** Before anything is known of their size. */
const FIRST_ROWS = 8;

/** So many pieces of work are given to each thread ahead. */
const AHEAD = 3;

/** Makes messages of all rows; they come in the order of the rows, and not more of them than are needed are ahead. */
export async function* makeInOrder(
  batches: AsyncIterable<readonly Row[]>,
  { make, jobs, patience, openThreads }: Workshop,
): AsyncGenerator<MadeRows, void, undefined> {
  const began = performance.now();
  const ahead: Work[] = [];
  let threads: Threads | undefined;
  let gathered: Row[] = [];
  let rowsAtOnce = FIRST_ROWS;

  function give(to: Threads): void {
    const made = to.make(gathered);
    // Whoever waits for it is told.
    made.catch(() => undefined);
    ahead.push({ rows: gathered, made });
    gathered = [];
  }

  async function take({ rows, made: pending }: Work): Promise<MadeRows> {
    const made = await pending;
    rowsAtOnce = rowsLike(made);
    return { rows, made };
  }

  try {
    for await (const rows of batches) {
      if (threads === undefined && jobs > 1 && performance.now() - began >= patience) threads = await openThreads(jobs);
      if (threads === undefined) {
        yield { rows, made: makeEach(rows, make) };
        continue;
      }
      for (const row of rows) {
        gathered.push(row);
        if (gathered.length < rowsAtOnce) continue;
        give(threads);
        const first = ahead.length > AHEAD * jobs ? ahead.shift() : undefined;
        if (first !== undefined) yield await take(first);
      }
    }
    if (threads !== undefined) give(threads);
    for (const work of ahead) yield await take(work);
  } finally {
    await threads?.close();
  }
}

interface Work {
  readonly rows: readonly Row[];
  readonly made: Promise<readonly Made[]>;
}

/** How many rows may go to a thread at once if their messages are like these. */
function rowsLike(made: readonly Made[]): number {
  const bytes = made.reduce((sum, each) => sum + ("content" in each ? each.content.length : 0), 0);
  return Math.max(1, Math.min(MOST_ROWS, Math.floor((BYTES_AT_ONCE * made.length) / Math.max(1, bytes))));
}
