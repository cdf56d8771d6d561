import { createRenderer } from "../../src/index.js";
import { createMessage, type Message, type MessageResult } from "../../src/message/index.js";
import { deepFreeze } from "./deep-freeze.js";

const letter =
  "<mjml><mj-body><mj-section><mj-column><mj-text>{{{@content}}}</mj-text></mj-column></mj-section></mj-body></mjml>";

export const NOW = Date.UTC(2026, 10, 28, 9, 30, 47);
export const NOW_ISO = "2026-11-28T09:30:47.000Z";

/** One renderer for all tests of a file, as services keep one. */
export const context = deepFreeze({
  renderer: createRenderer({ templates: { "letter/email.mjml": letter } }),
  now: NOW,
  id: 7,
  hash: "h7",
});

export const EMAIL = deepFreeze({
  type: "email",
  conversation_id: 3,
  subject: "For {{first_name}}",
  template: "letter",
  content: "<p>Hi {{first_name}}</p>",
  from_name: "{{shop}}",
  from_email: "ana@example.com",
});

export const SMS = deepFreeze({ type: "sms", conversation_id: 3, content: "Hi {{first_name}}" });

/** A stored message, deeply frozen. */
export async function stored(fields: object, changes: Partial<typeof context> = {}): Promise<Message> {
  return deepFreeze(messageOf(await createMessage(deepFreeze(fields), { ...context, ...changes })));
}

export function messageOf(result: MessageResult): Message {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.message;
}

/** `field: message` of each problem. */
export function problemsOf(result: MessageResult): string[] {
  if (result.ok) throw new Error("expected problems");
  return result.problems.map(({ field, message }) => `${field}: ${message}`);
}
