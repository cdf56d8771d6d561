/** What is used of an `AbortSignal`, whose global type is not named: consumers may have no types of Node and the DOM. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Takes items one at a time until the signal says otherwise.
 *
 * @throws The reason of the signal, at once, even if the items never answer again.
 */
export async function* pull<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  signal: StopSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  signal?.throwIfAborted();
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const waiting = createWaiting(signal);
  let hasEnded = false;
  try {
    for (;;) {
      const next = iterator.next();
      const { done, value } = "then" in next ? await waiting.unlessAborted(next) : next;
      if (done === true) {
        hasEnded = true;
        return;
      }
      yield value;
      signal?.throwIfAborted();
    }
  } catch (error) {
    hasEnded = signal?.aborted !== true;
    throw error;
  } finally {
    waiting.end();
    if (!hasEnded) await close(iterator, signal);
  }
}

/** Tells the source that no more is wanted. One that never answers must not hold up an abort. */
async function close<Item>(
  iterator: AsyncIterator<Item> | Iterator<Item>,
  signal: StopSignal | undefined,
): Promise<void> {
  const closed = Promise.resolve(iterator.return?.());
  if (signal?.aborted === true) closed.catch(() => undefined);
  else await closed;
}

interface Waiting {
  unlessAborted<Value>(promise: PromiseLike<Value>): Promise<Value>;
  end(): void;
}

/** One listener for all waits: racing each promise against the same one would keep them all in memory. */
function createWaiting(signal: StopSignal | undefined): Waiting {
  let reject: (reason: unknown) => void = () => undefined;
  const abort = () => reject(signal?.reason);
  signal?.addEventListener("abort", abort);
  return {
    unlessAborted: (promise) =>
      new Promise((resolve, refuse) => {
        reject = refuse;
        promise.then(resolve, refuse);
      }),
    end: () => signal?.removeEventListener("abort", abort),
  };
}
