import type { Attachment, Envelope } from "../../src/handover/index.js";
import type { RenderedEmail, RenderedSms } from "../../src/runtime/index.js";

/** A rendered email of which a test says what matters. */
export function emailOf(parts: Partial<RenderedEmail> = {}): RenderedEmail {
  return {
    channel: "email",
    subject: "Your receipt",
    preheader: "",
    from: { name: "Platen Shop", email: "shop@shop.example" },
    html: "<p>Hi Ana</p>",
    text: "Hi Ana",
    headers: {
      "List-Unsubscribe": "<https://shop.example/u/1>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    attachments: [],
    warnings: [],
    ...parts,
  };
}

export function smsOf(parts: Partial<RenderedSms> = {}): RenderedSms {
  return {
    channel: "sms",
    text: "Hi Ana",
    encoding: "GSM-7",
    units: 6,
    segments: 1,
    parts: [],
    unitsLeft: 154,
    offenders: [],
    replaced: [],
    cost: null,
    mediaUrls: [],
    warnings: [],
    ...parts,
  };
}

export const LOGO: Attachment = {
  filename: "logo.png",
  contentType: "image/png",
  content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
  cid: "logo",
};

export const TERMS: Attachment = {
  filename: "Bedingungen – ü.pdf",
  contentType: "application/pdf",
  content: Uint8Array.of(0, 255, 13, 10, 46),
};

/** Everything an envelope can have. */
export const FULL: Envelope = {
  to: [{ email: "ana@x.example", name: "Müller, Ana" }, "ben@x.example"],
  cc: "cy@x.example",
  bcc: "audit@shop.example",
  replyTo: { email: "help@shop.example", name: "Help" },
  attachments: [LOGO, TERMS],
};
