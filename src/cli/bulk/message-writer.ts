import type { Rendered } from "../../runtime/index.js";
import type { RowPlace } from "../recipient-row.js";
import type { TextSink } from "./text-sink.js";

/** Where rendered messages go, one after the other in the order of the rows. */
export interface MessageWriter {
  /** Undefined when there is nothing to wait for. */
  write(place: RowPlace, message: Rendered): Promise<void> | undefined;
  /** @returns How many bytes of one file are on the disk for good; of a folder, 0. */
  settle(): Promise<number>;
  close(): Promise<void>;
}

/** A line of JSON for each message: what `render` returned, behind the number of its row. */
export function ndjsonWriter(sink: TextSink): MessageWriter {
  return {
    ...sink,
    write: ({ row }, message) => sink.write(`${JSON.stringify({ row, ...message })}\n`),
  };
}
