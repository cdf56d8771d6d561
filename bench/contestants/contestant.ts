/** A way to make the message of a case. Only what has to happen for every message happens in `render`. */
export interface Contestant {
  readonly name: string;
  /** What the row is about, for readers of the table. */
  readonly about: string;
  readonly render: () => Encoded | Promise<Encoded>;
}

/** The parts of a message; html and subject of an SMS are empty. */
export interface Strings {
  readonly html: string;
  readonly text: string;
  readonly subject: string;
}

export type Encoded = Readonly<Record<keyof Strings, Uint8Array>>;

/** What a sender writes its messages into, one after the other: fresh memory for each costs more than the encoding. */
export const wire = Buffer.allocUnsafe(1 << 20);

/**
 * Encodes a message for the wire. Ropes are paid for here: nothing is sent without being bytes. The bytes hold until
 * the next message is encoded.
 */
export function encode({ html, text, subject }: Strings): Encoded {
  const afterHtml = wire.write(html, 0);
  const afterText = afterHtml + wire.write(text, afterHtml);
  const end = afterText + wire.write(subject, afterText);
  return {
    html: wire.subarray(0, afterHtml),
    text: wire.subarray(afterHtml, afterText),
    subject: wire.subarray(afterText, end),
  };
}

/** The same for an SMS. */
export function encodeText(text: string): Encoded {
  return { html: NOTHING, text: wire.subarray(0, wire.write(text, 0)), subject: NOTHING };
}

const NOTHING = new Uint8Array();
