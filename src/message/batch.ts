import { type Instant, millisecondsAt } from "./instant.js";
import type { Message } from "./record.js";

/** How long a window is, in milliseconds. */
const WINDOW = 30_000;

/** 30 seconds in which messages are sent together. */
export interface BatchWindow {
  /** The same on every machine: the start in UTC, such as `20261128T093030Z`. Earlier windows sort first. */
  readonly id: string;
  /** ISO 8601, inclusive. */
  readonly start: string;
  /** ISO 8601, exclusive. */
  readonly end: string;
}

/**
 * The window that an instant lies in. Windows start at each full and half minute of UTC.
 *
 * @throws RangeError when the instant is none of the years 0 to 9999.
 */
export function batchWindow(date: Instant): BatchWindow {
  const from = Math.floor(millisecondsAt(date) / WINDOW) * WINDOW;
  const start = new Date(from).toISOString();
  return { id: start.replace(/[-:]|\.\d+/g, ""), start, end: new Date(from + WINDOW).toISOString() };
}

/** The id of the window that a message is sent in; undefined for a draft, and for an incoming message. */
export function batchId(message: Pick<Message, "send_date" | "incoming">): string | undefined {
  const { send_date, incoming } = message;
  return send_date === undefined || incoming ? undefined : batchWindow(new Date(send_date)).id;
}

/**
 * The messages that are to be sent by now: outgoing, not sent, and with a `send_date` that has come.
 *
 * @returns Those that were to be sent first stand first, among equals those of the smaller `id`.
 */
export function dueMessages<Kind extends Message>(messages: readonly Kind[], now: Instant): Kind[] {
  const until = millisecondsAt(now);
  return messages
    .filter(
      ({ incoming, sent, send_date }) =>
        !incoming && !sent && send_date !== undefined && Date.parse(send_date) <= until,
    )
    .toSorted(bySendDate);
}

export interface DuplicateOptions<Kind extends Message> {
  /** Who receives a message, where that is known better than by its conversation. */
  readonly recipientOf?: (message: Kind) => string | number;
}

/**
 * Leaves out outgoing messages that a recipient would get twice: of those with the same `duplicate_key` and recipient the
 * one that was sent stays, else the one that is to be sent first. Give it sent messages along with those to be sent:
 * `dueMessages(filterDuplicates(messages), now)`.
 *
 * @returns The others, in the order given. Which they are does not depend on that order.
 */
export function filterDuplicates<Kind extends Message>(
  messages: readonly Kind[],
  { recipientOf = ({ conversation_id }) => conversation_id }: DuplicateOptions<Kind> = {},
): Kind[] {
  const keyOf = (message: Kind) =>
    message.duplicate_key === undefined || message.incoming
      ? undefined
      : JSON.stringify([message.duplicate_key, recipientOf(message)]);
  const first = new Map<string, Entry<Kind>>();
  const entries = messages.map((message) => ({ message, key: keyOf(message) }));
  for (const entry of entries.toSorted((a, b) => bySentFirst(a.message, b.message))) {
    if (entry.key !== undefined && !first.has(entry.key)) first.set(entry.key, entry);
  }
  return entries
    .filter((entry) => entry.key === undefined || first.get(entry.key) === entry)
    .map(({ message }) => message);
}

interface Entry<Kind> {
  readonly message: Kind;
  readonly key: string | undefined;
}

function bySentFirst(a: Message, b: Message): number {
  return Number(b.sent) - Number(a.sent) || bySendDate(a, b);
}

/** Drafts last. Instants of a record sort as texts. */
function bySendDate(a: Message, b: Message): number {
  const [first, second] = [a.send_date ?? "drafts", b.send_date ?? "drafts"];
  if (first !== second) return first < second ? -1 : 1;
  return a.id - b.id;
}
