import type { FinishedSms } from "../sms/sms.js";

export type Rendered = RenderedEmail | RenderedSms;

export interface RenderedEmail {
  readonly channel: "email";
  /** One line, like the preheader and the name of the sender. */
  readonly subject: string;
  readonly preheader: string;
  readonly from: { readonly name: string; readonly email: string | null };
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly [];
  readonly warnings: readonly string[];
}

export interface RenderedSms extends FinishedSms {
  readonly channel: "sms";
}
