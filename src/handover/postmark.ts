import type { RenderedEmail } from "../runtime/index.js";
import { toBase64 } from "./base64.js";
import type { Envelope } from "./envelope.js";
import { prepareHandover } from "./handover.js";
import { formatMailbox, type Mailbox } from "./mailbox.js";

export interface PostmarkMessage {
  From: string;
  To: string;
  Cc?: string;
  Bcc?: string;
  ReplyTo?: string;
  Subject: string;
  HtmlBody: string;
  TextBody?: string;
  Headers: { Name: string; Value: string }[];
  Attachments: { Name: string; ContentType: string; Content: string; ContentID: string | null }[];
}

/** What `sendEmail` of postmark takes. @throws HandoverError */
export function toPostmark(message: RenderedEmail, envelope: Envelope): PostmarkMessage {
  const { from, to, cc, bcc, replyTo, subject, html, text, headers, attachments } = prepareHandover(message, envelope);
  return {
    From: formatMailbox(from),
    To: listOf(to),
    ...(cc.length > 0 && { Cc: listOf(cc) }),
    ...(bcc.length > 0 && { Bcc: listOf(bcc) }),
    ...(replyTo && { ReplyTo: formatMailbox(replyTo) }),
    Subject: subject,
    HtmlBody: html,
    ...(text !== "" && { TextBody: text }),
    Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
    Attachments: attachments.map(({ filename, contentType, content, cid }) => {
      const ContentID = cid === undefined ? null : `cid:${cid}`;
      return { Name: filename, ContentType: contentType, Content: toBase64(content), ContentID };
    }),
  };
}

function listOf(mailboxes: readonly Mailbox[]): string {
  return mailboxes.map(formatMailbox).join(", ");
}
