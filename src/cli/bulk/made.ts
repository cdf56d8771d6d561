import type { Rendered } from "../../runtime/index.js";
import type { FilledRow, FillProblem } from "./fill.js";
import type { Size } from "./size.js";

/** What came of a row: a message, or why there is none. */
export type Made = Message | { readonly problems: readonly FillProblem[] };

/** What is to be written, or in a dry run what it would come to. Bytes hold until the next row. */
export type Message = { readonly content: string | Uint8Array } | { readonly size: Size };

/** How a message is written down. */
export type Form = (row: FilledRow, message: Rendered) => Made | Promise<Made>;
