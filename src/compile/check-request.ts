import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { CONTENT_TYPES } from "./request.js";

const TEXT_FIELDS = ["template", "subject", "preheader", "content", "from_name", "from_email"];

/** What is wrong with a request from code without types: each problem names its field. */
export function checkRequest(request: unknown): Diagnostic[] {
  if (typeof request !== "object" || request === null) {
    return [problem("the message is not an object", 'give `{ type: "email", .. }` or `{ type: "sms", .. }`')];
  }
  const fields = new Map(Object.entries(request));
  const type = fields.get("type");
  return [
    ...(type === "email" || type === "sms" ? [] : [problem("`type` is neither email nor sms", "give one of the two")]),
    ...checkContentType(type, fields.get("content_type")),
    ...checkMarketing(fields.get("marketing")),
    ...TEXT_FIELDS.filter((name) => !["string", "undefined"].includes(typeof fields.get(name))).map((name) =>
      problem(`\`${name}\` is not a string`, "give a text, or leave it out"),
    ),
  ];
}

function checkContentType(channel: unknown, type: unknown): Diagnostic[] {
  const known = CONTENT_TYPES.filter((each) => channel !== "sms" || each !== "mjml");
  if (type === undefined || known.some((each) => each === type)) return [];
  return [problem("`content_type` is none of those known", `give one of ${known.join(", ")}, or leave it out`)];
}

function checkMarketing(marketing: unknown): Diagnostic[] {
  if (marketing === undefined || typeof marketing === "boolean") return [];
  return [problem("`marketing` is neither true nor false", "give one of the two, or leave it out")];
}

function problem(message: string, help: string): Diagnostic {
  return { code: "invalid-message", severity: "error", message, help };
}
