export type { Address, Attachment, Envelope } from "../handover/envelope.js";
export { type HandoverCode, HandoverError } from "../handover/handover-error.js";
export { type EmlOptions, toEml } from "./eml.js";
export { toMboxEntry } from "./mbox.js";
