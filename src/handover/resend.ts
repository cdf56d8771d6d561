import type { RenderedEmail } from "../runtime/index.js";
import { toBase64 } from "./base64.js";
import type { Envelope } from "./envelope.js";
import { prepareHandover } from "./handover.js";
import { formatMailbox } from "./mailbox.js";

export interface ResendEmail {
  from: string;
  to: string[];
  cc?: string[];
  bcc?: string[];
  replyTo?: string;
  subject: string;
  html: string;
  /** Given even when it is empty: Resend would make a text part of its own. */
  text: string;
  headers: Record<string, string>;
  attachments?: { filename: string; contentType: string; content: string; contentId?: string }[];
}

/** What `resend.emails.send` takes. @throws HandoverError */
export function toResend(message: RenderedEmail, envelope: Envelope): ResendEmail {
  const { from, to, cc, bcc, replyTo, subject, html, text, headers, attachments } = prepareHandover(message, envelope);
  const files = attachments.map(({ filename, contentType, content, cid }) => {
    return { filename, contentType, content: toBase64(content), ...(cid !== undefined && { contentId: cid }) };
  });
  return {
    from: formatMailbox(from),
    to: to.map(formatMailbox),
    ...(cc.length > 0 && { cc: cc.map(formatMailbox) }),
    ...(bcc.length > 0 && { bcc: bcc.map(formatMailbox) }),
    ...(replyTo && { replyTo: formatMailbox(replyTo) }),
    subject,
    html,
    text,
    headers: { ...headers },
    ...(files.length > 0 && { attachments: files }),
  };
}
