import type { Rendered } from "../../runtime/index.js";
import type { FilledRow, FillProblem } from "./fill.js";
import type { TextSink } from "./text-sink.js";

/** Where rendered messages go, one after the other in the order of the rows. */
export interface MessageWriter {
  /**
   * Undefined when there is nothing to wait for. What the promise comes to is why the message cannot be written in this
   * form, if it cannot; then nothing is written.
   */
  write(row: FilledRow, message: Rendered): Promise<readonly FillProblem[] | undefined> | undefined;
  /** @returns How many bytes of a file are on the disk for good; of a folder, 1 if anything is in it. */
  settle(): Promise<number>;
  /** Without what was not settled. */
  close(): Promise<void>;
}

/** A line of JSON for each message: what `render` returned, behind the number of its row. */
export function ndjsonWriter(sink: TextSink): MessageWriter {
  return {
    ...sink,
    write: ({ row }, message) => {
      const pending = sink.write(`${JSON.stringify({ row, ...message })}\n`);
      return pending?.then(() => undefined);
    },
  };
}
