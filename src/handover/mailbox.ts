import { isAddress } from "../artifact/address.js";
import { cleanHeader, cleanText, finishHeader } from "../runtime/clean-text.js";
import { encodeWords } from "./encoded-words.js";
import type { Address } from "./envelope.js";
import { HandoverError } from "./handover-error.js";

/** An address, with a name of one line or none. */
export interface Mailbox {
  readonly name: string;
  readonly email: string;
}

/** Octets of an address, which is what SMTP takes. */
const MAX_ADDRESS = 254;
/** UTF-16 units of a name: one that is not encoded is one line of a header, which holds 998 octets. */
const MAX_NAME = 320;

/** @throws HandoverError when it is not one plain address, or the name is longer than a header can hold. */
export function readMailbox(address: Address, field: string): Mailbox {
  const { email, name = "" } = typeof address === "string" ? { email: address } : address;
  if (typeof email !== "string" || email.length > MAX_ADDRESS || !isAddress(email)) {
    throw new HandoverError("invalid-address", {
      field,
      message: `\`${field}\` is not one plain email address`,
      help: "give the address alone, and the name as `{ email, name }`",
    });
  }
  return { email, name: readName(cleanHeader(name), field) };
}

/** Names of callers and of messages: both are one line, and not read as encoded. */
export function readName(name: string, field: string): string {
  const line = oneLine(name);
  if (line.length <= MAX_NAME) return line;
  throw new HandoverError("invalid-address", {
    field,
    message: `the name of \`${field}\` has more than ${MAX_NAME} characters`,
    help: "give a shorter name, or none",
  });
}

export function oneLine(text: string): string {
  return finishHeader(cleanText(text));
}

/** `Ana <ana@x.example>`, as APIs take it that speak JSON, in Unicode. */
export function formatMailbox({ name, email }: Mailbox): string {
  if (name === "") return email;
  return `${/[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name} <${email}>`;
}

/** The same in ASCII, as headers are written. */
export function formatAsciiMailbox(mailbox: Mailbox): string {
  const isAscii = /^[ -~]*$/.test(mailbox.name);
  return isAscii ? formatMailbox(mailbox) : `${encodeWords(mailbox.name)} <${mailbox.email}>`;
}
