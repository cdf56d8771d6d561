import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { ReadyEmail, ReadySms } from "../../renderer/types.js";
import { fault, printable } from "../findings.js";
import type { Io, Services } from "../io.js";
import {
  compileJob,
  type Job,
  messageJob,
  openTemplates,
  templateJob,
  withReadableTemplates,
  wrongChannel,
} from "../job.js";
import { openRecipients, type Recipients } from "../recipients.js";
import { formatJson, reportFaults, reportWarnings } from "../report.js";
import { formatTable } from "../table.js";
import { version } from "../version.js";
import type { RunState } from "./journal.js";
import { createMake, type Order } from "./make.js";
import { createMeasure, describeMeasures, type Measures } from "./measure.js";
import { type BulkOptions, bulkOptions } from "./options.js";
import { mailingOf, openOutputs } from "./outputs.js";
import { createProgressBar } from "./progress-bar.js";
import { runBulk } from "./run.js";
import type { Workshop } from "./workshop.js";

/** `platen bulk`: a message for every recipient of a file. */
export async function bulkCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const options = bulkOptions(args);
  let failed = 0;
  const code = await reportFaults(io, options.json, () =>
    withReadableTemplates(openTemplates(io, options.templates), async () => {
      failed = await bulk(options, io, services);
    }),
  );
  return failed > 0 ? 1 : code;
}

/** @returns How many rows have no message. */
async function bulk(options: BulkOptions, io: Io, services: Services): Promise<number> {
  const { message, job } = await compile(options, io, services);
  checkDeliverable(message, options);
  const { artifact, contract } = message;
  const recipients = await openRecipients(io, options.recipients, { contract, command: "bulk" });
  const measure = createMeasure();
  const outputs = await openOutputs(io, options, { run: nameRun(options, message, recipients), measure });
  const { start, failures } = outputs;
  const bar = createProgressBar(io.stderr, {
    size: recipients.size,
    start: { rows: start.row, failed: start.failed, bytes: start.next.offset },
  });
  const { format, dryRun, sms } = options;
  const { date: _, ...regional } = options.regional;
  const rendering = { sms, ...regional, now: start.startedAt };
  const order = { artifact, contract, rendering, format, dryRun, mailing: mailingOf(options, start) };
  try {
    const workshop = await openWorkshop(order, options.jobs);
    const state = await runBulk({ recipients, workshop, outputs, bar, show: job.origin.show });
    bar.clear();
    io.stderr.write(failures.format());
    report(io, options, { state, measures: measure.measures() });
    return state.failed;
  } finally {
    await Promise.all([outputs.writer.close(), failures.close()]);
  }
}

/** Threads take about as long to start. */
const PATIENCE = 1000;

/**
 * Files of mail programs take ten times as long to make as to bring from a thread to another; lines of JSON do not.
 *
 * @param jobs Undefined: as many threads as pay, once the run turns out to be a long one.
 */
async function openWorkshop(order: Order, jobs: number | undefined): Promise<Workshop> {
  const paying = order.format === "ndjson" ? 1 : availableParallelism();
  return {
    make: await createMake(order),
    jobs: jobs ?? paying,
    patience: jobs === undefined ? PATIENCE : 0,
    openThreads: async (count) => (await import("./threads.js")).openThreads(order, count),
  };
}

async function compile(
  options: BulkOptions,
  io: Io,
  services: Services,
): Promise<{ readonly message: ReadyEmail | ReadySms; readonly job: Job }> {
  const templates = openTemplates(io, options.templates);
  const whole =
    options.message === undefined
      ? await templateJob(io, templates, options.template ?? "", options.channel)
      : await messageJob(io, templates, options.message, options.channel);
  const [request, ...others] = whole.requests;
  const job = { ...whole, requests: request === undefined ? [] : [request] };
  const { messages, warnings } = await compileJob(job, services);
  const [message] = messages;
  if (message === undefined) throw new TypeError("a job has a request");
  reportWarnings(io, warnings);
  if (others.length > 0) {
    io.stderr.write(`note: these are emails; \`${job.template}\` has an SMS too: --channel sms\n`);
  }
  return { message, job };
}

/** What keeps all messages from being written is found before the first. */
function checkDeliverable({ artifact }: ReadyEmail | ReadySms, { format, from }: BulkOptions): void {
  if (format === "ndjson") return;
  if (artifact.channel === "sms") {
    throw fault({
      code: "unknown-part",
      message: `${wrongChannel("the message", "email")}; --format ${format} needs one`,
    });
  }
  if (from !== undefined || artifact.fromEmail !== null) return;
  const message = "the message has no address of a sender";
  throw fault({ code: "undeliverable", message, help: "give `from_email` with the message, or `--from`" });
}

/** A run is the same when the same rows would come out. */
function nameRun(
  { format, sms, to, from, regional }: BulkOptions,
  { artifact }: ReadyEmail | ReadySms,
  { size, modified }: Recipients,
): string {
  const parts = [version(), artifact, format, sms, to, from, regional, size, modified];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Standard output may be where the messages went. */
function report(
  io: Io,
  { out, errors, dryRun, json }: BulkOptions,
  { state, measures }: { readonly state: RunState; readonly measures: Measures },
): void {
  const { row: rows, messages, failed } = state;
  if (json) {
    io.stdout.write(formatJson({ ok: failed === 0, rows, messages, failed, ...(dryRun && measures) }));
    return;
  }
  const lines: string[] = [];
  if (dryRun) lines.push(formatTable(undefined, [["Rows:", describeRows(state)], ...describeMeasures(measures)]));
  if (out !== undefined) lines.push(`wrote ${out} (${count(messages, "message")})\n`);
  if (errors !== undefined && failed > 0) lines.push(`wrote ${errors} (${count(failed, "row")} without a message)\n`);
  if (out === undefined && !dryRun && failed > 0) lines.push(`${describeRows(state)}\n`);
  const output = out === undefined && !dryRun ? io.stderr : io.stdout;
  output.write(printable(lines.join("")));
}

function describeRows({ row, failed }: RunState): string {
  return failed === 0 ? `${row}` : `${row}, of which ${failed} cannot be rendered`;
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
