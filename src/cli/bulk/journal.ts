import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import { unreadable, unwritable } from "../files.js";
import type { FilePosition } from "../records.js";
import type { FilePlace } from "./sink.js";

/** How far a run has come. */
export interface RunState {
  /** Of the last row that was done. */
  readonly row: number;
  /** Where the file of recipients goes on. */
  readonly next: FilePosition;
  readonly messages: number;
  readonly failed: number;
}

/** All that has to be known to go on as if the run had never stopped. */
export interface JournalEntry extends RunState {
  /** Tells runs apart: by message, options, and the file of recipients. */
  readonly run: string;
  /** When it began, in milliseconds since 1970; what `relative` counts from. */
  readonly startedAt: number;
  /** Bytes of the output and of the file of errors that belong to the rows done. */
  readonly outBytes: number;
  readonly errorBytes: number;
}

/** The file beside the output in which a run says how far it has come. */
export interface Journal extends FilePlace {
  /** Undefined when there is none, or not one that was written here. */
  read(): Promise<JournalEntry | undefined>;
  /** All or nothing, whenever the machine stops. */
  write(entry: JournalEntry): Promise<void>;
}

export function journalOf({ path, place }: FilePlace): Journal {
  const file = { path: `${path}.progress`, place: `${place}.progress` };
  return {
    ...file,
    async read() {
      try {
        return entryOf(JSON.parse(await readFile(file.place, "utf8")));
      } catch (error) {
        if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT")) {
          return undefined;
        }
        throw unreadable(file.path, error);
      }
    },
    async write(entry) {
      const draft = `${file.place}.new`;
      try {
        const handle = await open(draft, "w");
        await writeAll(handle, JSON.stringify(entry)).finally(() => handle.close());
        await rename(draft, file.place);
      } catch (error) {
        throw unwritable(file.path, error);
      }
    },
  };
}

async function writeAll(handle: FileHandle, text: string): Promise<void> {
  await handle.writeFile(text);
  await handle.datasync();
}

/** A sample tells the type of each field. */
const SAMPLE: JournalEntry = {
  run: "",
  startedAt: 0,
  row: 0,
  next: { line: 1, offset: 0 },
  messages: 0,
  failed: 0,
  outBytes: 0,
  errorBytes: 0,
};

function entryOf(json: unknown): JournalEntry | undefined {
  return isLike(json, SAMPLE) ? json : undefined;
}

function isLike<Sample>(value: unknown, sample: Sample): value is Sample {
  if (typeof value !== typeof sample || value === null) return false;
  if (typeof sample !== "object" || sample === null) return true;
  return Object.entries(sample).every(([name, each]) => isLike((value as Record<string, unknown>)[name], each));
}
