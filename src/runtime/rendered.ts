import type { SmsEncoding } from "./sms-segments.js";

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

export interface RenderedSms {
  readonly channel: "sms";
  readonly text: string;
  readonly encoding: SmsEncoding;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2). */
  readonly units: number;
  readonly segments: number;
  readonly warnings: readonly string[];
  readonly mediaUrls: readonly string[];
}
