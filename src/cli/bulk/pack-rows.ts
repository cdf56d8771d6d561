import type { Made } from "./made.js";

/** What was made of rows, as it comes from a thread: contents as UTF-8 in one piece of memory, which is copied at once. */
export interface PackedRows {
  readonly contents: Uint8Array;
  /** For each row the length of its content, or what there is in place of one. */
  readonly made: readonly (number | Exclude<Made, { readonly content: unknown }>)[];
}

/** Packs what comes, one after the other: the bytes of a row hold until the next one. */
export async function packRows(all: Iterable<Made | Promise<Made>>): Promise<PackedRows> {
  const contents: Uint8Array[] = [];
  const made: PackedRows["made"][number][] = [];
  for (const pending of all) {
    // Without a promise nothing else may run in between: it could make the next row.
    const each = "then" in pending ? await pending : pending;
    if ("content" in each) {
      const { content } = each;
      const copy = typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
      contents.push(copy);
      made.push(copy.length);
    } else made.push(each);
  }
  return { contents: Buffer.concat(contents), made };
}

export function unpackRows({ contents, made }: PackedRows): readonly Made[] {
  let end = 0;
  return made.map((each) => {
    if (typeof each !== "number") return each;
    const start = end;
    end += each;
    return { content: contents.subarray(start, end) };
  });
}
