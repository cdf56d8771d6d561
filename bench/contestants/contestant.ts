/** A way to make the message of a case. Only what has to happen for every message happens in `render`. */
export interface Contestant {
  readonly name: string;
  /** What the row is about, for readers of the table. */
  readonly about: string;
  readonly render: () => Encoded | Promise<Encoded>;
}

export interface Strings {
  readonly html: string;
  readonly text: string;
  readonly subject: string;
}

export type Encoded = Readonly<Record<keyof Strings, Uint8Array>>;

/** Encodes a message for the wire. Ropes are paid for here: nothing is sent without being bytes. */
export function encode({ html, text, subject }: Strings): Encoded {
  return { html: Buffer.from(html), text: Buffer.from(text), subject: Buffer.from(subject) };
}
