import type { Rendered } from "../runtime/index.js";
import { contentIdsOf } from "./content-ids.js";
import type { Address, Attachment, Envelope } from "./envelope.js";
import { HandoverError } from "./handover-error.js";
import { type Mailbox, oneLine, readMailbox, readName } from "./mailbox.js";

/** An email with all that is needed to send it, checked: what the payload of any provider is made of. */
export interface Handover {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly replyTo: Mailbox | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
}

/** Puts a message and its envelope together. @throws HandoverError */
export function prepareHandover(message: Rendered, envelope: Envelope): Handover {
  if (message.channel !== "email") {
    throw new HandoverError("wrong-channel", {
      field: "message",
      message: "the message is an SMS, and an email is needed",
      help: "hand it over with `toTwilio`, or render the email of the template",
    });
  }
  const { replyTo, attachments = [] } = envelope;
  const to = mailboxes(envelope.to, "to");
  if (to.length === 0) throw invalidRecipients();
  checkHeaders(message.headers);
  checkAttachments(attachments);
  checkPictures(message.html, attachments);
  return {
    from: senderOf(message.from, envelope.from),
    to,
    cc: mailboxes(envelope.cc, "cc"),
    bcc: mailboxes(envelope.bcc, "bcc"),
    replyTo: replyTo === undefined ? undefined : readMailbox(replyTo, "replyTo"),
    subject: oneLine(message.subject),
    html: message.html,
    text: message.text,
    headers: message.headers,
    attachments,
  };
}

function mailboxes(addresses: Envelope["cc"] = [], field: string): Mailbox[] {
  if (!isList(addresses)) return [readMailbox(addresses, field)];
  return addresses.map((address, index) => readMailbox(address, `${field}[${index}]`));
}

/** `Array.isArray` alone does not know lists that cannot be written. */
function isList(addresses: Address | readonly Address[]): addresses is readonly Address[] {
  return Array.isArray(addresses);
}

function senderOf(own: { readonly name: string; readonly email: string | null }, given?: Address): Mailbox {
  if (given !== undefined && typeof given !== "string") return readMailbox(given, "from");
  const email = given ?? own.email;
  if (email !== null) return { ...readMailbox(email, "from"), name: readName(own.name, "from") };
  throw new HandoverError("missing-sender", {
    field: "from",
    message: "the message has no address of a sender",
    help: "give `from_email` with the message, or `from` here",
  });
}

function invalidRecipients(): HandoverError {
  return new HandoverError("invalid-address", {
    field: "to",
    message: "`to` holds no address",
    help: "give at least one recipient",
  });
}

/** Headers that follow from the rest, or say how the parts are written. */
const OWN_HEADERS = /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*)$/i;
/** Octets of a header: a line has 998, and Amazon takes 996 without the colon. */
const MAX_HEADER = 996;

function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    const isWritable = /^[!-9;-~]+$/.test(name) && /^[ -~]+$/.test(value) && !OWN_HEADERS.test(name);
    if (isWritable && name.length + value.length <= MAX_HEADER) continue;
    throw new HandoverError("invalid-header", {
      field: isWritable ? `headers.${name}` : "headers",
      message: isWritable ? `the header \`${name}\` is longer than a line may be` : "a header cannot be written",
      help: `give one line of ASCII, of at most ${MAX_HEADER} characters with the name`,
    });
  }
}

function checkAttachments(attachments: readonly Attachment[]): void {
  const ids = new Set<string>();
  for (const [index, { filename, contentType, content, cid }] of attachments.entries()) {
    const refuse = (key: keyof Attachment, wanted: string): HandoverError =>
      new HandoverError("invalid-attachment", {
        field: `attachments[${index}].${key}`,
        message: `\`attachments[${index}].${key}\` is not ${wanted}`,
        help: "see `Attachment` for what it takes",
      });
    if (!isFilename(filename)) throw refuse("filename", "a name of one line, without folders");
    if (!isContentType(contentType)) throw refuse("contentType", "the type of a single file, such as `image/png`");
    if (!(content instanceof Uint8Array)) throw refuse("content", "a `Uint8Array`");
    if (cid === undefined) continue;
    if (!/^[\w.+@-]{1,100}$/.test(cid) || ids.has(cid)) throw refuse("cid", "a plain word that no other has");
    ids.add(cid);
  }
}

function isFilename(name: string): boolean {
  return /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}/\\]{1,200}$/u.test(name) && name === name.trim();
}

/** Messages and lists of parts are no files: they may not be encoded, and would be read as parts of this message. */
function isContentType(type: string): boolean {
  return (
    type.length <= 200 && /^(?!multipart\/|message\/)[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:; ?[\w.-]+=[\w.-]+)*$/i.test(type)
  );
}

/** A picture that nobody brings along is a broken one for everybody. */
function checkPictures(html: string, attachments: readonly Attachment[]): void {
  const known = new Set(attachments.map(({ cid }) => cid));
  const unknown = [...contentIdsOf(html)].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new HandoverError("unknown-cid", {
    field: "attachments",
    message: `the HTML shows ${unknown.length === 1 ? "a picture" : `${unknown.length} pictures`} by \`cid:\` that no attachment has`,
    help: "give each in `attachments`, with its `cid`",
  });
}
