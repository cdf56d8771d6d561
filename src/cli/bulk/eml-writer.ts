import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmlOptions } from "../../eml/index.js";
import { HandoverError } from "../../handover/handover-error.js";
import type { Rendered, RenderedEmail } from "../../runtime/index.js";
import { unwritable } from "../files.js";
import type { Values } from "../recipient-row.js";
import type { FilledRow, FillProblem } from "./fill.js";
import type { MessageWriter } from "./message-writer.js";
import type { FilePlace, TextSink } from "./text-sink.js";

/** What the messages of a run have in common as files of mail programs. */
export interface Mailing {
  /** Path of the variable that holds the recipient's address. */
  readonly to: readonly string[];
  readonly from: string | undefined;
  /** In milliseconds since 1970. */
  readonly date: number;
  /** Letters and digits; with the number of the row they make the id of a message. */
  readonly id: string;
}

/**
 * A folder of files `000000001.eml`, called by the numbers of the rows.
 *
 * @param folder Its `size` is what an earlier run settled.
 */
export async function emlWriter(
  folder: FilePlace & { readonly size: number },
  mailing: Mailing,
): Promise<MessageWriter> {
  const { toEml } = await import("../../eml/index.js");
  await attempt(folder.path, () => mkdir(folder.place, { recursive: true }));
  let size = folder.size;
  return {
    write: (row, message) =>
      unlessRefused(mailing, async () => {
        const bytes = await toEml(emailOf(message), envelopeOf(row, message, mailing));
        const name = `${String(row.row).padStart(9, "0")}.eml`;
        await attempt(`${folder.path}/${name}`, () => writeFile(join(folder.place, name), bytes));
        size = 1;
      }),
    settle: async () => size,
    close: async () => undefined,
  };
}

/** One file in the form of Unix mailboxes. */
export async function mboxWriter(sink: TextSink, mailing: Mailing): Promise<MessageWriter> {
  const { toMboxEntry } = await import("../../eml/index.js");
  return {
    ...sink,
    write: (row, message) =>
      unlessRefused(mailing, async () => {
        const bytes = await toMboxEntry(emailOf(message), envelopeOf(row, message, mailing));
        await sink.write(Buffer.from(bytes).toString());
      }),
  };
}

async function unlessRefused({ to }: Mailing, act: () => Promise<void>): Promise<readonly FillProblem[] | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!(error instanceof HandoverError)) throw error;
    if (error.field !== "to") return [{ code: "undeliverable", message: error.message, help: error.help }];
    const path = to.join(".");
    const message = `\`${path}\` is not one plain email address`;
    return [{ code: "undeliverable", message, help: "give one address; --to says which variable has it", path }];
  }
}

function emailOf(message: Rendered): RenderedEmail {
  if (message.channel === "email") return message;
  throw new TypeError("only emails are written as files of mail programs");
}

function envelopeOf({ row, values }: FilledRow, message: Rendered, { to, from, date, id }: Mailing): EmlOptions {
  const domain = (from ?? emailOf(message).from.email ?? "").replace(/^.*@/, "");
  return {
    to: addressAt(values, to),
    ...(from !== undefined && { from }),
    date,
    messageId: `${row}.${id}@${/^[\w.-]+$/.test(domain) ? domain : "localhost"}`,
  };
}

function addressAt(values: Values, path: readonly string[]): string {
  let value: unknown = values;
  for (const name of path) {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    value = isObject ? (value as Values)[name] : undefined;
  }
  return typeof value === "string" ? value : "";
}

async function attempt(path: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw unwritable(path, error);
  }
}
