import { type FileHandle, open } from "node:fs/promises";
import { unwritable } from "../files.js";
import type { Output } from "../io.js";

/** Texts that go one behind the other. */
export interface TextSink {
  /** Undefined when there is nothing to wait for. */
  write(text: string): Promise<void> | undefined;
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
export async function openTextFile(file: FilePlace, size: number): Promise<TextSink> {
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
): TextSink {
  // Used again and again: memory outside of the heap is given back late.
  const buffer = Buffer.allocUnsafe(CAPACITY);
  let used = 0;
  let written = size;
  async function writeNow(bytes: Buffer): Promise<void> {
    await attempt(file, () => handle.writeFile(bytes));
    written += bytes.length;
  }
  async function flush(): Promise<void> {
    const bytes = buffer.subarray(0, used);
    used = 0;
    await writeNow(bytes);
  }
  function hold(text: string): Promise<void> | undefined {
    if (text.length * MAX_BYTES_OF_UNIT > CAPACITY) return writeNow(Buffer.from(text));
    used += buffer.write(text, used);
    return undefined;
  }
  return {
    write(text) {
      if (used + text.length * MAX_BYTES_OF_UNIT <= CAPACITY) return hold(text);
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

async function attempt<Result>({ path }: FilePlace, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Standard output, as fast as its reader takes it. */
export function outputSink(output: Output): TextSink {
  return {
    write(text) {
      if (output.write(text) !== false || output.once === undefined) return undefined;
      return new Promise((resolve) => output.once?.("drain", resolve));
    },
    settle: async () => 0,
    close: async () => undefined,
  };
}
