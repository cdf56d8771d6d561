import type { Row, RowPlace } from "../recipient-row.js";
import { noRecipients, type Recipients } from "../recipients.js";
import type { FillProblem } from "./fill.js";
import type { JournalEntry, RunState } from "./journal.js";
import type { Made } from "./made.js";
import type { Outputs } from "./outputs.js";
import type { ProgressBar } from "./progress-bar.js";
import { makeInOrder, type Workshop } from "./workshop.js";

interface BulkRun {
  readonly recipients: Recipients;
  readonly workshop: Workshop;
  readonly outputs: Outputs;
  readonly bar: ProgressBar;
  /** Names a template's file as the user knows it. */
  readonly show: (path: string) => string;
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
  const { recipients, workshop, outputs, bar } = run;
  let state: RunState = outputs.start;
  let settled = performance.now();
  // A run that begins reads from where the rows begin, which is behind a line of names.
  const rows = recipients.rows(state.row === 0 ? undefined : state);
  for await (const batch of makeInOrder(rows, workshop)) {
    const made = batch.made[Symbol.iterator]();
    for (const row of batch.rows) {
      const pending: Made | Promise<Made> = made.next().value;
      const outcome = "then" in pending ? await pending : pending;
      const written = writeRow(row, outcome, run);
      if (written !== undefined) await written;
      state = advance(state, row, !("problems" in outcome));
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

function writeRow(row: Row, made: Made, { outputs: { writer, failures }, show }: BulkRun): Promise<void> | undefined {
  if (!("problems" in made)) return writer.write(row, made);
  return failures.write(
    row,
    made.problems.map((problem) => shown(problem, show)),
  );
}

function shown({ at, ...problem }: FillProblem, show: BulkRun["show"]): FillProblem {
  return at === undefined ? problem : { ...problem, at: { ...at, file: show(at.file) } };
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
