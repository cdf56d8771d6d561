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
    ...checkContentType(fields.get("content_type")),
    ...TEXT_FIELDS.filter((name) => !["string", "undefined"].includes(typeof fields.get(name))).map((name) =>
      problem(`\`${name}\` is not a string`, "give a text, or leave it out"),
    ),
  ];
}

function checkContentType(type: unknown): Diagnostic[] {
  if (type === undefined || CONTENT_TYPES.some((known) => known === type)) return [];
  return [problem("`content_type` is none of those known", `give one of ${CONTENT_TYPES.join(", ")}, or leave it out`)];
}

function problem(message: string, help: string): Diagnostic {
  return { code: "invalid-message", severity: "error", message, help };
}
