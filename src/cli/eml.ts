import { randomUUID } from "node:crypto";
import { isAddress } from "../artifact/address.js";
import { type HandoverCode, HandoverError } from "../handover/handover-error.js";
import type { RenderedEmail } from "../runtime/index.js";
import { fault } from "./findings.js";
import { UsageError } from "./options.js";

/** Options of `--part eml`. */
export const EML_OPTIONS = {
  to: { type: "string" },
  from: { type: "string" },
  "message-id": { type: "string" },
} as const;

type Given = { readonly [Name in keyof typeof EML_OPTIONS]?: string | undefined };

export interface EmlTarget {
  readonly to: string;
  readonly from: string | undefined;
  readonly messageId: string | undefined;
}

/**
 * @param wanted Whether an `.eml` was asked for.
 * @returns Undefined when it was not.
 * @throws UsageError
 */
export function readEmlOptions(given: Given, wanted: boolean): EmlTarget | undefined {
  const names = ["to", "from", "message-id"] as const;
  const [first] = names.filter((name) => given[name] !== undefined);
  if (!wanted && first !== undefined) throw new UsageError(`\`--${first}\` is for \`--part eml\``, "render");
  if (!wanted) return undefined;
  const { to, from } = given;
  if (to === undefined) throw new UsageError("`--part eml` needs `--to`", "render");
  if (!isAddress(to)) throw new UsageError("`--to` is one address, such as ana@example.com", "render");
  if (from !== undefined && !isAddress(from)) throw new UsageError("`--from` is one address", "render");
  return { to, from, messageId: given["message-id"] };
}

/** What helps here: there is no envelope at the terminal. */
const HELP: { readonly [Code in HandoverCode]?: string } = {
  "missing-sender": "give `from_email` with the message, or `--from`",
  "unknown-cid": "write the file with `toEml` of platen/eml, which is given pictures",
};

/**
 * Writes the file. Without an id there is a new one.
 *
 * @throws Fault when the message lacks what a file needs.
 */
export async function writeEml(email: RenderedEmail, target: EmlTarget, date: number): Promise<string> {
  const { to, from, messageId } = target;
  const { toEml } = await import("../eml/index.js");
  const domain = (from ?? email.from.email ?? "").replace(/^.*@/, "");
  const id = messageId ?? `${randomUUID()}@${/^[\w.-]+$/.test(domain) ? domain : "localhost"}`;
  try {
    const options = { to, ...(from !== undefined && { from }), date, messageId: id };
    return new TextDecoder().decode(await toEml(email, options));
  } catch (error) {
    if (!(error instanceof HandoverError)) throw error;
    if (error.field === "messageId") throw new UsageError("`--message-id` is such as 1@example.com", "render");
    throw fault({ code: "undeliverable", message: error.message, help: HELP[error.code] ?? error.help });
  }
}
