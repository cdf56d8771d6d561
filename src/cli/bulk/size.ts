import type { Rendered } from "../../runtime/index.js";

/** What a message comes to: bytes of its parts, or segments and how they are encoded. */
export type Size =
  | { readonly html: number; readonly text: number }
  | { readonly segments: number; readonly encoding: string };

export function sizeOf(message: Rendered): Size {
  if (message.channel === "sms") return { segments: message.segments, encoding: message.encoding ?? "MMS" };
  return { html: Buffer.byteLength(message.html), text: Buffer.byteLength(message.text) };
}
