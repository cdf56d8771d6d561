import type { RenderedEmail } from "../runtime/index.js";
import { toBase64 } from "./base64.js";
import type { Attachment, Envelope } from "./envelope.js";
import { prepareHandover } from "./handover.js";
import type { Mailbox } from "./mailbox.js";

export interface NodemailerMessage {
  from: NodemailerAddress;
  to: NodemailerAddress[];
  cc?: NodemailerAddress[];
  bcc?: NodemailerAddress[];
  replyTo?: NodemailerAddress;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; content: string; encoding: "base64"; cid?: string }[];
}

export interface NodemailerAddress {
  name: string;
  address: string;
}

/** What `sendMail` of nodemailer takes. @throws HandoverError */
export function toNodemailer(message: RenderedEmail, envelope: Envelope): NodemailerMessage {
  const { from, to, cc, bcc, replyTo, subject, html, text, headers, attachments } = prepareHandover(message, envelope);
  return {
    from: addressOf(from),
    to: to.map(addressOf),
    ...(cc.length > 0 && { cc: cc.map(addressOf) }),
    ...(bcc.length > 0 && { bcc: bcc.map(addressOf) }),
    ...(replyTo && { replyTo: addressOf(replyTo) }),
    subject,
    html,
    text,
    headers: { ...headers },
    attachments: attachments.map(attachmentOf),
  };
}

function addressOf({ name, email }: Mailbox): NodemailerAddress {
  return { name, address: email };
}

function attachmentOf({ filename, contentType, content, cid }: Attachment): NodemailerMessage["attachments"][number] {
  return { filename, contentType, content: toBase64(content), encoding: "base64", ...(cid !== undefined && { cid }) };
}
