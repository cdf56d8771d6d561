import { fieldProblem, type MessageProblem } from "./problem.js";
import {
  type FieldName,
  FROZEN_FIELDS,
  type Message,
  type MessageFields,
  ONLY_FIELDS,
  SYSTEM_FIELDS,
} from "./record.js";

/** Fields that a message of the given type does not have. Without a type, nothing can be said. */
export function typeProblems(fields: MessageFields): MessageProblem[] {
  const { type } = fields;
  if (type === undefined || type === null) return [];
  const other = type === "email" ? "sms" : "email";
  const problems = ONLY_FIELDS[other]
    .filter((name) => isSet(fields[name]))
    .map((name) => fieldProblem(name, `\`${name}\` is for ${NAMES[other]} only`, `leave it out of ${NAMES[type]}`));
  if (type === "sms" && fields.content_type === "mjml") {
    problems.push(fieldProblem("content_type", "`content_type` of a text message cannot be mjml"));
  }
  return problems;
}

const NAMES = { email: "emails", sms: "text messages" } as const;

/** What a message cannot do without. */
export function missingFields(fields: MessageFields): MessageProblem[] {
  const problems: MessageProblem[] = [];
  if (!isSet(fields.conversation_id)) {
    problems.push(fieldProblem("conversation_id", "`conversation_id` is missing: each message has a conversation"));
  }
  if (!isSet(fields.type)) problems.push(fieldProblem("type", '`type` is missing: "email" or "sms"'));
  return problems;
}

/** Fields of the system in what is to become a new message. */
export function newProblems(fields: MessageFields): MessageProblem[] {
  return SYSTEM_FIELDS.filter((name) => isSet(fields[name]) && !(name === "sent" && fields.sent === false)).map(
    (name) =>
      name === "id" || name === "hash"
        ? fieldProblem(name, `\`${name}\` is the system's to give`, "leave it out to create, or update the message")
        : fieldProblem(name, `\`${name}\` is set by the system`, "leave it out"),
  );
}

/** Changes that a stored message does not allow. A field may always be given with the value that it has. */
export function changeProblems(message: Message, changes: MessageFields): MessageProblem[] {
  const before: MessageFields = message;
  const altered = (name: FieldName) => changes[name] !== undefined && (changes[name] ?? undefined) !== before[name];
  const problems = isSet(changes.hash)
    ? []
    : [fieldProblem("hash", "`hash` is missing: it says which message to update", "give the `hash` of the message")];
  for (const name of SYSTEM_FIELDS) {
    if (!altered(name) || (name === "hash" && !isSet(changes.hash))) continue;
    if (name === "hash") problems.push(fieldProblem(name, "`hash` is that of another message"));
    else problems.push(fieldProblem(name, `\`${name}\` is set by the system, and cannot be altered`));
  }
  if (!message.sent) return problems;
  const frozen = FROZEN_FIELDS.filter(altered).map((name) =>
    fieldProblem(name, `\`${name}\` cannot be changed: the message was sent`),
  );
  return [...problems, ...frozen];
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
