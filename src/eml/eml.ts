import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { encodeHeader } from "../handover/encoded-words.js";
import type { Envelope } from "../handover/envelope.js";
import { HandoverError } from "../handover/handover-error.js";
import { type NodemailerMessage, toNodemailer } from "../handover/nodemailer.js";
import type { RenderedEmail } from "../runtime/index.js";

/** No `bcc`: who reads the file would read it. */
export interface EmlOptions extends Omit<Envelope, "bcc"> {
  /** When it was sent: a `Date` or milliseconds since 1970. Nothing here reads the clock. */
  readonly date: Date | number;
  /** Unique in the world, such as `receipt-17@shop.example`; in angle brackets or without. */
  readonly messageId: string;
}

/**
 * Makes an `.eml` file: the message as it goes over the wire, in ASCII, with lines that end in CRLF and have at most 998
 * octets. The same arguments give the same bytes.
 *
 * @throws HandoverError when something is missing or cannot be written; the promise is rejected.
 * @see RFC 5322, RFC 2045 to 2047
 */
export async function toEml(message: RenderedEmail, options: EmlOptions): Promise<Uint8Array> {
  const { date, messageId, ...envelope } = options;
  const mail = toNodemailer(message, { ...envelope, bcc: [] });
  const head = { date: readDate(date), messageId: readMessageId(messageId) };
  const root = new MailComposer({
    ...mail,
    ...head,
    html: withCrlf(mail.html),
    text: withCrlf(mail.text),
    // Base64 would cut characters at the ends of its lines, which breaks them for readers that decode line by line.
    encoding: "quoted-printable",
    headers: Object.entries(mail.headers).map(([key, value]) => ({ key, value: prepared(value) })),
    baseBoundary: boundaryOf(mail, head),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  // What nodemailer takes for encoded already it would leave alone, and it does not break long words.
  root.setHeader("Subject", prepared(encodeHeader(mail.subject)));
  return await root.build();
}

/** A value of a header that is ready to be written, and only to be folded. */
function prepared(value: string) {
  return { value, prepared: true, foldLines: true };
}

/** Text in a message has CRLF even where it is encoded. */
function withCrlf(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

/**
 * What separates the parts must not stand in any of them, and values could write what can be known before. It is a hash
 * of all that the message holds, which nothing in it can contain.
 */
function boundaryOf(mail: NodemailerMessage, head: { readonly date: Date; readonly messageId: string }): string {
  return createHash("sha256")
    .update(JSON.stringify([mail, head]))
    .digest("hex")
    .slice(0, 32);
}

function readDate(date: Date | number): Date {
  const read = new Date(date);
  // Four digits are what the header takes.
  const year = read.getUTCFullYear();
  if (year >= 1900 && year <= 9999) return read;
  throw invalidHeader("date", "a date that can be written", "give a `Date`, or milliseconds since 1970");
}

function readMessageId(id: string): string {
  const bare = /^<(.*)>$/.exec(id)?.[1] ?? id;
  if (bare.length <= 250 && /^[\w!#$%&'*+/=?^`{|}~.-]+@[\w.-]+$/.test(bare)) return `<${bare}>`;
  throw invalidHeader("messageId", "the id of a message", "give two words of ASCII with an `@` between");
}

function invalidHeader(field: string, wanted: string, help: string): HandoverError {
  return new HandoverError("invalid-header", { field, message: `\`${field}\` is not ${wanted}`, help });
}
