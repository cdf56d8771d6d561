/** How a content is written. The first three are known to both channels, MJML to email alone. */
export type ContentType = "html" | "markdown" | "text" | "mjml";

/** What every stored message has. Instants are ISO 8601 in UTC with milliseconds: `2026-11-28T09:30:00.000Z`. */
interface StoredMessage {
  /** Given by the system, from 1, never altered. */
  readonly id: number;
  /** Given by the system; names the message to the outside, so that ids need not be told. */
  readonly hash: string;
  /** The conversation it belongs to, which links the contact or group. */
  readonly conversation_id: number;
  /** Who created it. */
  readonly user_id?: number;
  /** For reference only, never rendered. */
  readonly name?: string;
  /** May contain variables. */
  readonly content?: string;
  readonly content_type?: ContentType;
  /** An attached file; it makes a text message an MMS. */
  readonly file_id?: number;
  /** Links messages that are one message, so that a recipient gets one of them. */
  readonly duplicate_key?: string;
  /** Whether it was received. An incoming message is kept as it came: never compiled, never sent. */
  readonly incoming: boolean;
  /** Whether it was handed to the provider. What was sent is frozen. */
  readonly sent: boolean;
  /** The window in which it is sent, see `batchId`; absent as long as it has no `send_date`. */
  readonly batch_id?: string;
  /** Whether an automated process created it. */
  readonly automated: boolean;
  /** When it is to be sent; a message without is a draft. */
  readonly send_date?: string;
  readonly modified_date: string;
}

export interface EmailMessage extends StoredMessage {
  readonly type: "email";
  readonly from_email?: string;
  /** May contain variables. */
  readonly from_name?: string;
  /** May contain variables. */
  readonly subject?: string;
  /** The template that the content is embedded into. */
  readonly template?: string;
}

export interface SmsMessage extends StoredMessage {
  readonly type: "sms";
  /** The connection of the phone number that it is sent through. */
  readonly connection_id?: number;
}

/** A message as it is stored: a plain object of texts, numbers and booleans, the same before and after JSON. */
export type Message = EmailMessage | SmsMessage;

type AllFields = Omit<EmailMessage, "type"> & Omit<SmsMessage, "type"> & { readonly type: Message["type"] };

export type FieldName = keyof AllFields;

/** Fields as they were given. `null` is a field that was given empty: not set, or to be cleared. */
export type MessageFields = { readonly [Name in FieldName]?: AllFields[Name] | null };

/** Fields that only the system sets. They may be given with the value that they have. */
export const SYSTEM_FIELDS = ["id", "hash", "sent", "batch_id", "modified_date"] as const satisfies FieldName[];

/** What a message that was sent says of what was sent. */
export const FROZEN_FIELDS = [
  "type",
  "from_email",
  "from_name",
  "subject",
  "template",
  "content",
  "content_type",
  "file_id",
  "incoming",
  "connection_id",
  "send_date",
] as const satisfies FieldName[];

/** Fields that one type of message has alone. */
export const ONLY_FIELDS = {
  email: ["from_email", "from_name", "subject", "template"],
  sms: ["connection_id"],
} as const satisfies Record<Message["type"], FieldName[]>;

/** Fields of older clients, with what to use in their place. They are accepted with any value, and ignored. */
export const DEPRECATED_FIELDS = {
  to_email: "use `conversation_id`: the conversation links the contact",
  media_type: "use `file_id`: the type is that of the file",
  media_url: "use `file_id`: attach the file",
  thread_id: "use `conversation_id`",
} as const;
