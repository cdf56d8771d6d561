import { batchId } from "./batch.js";
import { type CompilesMessages, compileFields } from "./compile-fields.js";
import { type Instant, isoAt, millisecondsAt } from "./instant.js";
import { readFields } from "./parse.js";
import type { MessageProblem } from "./problem.js";
import type { FieldName, Message, MessageFields } from "./record.js";
import { changeProblems, isSet, missingFields, newProblems, typeProblems } from "./rules.js";
import { checkFields, FIELD_NAMES } from "./schema.js";

/** A message to store, or all that is wrong. Warnings, also among problems, are about deprecated fields and texts. */
export type MessageResult =
  | { readonly ok: true; readonly message: Message; readonly warnings: readonly MessageProblem[] }
  | { readonly ok: false; readonly problems: readonly MessageProblem[] };

export interface UpdateContext {
  readonly renderer: CompilesMessages;
  readonly now: Instant;
}

export interface CreateContext extends UpdateContext {
  /** The id of the new message. */
  readonly id: number;
  /** Its hash, which does not give the id away. */
  readonly hash: string;
}

/**
 * Makes a new message. Nothing is stored, and nothing given is changed.
 *
 * @param input What `parseMessage` takes, or the fields that it gave.
 * @returns The message to store; or all problems: of the fields, or, when these are in order, of the texts and the
 *   template, which are compiled.
 * @throws RangeError when `now`, `id` or `hash` is none.
 */
export async function createMessage(input: unknown, context: CreateContext): Promise<MessageResult> {
  const { now } = context;
  const { id, hash } = checkFields({ id: context.id, hash: context.hash }).fields;
  if (!id || !hash) throw new RangeError("`id` or `hash` is not one of a message");
  const read = readFields(input);
  const { fields, warnings } = read;
  const problems = together(read.problems, [...newProblems(fields), ...missingFields(fields)]);
  if (problems.length > 0) return { ok: false, problems: [...problems, ...warnings] };
  const ready = { ...fields, ...flagsOf(fields), sent: false, id, hash };
  const message = stamped({ ...ready, send_date: dateToSend(ready, now) }, now);
  return await compiled(message, warnings, context);
}

/**
 * Changes a stored message. Nothing is stored, and neither the message nor the changes are written to.
 *
 * @param input What `parseMessage` takes, or the fields that it gave: the `hash` of the message, and the fields to
 *   change; one that is empty is cleared.
 * @returns The changed message; the message itself when nothing changes; or all problems, as `createMessage` gives them.
 * @throws RangeError when `now` is no instant.
 */
export async function updateMessage(message: Message, input: unknown, context: UpdateContext): Promise<MessageResult> {
  const { fields: changes, problems: wrong, warnings } = readFields(input);
  const given = { ...message, ...changes };
  const merged = { ...given, ...flagsOf(given), sent: message.sent };
  const rules = [...changeProblems(message, changes), ...missingFields(merged), ...typeProblems(merged)];
  const problems = together(wrong, rules);
  if (problems.length > 0) return { ok: false, problems: [...problems, ...warnings] };
  if (FIELD_NAMES.every((name) => isSame(message, merged, name))) return { ok: true, message, warnings };
  // A message that waits to be sent stays in its window, unless the change is to its date.
  const waits = !message.incoming && isSame(message, merged, "send_date");
  const send_date = waits ? message.send_date : dateToSend(merged, context.now);
  return await compiled(stamped({ ...merged, send_date }, context.now), warnings, context);
}

/**
 * A message after it was handed to the provider. One that was sent already stays as it is.
 *
 * @throws RangeError for an incoming message, and when `now` is no instant.
 */
export function markSent<Kind extends Message>(message: Kind, now: Instant): Kind {
  if (message.incoming) throw new RangeError("an incoming message is not sent");
  return message.sent ? message : { ...message, sent: true, modified_date: isoAt(now) };
}

/**
 * Checks a record by the rules that creating it has, or, when it has a `hash`, as one that is stored; and compiles it.
 *
 * @returns The typed fields that are in order, and all problems and warnings.
 */
export async function checkMessage(input: unknown, renderer: CompilesMessages): Promise<CheckedMessage> {
  const { fields, problems, warnings } = readFields(input);
  const created = isSet(fields.hash) ? [] : newProblems(fields);
  const wrong = together(problems, [...created, ...missingFields(fields)]);
  if (wrong.length > 0) return { ok: false, fields, findings: [...wrong, ...warnings] };
  const { ok, findings } = await compileFields(fields, renderer);
  return { ok, fields, findings: [...warnings, ...findings] };
}

export interface CheckedMessage {
  readonly ok: boolean;
  readonly fields: MessageFields;
  readonly findings: readonly MessageProblem[];
}

/** A field whose value is wrong is not missing as well, and is reported once. */
function together(problems: readonly MessageProblem[], rules: readonly MessageProblem[]): readonly MessageProblem[] {
  const reported = new Set(problems.map(({ field }) => field));
  return [...problems, ...rules.filter(({ field }) => !reported.has(field))];
}

async function compiled(
  message: Message,
  warnings: readonly MessageProblem[],
  { renderer }: UpdateContext,
): Promise<MessageResult> {
  const { ok, findings } = await compileFields(message, renderer);
  const all = [...warnings, ...findings];
  return ok ? { ok, message, warnings: all } : { ok, problems: all };
}

/** Flags that are not given, or cleared, are not set. */
function flagsOf({ incoming, automated }: MessageFields): { readonly incoming: boolean; readonly automated: boolean } {
  return { incoming: incoming ?? false, automated: automated ?? false };
}

/** The stored form: without what is not set, in the order of the schema, and with what follows from the rest. */
function stamped({ send_date, ...fields }: ReadyFields, now: Instant): Message {
  const dated = send_date === undefined ? { incoming: fields.incoming } : { incoming: fields.incoming, send_date };
  const all = { ...fields, ...dated, batch_id: batchId(dated), modified_date: isoAt(now) };
  const entries = FIELD_NAMES.flatMap((name) => (isSet(all[name]) ? [[name, all[name]]] : []));
  // The rules were checked: all that a message of its type needs is there, and nothing else.
  return Object.fromEntries(entries) as Message;
}

interface ReadyFields extends Omit<MessageFields, "send_date" | "incoming"> {
  readonly incoming: boolean;
  readonly send_date: string | undefined;
}

/** A date that has passed means now; of an incoming message it is when that was sent. */
function dateToSend({ incoming, send_date }: MessageFields, now: Instant): string | undefined {
  if (send_date === undefined || send_date === null) return undefined;
  return !incoming && Date.parse(send_date) < millisecondsAt(now) ? isoAt(now) : send_date;
}

function isSame(message: MessageFields, fields: MessageFields, name: FieldName): boolean {
  return (fields[name] ?? undefined) === (message[name] ?? undefined);
}
