import type { EmlOptions } from "../../eml/index.js";
import { HandoverError } from "../../handover/handover-error.js";
import type { Rendered, RenderedEmail } from "../../runtime/index.js";
import type { Values } from "../recipient-row.js";
import type { FilledRow, FillProblem } from "./fill.js";
import type { Form, Made } from "./made.js";
import type { Format } from "./options.js";

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

/** As a file of its own, or as an entry of a Unix mailbox. */
export async function mailFormOf(format: Exclude<Format, "ndjson">, mailing: Mailing): Promise<Form> {
  const { toEml, toMboxEntry } = await import("../../eml/index.js");
  const write = format === "eml" ? toEml : toMboxEntry;
  return (row, message) =>
    unlessRefused(mailing, async () => ({ content: await write(emailOf(message), envelopeOf(row, message, mailing)) }));
}

async function unlessRefused({ to }: Mailing, act: () => Promise<Made>): Promise<Made> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof HandoverError) return { problems: [problemOf(error, to.join("."))] };
    throw error;
  }
}

function problemOf({ field, message, help }: HandoverError, to: string): FillProblem {
  if (field !== "to") return { code: "undeliverable", message, help };
  return {
    code: "undeliverable",
    message: `\`${to}\` is not one plain email address`,
    help: "give one address; --to says which variable has it",
    path: to,
  };
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
