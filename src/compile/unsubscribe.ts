import type { Program } from "../artifact/instructions.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoteHole } from "../layout/findings.js";
import { type Hole, punch } from "../layout/punch.js";
import { cutAtHoles, type Segment } from "../layout/segments.js";
import { readUrl } from "../layout/url-context.js";
import { lowerPieces } from "../lower/segments.js";
import type { Tables } from "../lower/tables.js";
import type { Span } from "../source/source-file.js";
import type { ExpandedNode } from "../syntax/nodes.js";

interface LoweredUrl {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers the URL of the `List-Unsubscribe` header: each value is made safe for its part of it, as in a link. */
export function lowerUnsubscribe(nodes: readonly ExpandedNode[], tables: Tables): LoweredUrl {
  const punched = punch(nodes);
  const parts = cutAtHoles(punched.text, punched);
  const url = readUrl(parts, "link");
  if (!("escapes" in url)) {
    const { code, problem, help } = url.problem;
    const found = url.hole === undefined ? "this" : quoteHole(url.hole);
    return refused({ code, severity: "error", message: `${found} makes ${problem}`, help }, url.hole?.node.span);
  }
  if (!isWritable(parts)) {
    const message = "the unsubscribe address is not a whole https:, http: or mailto: URL";
    const help = "write `unsubscribe: https://example.com/u/{{token}}`, or let one value be the whole URL";
    return refused({ code: "invalid-unsubscribe", severity: "error", message, help }, punched.pieces[0]?.span);
  }
  const segments = parts.map((part, index): Segment => {
    if (typeof part === "string") return { type: "static", text: part };
    if (part.type !== "value") return { type: "block", hole: part };
    const treatment = url.escapes.get(index) ?? "url-component";
    return { type: "value", hole: part, escape: treatment === "html-url" ? "plain-url" : treatment };
  });
  return { program: lowerPieces(segments, tables).program, diagnostics: [] };
}

function refused(diagnostic: Diagnostic, span: Span | undefined): LoweredUrl {
  return { program: [], diagnostics: [{ ...diagnostic, ...(span && { span }) }] };
}

/** Whether what the author wrote out has the scheme, and nothing that would end the URL in its header. */
function isWritable(parts: readonly (string | Hole)[]): boolean {
  const [first] = parts;
  if (typeof first === "string" && !/^(?:https?:\/\/[^/]|mailto:)/i.test(first)) return false;
  return parts.every((part) => typeof part !== "string" || !/[\s\p{C}<>"\\]/u.test(part));
}
