import { RenderError, type Rendered, type RenderOptions } from "../runtime/index.js";
import { createBreather } from "./breather.js";
import { pull, type StopSignal } from "./pull.js";

/** A compiled message: what `compile` of a renderer made, or `load`. */
export interface Renders<Taken, Message extends Rendered> {
  render(variables: Taken, options?: RenderOptions): Message;
}

/** Options of `render`, which hold for all recipients, and when to stop. */
export interface RenderAllOptions extends RenderOptions {
  /** An `AbortSignal`. It ends the iteration with its reason, also while it waits for the next recipient. */
  readonly signal?: StopSignal;
}

/** What came of one recipient; `index` counts from 0 in the order of the recipients. */
export type RenderResult<Message extends Rendered = Rendered> =
  | { readonly index: number; readonly ok: true; readonly message: Message }
  | { readonly index: number; readonly ok: false; readonly error: RenderError };

/**
 * Renders a message for one recipient after the other. A recipient is asked for when the one before was taken, so that
 * nothing piles up; what cannot be rendered is a result as well, and the rest goes on.
 *
 * @param recipients The variables of each, from a list, a generator, a stream in object mode or a cursor of a database.
 * @returns The results, in the order of the recipients; to be iterated once. Leaving the loop closes the recipients.
 * @throws What the recipients throw, or the reason of the signal.
 */
export async function* renderAll<Taken, Message extends Rendered>(
  compiled: Renders<Taken, Message>,
  recipients: AsyncIterable<Taken> | Iterable<Taken>,
  options: RenderAllOptions = {},
): AsyncGenerator<RenderResult<Message>, void, undefined> {
  const { signal, ...rendering } = options;
  const breathe = createBreather();
  let index = 0;
  for await (const variables of pull(recipients, signal)) {
    yield renderOne(compiled, { index, variables, rendering });
    index++;
    await breathe();
  }
}

function renderOne<Taken, Message extends Rendered>(
  compiled: Renders<Taken, Message>,
  task: { readonly index: number; readonly variables: Taken; readonly rendering: RenderOptions },
): RenderResult<Message> {
  const { index, variables, rendering } = task;
  try {
    return { index, ok: true, message: compiled.render(variables, rendering) };
  } catch (error) {
    // Nothing else is about this recipient alone.
    if (error instanceof RenderError) return { index, ok: false, error };
    throw error;
  }
}
