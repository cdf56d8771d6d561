import { type FileHandle, open } from "node:fs/promises";
import { unwritable } from "../files.js";
import type { Output } from "../io.js";

/** Texts, or their UTF-8, that go one behind the other. Bytes may be used again when there is nothing more to wait for. */
export interface Sink {
  /** Undefined when there is nothing to wait for. */
  write(text: string | Uint8Array): Promise<void> | undefined;
  /** @returns How many bytes are on the disk for good. */
  settle(): Promise<number>;
  /** Without what was not settled. */
  close(): Promise<void>;
}

/** So many bytes are written at a time, unless a text has more. */
const CAPACITY = 256 * 1024;
/** A UTF-16 unit has no more bytes. */
const MAX_BYTES_OF_UNIT = 3;

/**
 * Appends to a file.
 *
 * @param size What of the file is to stay; the rest goes.
 * @throws Fault `unwritable-file`.
 */
export async function openSink(file: FilePlace, size: number): Promise<Sink> {
  const handle = await attempt(file, () => open(file.place, "a"));
  const isRegular = await attempt(file, async () => {
    const isFile = (await handle.stat()).isFile();
    if (isFile) await handle.truncate(size);
    return isFile;
  });
  return collect({ handle, isRegular, size }, file);
}

/** A file as the user typed it, and where that is. */
export interface FilePlace {
  readonly path: string;
  readonly place: string;
}

function collect(
  { handle, isRegular, size }: { readonly handle: FileHandle; readonly isRegular: boolean; readonly size: number },
  file: FilePlace,
): Sink {
  // Used again and again: memory outside of the heap is given back late.
  const buffer = Buffer.allocUnsafe(CAPACITY);
  let used = 0;
  let written = size;
  async function writeNow(bytes: Uint8Array): Promise<void> {
    await attempt(file, () => handle.writeFile(bytes));
    written += bytes.length;
  }
  async function flush(): Promise<void> {
    const bytes = buffer.subarray(0, used);
    used = 0;
    await writeNow(bytes);
  }
  function hold(text: string | Uint8Array): Promise<void> | undefined {
    if (mostBytes(text) > CAPACITY) return writeNow(typeof text === "string" ? Buffer.from(text) : text);
    if (typeof text === "string") used += buffer.write(text, used);
    else {
      buffer.set(text, used);
      used += text.length;
    }
    return undefined;
  }
  return {
    write(text) {
      if (used + mostBytes(text) <= CAPACITY) return hold(text);
      return flush().then(() => hold(text));
    },
    async settle() {
      await flush();
      if (isRegular) await attempt(file, () => handle.datasync());
      return written;
    },
    close: () => attempt(file, () => handle.close()),
  };
}

function mostBytes(text: string | Uint8Array): number {
  return typeof text === "string" ? text.length * MAX_BYTES_OF_UNIT : text.length;
}

async function attempt<Result>({ path }: FilePlace, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw unwritable(path, error);
  }
}

const decoder = new TextDecoder();

/** Standard output, as fast as its reader takes it. */
export function outputSink(output: Output): Sink {
  return {
    write(text) {
      // It is written later than this returns, and bytes may be used again by then.
      const kept = typeof text === "string" ? text : decoder.decode(text);
      if (output.write(kept) !== false || output.once === undefined) return undefined;
      return new Promise((resolve) => output.once?.("drain", resolve));
    },
    settle: async () => 0,
    close: async () => undefined,
  };
}
