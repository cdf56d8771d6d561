import type { RenderedEmail } from "../runtime/index.js";
import { toBase64 } from "./base64.js";
import type { Envelope } from "./envelope.js";
import { prepareHandover } from "./handover.js";
import type { Mailbox } from "./mailbox.js";

export interface SendGridEmail {
  from: SendGridAddress;
  to: SendGridAddress[];
  cc?: SendGridAddress[];
  bcc?: SendGridAddress[];
  replyTo?: SendGridAddress;
  subject: string;
  html: string;
  /** Absent when it is empty, which SendGrid refuses. */
  text?: string;
  headers: Record<string, string>;
  attachments?: {
    filename: string;
    type: string;
    content: string;
    disposition: "inline" | "attachment";
    /** The published types know `contentId` alone, which is sent as it is, and which the API does not know. */
    content_id?: string;
  }[];
}

export interface SendGridAddress {
  email: string;
  name?: string;
}

/** What `send` of @sendgrid/mail takes. @throws HandoverError */
export function toSendGrid(message: RenderedEmail, envelope: Envelope): SendGridEmail {
  const { from, to, cc, bcc, replyTo, subject, html, text, headers, attachments } = prepareHandover(message, envelope);
  const files = attachments.map(({ filename, contentType, content, cid }) => {
    const file = { filename, type: contentType, content: toBase64(content) };
    if (cid === undefined) return { ...file, disposition: "attachment" as const };
    return { ...file, disposition: "inline" as const, content_id: cid };
  });
  return {
    from: addressOf(from),
    to: to.map(addressOf),
    ...(cc.length > 0 && { cc: cc.map(addressOf) }),
    ...(bcc.length > 0 && { bcc: bcc.map(addressOf) }),
    ...(replyTo && { replyTo: addressOf(replyTo) }),
    subject,
    html,
    ...(text !== "" && { text }),
    headers: { ...headers },
    ...(files.length > 0 && { attachments: files }),
  };
}

function addressOf({ name, email }: Mailbox): SendGridAddress {
  return name === "" ? { email } : { email, name };
}
