/** A plain address such as `ana@example.com`, or one with a name. */
export type Address = string | { readonly email: string; readonly name?: string };

/** What a rendered email does not know of itself: who gets it, and the files that come with it. */
export interface Envelope {
  readonly to: Address | readonly Address[];
  /** In place of the sender that the message has; an address alone leaves the name that it has. */
  readonly from?: Address;
  readonly cc?: Address | readonly Address[];
  readonly bcc?: Address | readonly Address[];
  readonly replyTo?: Address;
  readonly attachments?: readonly Attachment[];
}

export interface Attachment {
  readonly filename: string;
  /** Such as `image/png`; nothing is guessed from the name. */
  readonly contentType: string;
  readonly content: Uint8Array;
  /** The picture is shown where the HTML says `cid:` and this word: letters, digits and `.`, `_`, `+`, `-`, `@`. */
  readonly cid?: string;
}
