import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unwritable } from "../files.js";
import type { RowPlace } from "../recipient-row.js";
import type { Message } from "./made.js";
import type { FilePlace, Sink } from "./sink.js";

/** Where messages go, one after the other in the order of the rows. */
export interface MessageWriter {
  /** Undefined when there is nothing to wait for. */
  write(row: RowPlace, message: Message): Promise<void> | undefined;
  /** @returns How many bytes of a file are on the disk for good; of a folder, 1 if anything is in it. */
  settle(): Promise<number>;
  /** Without what was not settled. */
  close(): Promise<void>;
}

/** One behind the other. */
export function sinkWriter(sink: Sink): MessageWriter {
  return { ...sink, write: (_, message) => sink.write(contentOf(message)) };
}

/**
 * A folder of files `000000001.eml`, called by the numbers of the rows.
 *
 * @param folder Its `size` is what an earlier run settled.
 */
export async function folderWriter(folder: FilePlace & { readonly size: number }): Promise<MessageWriter> {
  await attempt(folder.path, () => mkdir(folder.place, { recursive: true }));
  let size = folder.size;
  return {
    async write({ row }, message) {
      const name = `${String(row).padStart(9, "0")}.eml`;
      await attempt(`${folder.path}/${name}`, () => writeFile(join(folder.place, name), contentOf(message)));
      size = 1;
    },
    settle: async () => size,
    close: async () => undefined,
  };
}

function contentOf(message: Message): string | Uint8Array {
  if ("content" in message) return message.content;
  throw new TypeError("only a dry run has sizes");
}

async function attempt(path: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw unwritable(path, error);
  }
}
