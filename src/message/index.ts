export {
  type BatchWindow,
  batchId,
  batchWindow,
  type DuplicateOptions,
  dueMessages,
  filterDuplicates,
} from "./batch.js";
export { type CompilesMessages, requestOf } from "./compile-fields.js";
export type { Instant } from "./instant.js";
export { type ParsedMessage, parseMessage } from "./parse.js";
export type { MessageProblem } from "./problem.js";
export type { ContentType, EmailMessage, FieldName, Message, MessageFields, SmsMessage } from "./record.js";
export { isForm } from "./wire.js";
export {
  type CheckedMessage,
  type CreateContext,
  checkMessage,
  createMessage,
  type MessageResult,
  markSent,
  type UpdateContext,
  updateMessage,
} from "./write.js";
