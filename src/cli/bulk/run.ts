import type { RowPlace } from "../recipient-row.js";
import { noRecipients, type Recipients } from "../recipients.js";
import type { createFill } from "./fill.js";
import type { JournalEntry, RunState } from "./journal.js";
import type { Outputs } from "./outputs.js";
import type { ProgressBar } from "./progress-bar.js";

interface BulkRun {
  readonly recipients: Recipients;
  readonly fill: ReturnType<typeof createFill>;
  readonly outputs: Outputs;
  readonly bar: ProgressBar;
}

/** The clock is looked at after so many rows. */
const ROWS_BETWEEN = 32;
/** So often, in milliseconds, it is written down how far the run has come. */
const INTERVAL = 250;

/**
 * Fills the message for all rows of a file, and writes what comes out, one row after the other.
 *
 * @returns How far it came: to the end.
 * @throws Fault `invalid-data` when there is no row at all, `unwritable-file`, `unreadable-file`.
 */
export async function runBulk(run: BulkRun): Promise<RunState> {
  const { recipients, fill, outputs, bar } = run;
  const { writer, failures } = outputs;
  let state: RunState = outputs.start;
  let settled = performance.now();
  // A run that begins reads from where the rows begin, which is behind a line of names.
  for await (const rows of recipients.rows(state.row === 0 ? undefined : state)) {
    for (const row of rows) {
      const filled = fill(row);
      let problems = "problems" in filled ? filled.problems : undefined;
      if ("message" in filled) {
        const pending = writer.write(filled.row, filled.message);
        if (pending !== undefined) problems = await pending;
      }
      if (problems !== undefined) await failures.write(row, problems);
      state = advance(state, row, problems === undefined);
      if (state.row % ROWS_BETWEEN !== 0) continue;
      bar.show({ rows: state.row, failed: state.failed, bytes: state.next.offset });
      if (performance.now() - settled < INTERVAL) continue;
      await settle(outputs, state);
      settled = performance.now();
    }
  }
  await settle(outputs, state);
  if (state.row === 0) throw noRecipients(recipients.path);
  return state;
}

function advance({ messages, failed }: RunState, { row, next }: RowPlace, isMessage: boolean): RunState {
  return { row, next, messages: messages + (isMessage ? 1 : 0), failed: failed + (isMessage ? 0 : 1) };
}

/** What the journal says is on the disk must be there, so it comes last. */
async function settle({ writer, failures, journal, start }: Outputs, state: RunState): Promise<void> {
  const [outBytes, errorBytes] = [await writer.settle(), await failures.settle()];
  const { run, startedAt } = start;
  const entry: JournalEntry = { run, startedAt, ...state, outBytes, errorBytes };
  await journal?.write(entry);
}
