import type { RenderedEmail } from "../runtime/index.js";
import type { Envelope } from "./envelope.js";
import { prepareHandover } from "./handover.js";
import { formatAsciiMailbox } from "./mailbox.js";

export interface SesEmail {
  FromEmailAddress: string;
  Destination: { ToAddresses: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  ReplyToAddresses?: string[];
  Content: {
    Simple: {
      Subject: SesContent;
      Body: { Html: SesContent; Text?: SesContent };
      Headers: { Name: string; Value: string }[];
      Attachments?: SesAttachment[];
    };
  };
}

export interface SesContent {
  Data: string;
  Charset: "UTF-8";
}

export interface SesAttachment {
  FileName: string;
  ContentType: string;
  RawContent: Uint8Array;
  ContentDisposition: "INLINE" | "ATTACHMENT";
  ContentTransferEncoding: "BASE64";
  ContentId?: string;
}

/** The input of `SendEmailCommand` of @aws-sdk/client-sesv2. Amazon takes names in ASCII. @throws HandoverError */
export function toSes(message: RenderedEmail, envelope: Envelope): SesEmail {
  const { from, to, cc, bcc, replyTo, subject, html, text, headers, attachments } = prepareHandover(message, envelope);
  const files = attachments.map(({ filename, contentType, content, cid }): SesAttachment => {
    const file = { FileName: filename, ContentType: contentType, RawContent: content };
    const encoding = { ContentTransferEncoding: "BASE64" } as const;
    if (cid === undefined) return { ...file, ...encoding, ContentDisposition: "ATTACHMENT" };
    return { ...file, ...encoding, ContentDisposition: "INLINE", ContentId: cid };
  });
  return {
    FromEmailAddress: formatAsciiMailbox(from),
    Destination: {
      ToAddresses: to.map(formatAsciiMailbox),
      ...(cc.length > 0 && { CcAddresses: cc.map(formatAsciiMailbox) }),
      ...(bcc.length > 0 && { BccAddresses: bcc.map(formatAsciiMailbox) }),
    },
    ...(replyTo && { ReplyToAddresses: [formatAsciiMailbox(replyTo)] }),
    Content: {
      Simple: {
        Subject: contentOf(subject),
        Body: { Html: contentOf(html), ...(text !== "" && { Text: contentOf(text) }) },
        Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
        ...(files.length > 0 && { Attachments: files }),
      },
    },
  };
}

function contentOf(text: string): SesContent {
  return { Data: text, Charset: "UTF-8" };
}
