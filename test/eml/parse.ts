import { type ParsedMessage, parseMail } from "@protontech/jsmimeparser";

export interface ParsedEml {
  readonly subject: string;
  readonly from: ParsedMessage["from"];
  readonly to: ParsedMessage["to"];
  readonly html: string;
  readonly text: string;
  readonly headers: ParsedMessage["headers"];
  readonly attachments: readonly { filename?: string; contentType?: string; cid?: string; content: Uint8Array }[];
}

/** Reads a message with the parser of Thunderbird, which shares nothing with nodemailer. Line ends become LF. */
export function parseEml(eml: Uint8Array): ParsedEml {
  const { subject = "", from, to, body, headers, attachments } = parseMail(eml);
  return {
    subject,
    from,
    to,
    html: body.html?.replaceAll("\r\n", "\n") ?? "",
    text: body.text?.replaceAll("\r\n", "\n") ?? "",
    headers,
    attachments: attachments.map(({ fileName, contentType, contentId, content }) => ({
      ...(fileName !== undefined && { filename: fileName }),
      ...(contentType !== undefined && { contentType }),
      ...(contentId !== undefined && { cid: contentId.replace(/^<|>$/g, "") }),
      content: new Uint8Array(content),
    })),
  };
}
