/** Why a message cannot be handed over. */
export type HandoverCode =
  | "wrong-channel"
  | "missing-sender"
  | "invalid-address"
  | "unknown-cid"
  | "invalid-attachment"
  | "invalid-header";

/** A message that cannot be handed over as it is. It names fields and never tells their values. */
export class HandoverError extends Error {
  override readonly name = "HandoverError";
  readonly code: HandoverCode;
  /** What it is about, such as `to[1]`. */
  readonly field: string;
  readonly help: string;

  constructor(code: HandoverCode, { field, message, help }: { field: string; message: string; help: string }) {
    super(message);
    this.code = code;
    this.field = field;
    this.help = help;
  }
}
