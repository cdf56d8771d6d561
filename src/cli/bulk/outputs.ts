import { readdir, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Fault, fault } from "../findings.js";
import type { Io } from "../io.js";
import { FILE_START } from "../records.js";
import { type FailureLog, failureFile, failureList } from "./failures.js";
import { type Journal, type JournalEntry, journalOf } from "./journal.js";
import type { Mailing } from "./mail-form.js";
import { folderWriter, type MessageWriter, sinkWriter } from "./message-writer.js";
import type { BulkOptions } from "./options.js";
import { type FilePlace, openSink, outputSink } from "./sink.js";

/** Where a run writes to, and how far it has come already. */
export interface Outputs {
  readonly writer: MessageWriter;
  readonly failures: FailureLog;
  /** Undefined when the run cannot be continued: there is no output file. */
  readonly journal: Journal | undefined;
  readonly start: JournalEntry;
}

/**
 * Opens the files of a run. One that is resumed finds them as they were when its journal was written: what came after is
 * cut off, and made again.
 *
 * @param run Tells runs apart.
 * @throws Fault `unwritable-file` for a file that has something in it already, `cannot-resume`.
 */
export async function openOutputs(
  io: Io,
  options: BulkOptions,
  { run, measure }: { readonly run: string; readonly measure: MessageWriter },
): Promise<Outputs> {
  const out = placeOf(io, options.out);
  const errors = placeOf(io, options.errors);
  const journal =
    options.dryRun || out === undefined || (await stateOf(out)) === "special" ? undefined : journalOf(out);
  const earlier = options.resume && out !== undefined ? await readEarlier({ out, errors, journal, run }) : undefined;
  if (earlier === undefined) await refuseUsed([out, errors]);
  const start = earlier ?? { ...BEGINNING, run, startedAt: options.regional.date ?? Date.now() };
  // Before the output: what is found beside an output without a journal is not a run's.
  if (earlier === undefined) await journal?.write(start);
  const failures =
    errors === undefined ? failureList(options.recipients) : failureFile(await openSink(errors, start.errorBytes));
  return { writer: await openWriter(), failures, journal, start };

  async function openWriter(): Promise<MessageWriter> {
    if (options.dryRun) return measure;
    if (out === undefined) return sinkWriter(outputSink(io.stdout));
    if (options.format === "eml") return await folderWriter({ ...out, size: start.outBytes });
    return sinkWriter(await openSink(out, start.outBytes));
  }
}

const BEGINNING: Omit<JournalEntry, "run" | "startedAt"> = {
  row: 0,
  next: FILE_START,
  messages: 0,
  failed: 0,
  outBytes: 0,
  errorBytes: 0,
};

function placeOf(io: Io, path: string | undefined): FilePlace | undefined {
  return path === undefined ? undefined : { path, place: resolve(io.cwd, path) };
}

/** What a run has in its mails, however often it is resumed. */
export function mailingOf({ to, from }: BulkOptions, { run, startedAt }: JournalEntry): Mailing {
  return { to, from, date: startedAt, id: `${startedAt.toString(36)}.${run.slice(0, 16)}` };
}

/** The size of a file; of a folder, 1 if anything is in it; `special` for what is neither, such as a pipe. */
async function stateOf({ place }: FilePlace): Promise<number | "special" | undefined> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory()) return (await readdir(place)).length > 0 ? 1 : 0;
  if (found === undefined) return undefined;
  return found.isFile() ? found.size : "special";
}

async function refuseUsed(files: readonly (FilePlace | undefined)[]): Promise<void> {
  for (const file of files) {
    const size = file === undefined ? undefined : await stateOf(file);
    if (file === undefined || size === undefined || size === "special" || size === 0) continue;
    const help = "remove it, or continue the run that wrote it with --resume";
    throw fault({ code: "unwritable-file", message: `\`${file.path}\` has something in it already`, help });
  }
}

interface Earlier {
  readonly out: FilePlace;
  readonly errors: FilePlace | undefined;
  readonly journal: Journal | undefined;
  readonly run: string;
}

/** @returns Undefined when there is nothing to continue, and nothing in the way. */
async function readEarlier({ out, errors, journal, run }: Earlier): Promise<JournalEntry | undefined> {
  const size = await stateOf(out);
  const entry = await journal?.read();
  if (journal === undefined) throw cannotResume(`\`${out.path}\` is not a file`);
  if (entry === undefined) {
    if (size === undefined || size === 0) return undefined;
    throw cannotResume(`there is no \`${journal.path}\` that says how far the run has come`);
  }
  if (entry.run !== run) throw cannotResume("the message, the options or the recipients are not those of that run");
  if (isShorter(size, entry.outBytes)) throw cannotResume(`\`${out.path}\` was cut or replaced`);
  if (errors !== undefined && isShorter(await stateOf(errors), entry.errorBytes)) {
    throw cannotResume(`\`${errors.path}\` was cut or replaced`);
  }
  return entry;
}

function isShorter(size: Awaited<ReturnType<typeof stateOf>>, bytes: number): boolean {
  return typeof size === "number" ? size < bytes : bytes > 0;
}

function cannotResume(message: string): Fault {
  return fault({ code: "cannot-resume", message, help: "remove the output and its journal, and begin anew" });
}
