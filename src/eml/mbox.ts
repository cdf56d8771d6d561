import type { RenderedEmail } from "../runtime/index.js";
import { type EmlOptions, toEml } from "./eml.js";

/**
 * Makes an entry of an mbox file, in its form mboxrd: a line `From`, the message with line ends as LF, and a blank line.
 * A file is entries one after the other.
 *
 * @throws HandoverError as `toEml` does.
 * @see RFC 4155
 */
export async function toMboxEntry(message: RenderedEmail, options: EmlOptions): Promise<Uint8Array> {
  const eml = new TextDecoder().decode(await toEml(message, options));
  const lines = eml.replace(/\r\n/g, "\n").replace(/^>*From /gm, ">$&");
  return new TextEncoder().encode(`From ${senderOf(message, options)} ${timestamp(options.date)}\n${lines}\n`);
}

function senderOf(message: RenderedEmail, { from = message.from.email ?? "" }: EmlOptions): string {
  return typeof from === "string" ? from : from.email;
}

/** Such as `Sat Nov 28 06:23:00 2026`, in UTC. */
function timestamp(date: Date | number): string {
  const [weekday, day, month, year, time] = new Date(date).toUTCString().split(/,? /);
  return `${weekday} ${month} ${Number(day).toString().padStart(2)} ${time} ${year}`;
}
