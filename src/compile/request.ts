/** What to compile, in the words of the message record. Subject, preheader and from name may contain variables. */
export interface EmailRequest {
  readonly type: "email";
  /** Name of a template folder. */
  readonly template?: string;
  readonly subject?: string;
  readonly preheader?: string;
  /** Embedded at the template's `{{{@content}}}`; without template, a whole MJML or HTML document. */
  readonly content?: string;
  /** How the content is written; `html` unless given, or `mjml` when it begins with a component of MJML. */
  readonly content_type?: ContentType;
  readonly from_name?: string;
  readonly from_email?: string;
}

export const CONTENT_TYPES = ["html", "markdown", "text", "mjml"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];
export type SmsContentType = Exclude<ContentType, "mjml">;

/** An SMS: the content, or the `sms.txt` of a template. */
export interface SmsRequest {
  readonly type: "sms";
  readonly template?: string;
  readonly content?: string;
  /** How the content is written; `text` unless given. HTML and Markdown become plain text. */
  readonly content_type?: SmsContentType;
  /** Whether it is an advertisement, which has to say how to opt out. Unless given, one with a link is taken for one. */
  readonly marketing?: boolean;
}

export type CompileRequest = EmailRequest | SmsRequest;
