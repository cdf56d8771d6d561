import type { Rendered, RenderedSms } from "../runtime/index.js";
import { HandoverError } from "./handover-error.js";

/** Phone numbers in E.164, or what else Twilio takes: `whatsapp:+1..`, a short code, a name as sender. */
export type TwilioEnvelope = { readonly to: string } & (
  | { readonly from: string; readonly messagingServiceSid?: string }
  | { readonly messagingServiceSid: string; readonly from?: string }
);

export interface TwilioMessage {
  to: string;
  from?: string;
  messagingServiceSid?: string;
  /** Absent in an MMS of media alone. */
  body?: string;
  mediaUrl?: string[];
}

/** What `messages.create` of twilio takes, for an SMS or an MMS. @throws HandoverError */
export function toTwilio(message: RenderedSms, envelope: TwilioEnvelope): TwilioMessage {
  const { text, mediaUrls } = requireSms(message);
  const { to, from, messagingServiceSid } = envelope;
  if (!isWord(to)) throw invalid("invalid-address", "to", "a phone number", "give it as `+15551234567`");
  const sender = {
    ...(from !== undefined && { from }),
    ...(messagingServiceSid !== undefined && { messagingServiceSid }),
  };
  if (!Object.values(sender).some(isWord)) {
    throw invalid("missing-sender", "from", "a sender", "give `from` or `messagingServiceSid`");
  }
  return {
    to,
    ...sender,
    ...(text !== "" && { body: text }),
    ...(mediaUrls.length > 0 && { mediaUrl: [...mediaUrls] }),
  };
}

function requireSms(message: Rendered): RenderedSms {
  if (message.channel === "sms") return message;
  throw new HandoverError("wrong-channel", {
    field: "message",
    message: "the message is an email, and an SMS is needed",
    help: "render the SMS of the template",
  });
}

/** One line; what kind of number or name it is, Twilio knows. */
function isWord(text: string): boolean {
  return /^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u.test(text);
}

function invalid(code: "invalid-address" | "missing-sender", field: string, wanted: string, help: string) {
  return new HandoverError(code, { field, message: `\`${field}\` is not ${wanted}`, help });
}
