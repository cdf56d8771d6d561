import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings } from "./findings.js";
import type { HtmlToken } from "./html-token.js";
import { afterCloseTag, afterOpenTag, isInside, type OpenElements } from "./open-elements.js";
import { originOf, type Punched } from "./punch.js";

/** Elements that a reader of HTML opens again when something around them was closed. */
const FORMATTING: ReadonlySet<string> = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));

/**
 * Refuses inline elements that are left open, when there are so many that the tree is deeper than the limit:
 * `<p><b></p>` opens the `<b>` again in everything that follows.
 */
export function checkFormatting(
  punched: Punched,
  maxDepth: number,
  tokens: readonly HtmlToken[],
): readonly Diagnostic[] {
  const findings = createFindings();
  const reopened: string[] = [];
  let open: OpenElements;
  for (const token of tokens) {
    if (token.type === "open") open = afterOpenTag(open, token);
    if (token.type === "close") open = closeElement(token, open, reopened);
    if (reopened.length <= maxDepth) continue;
    const at = originOf(punched, token.start, token.end);
    const message = `more than ${maxDepth} inline elements are left open`;
    findings.error("too-deep", at, message, "close inline elements in the element that they begin in");
    break;
  }
  return findings.diagnostics;
}

/** What is open after a closing tag; inline elements that it leaves open are added, or taken off when it is theirs. */
function closeElement(
  token: HtmlToken & { readonly name: string },
  open: OpenElements,
  reopened: string[],
): OpenElements {
  if (!isInside(open, token.name)) {
    const at = reopened.lastIndexOf(token.name);
    if (at !== -1) reopened.splice(at, 1);
    return open;
  }
  const after = afterCloseTag(open, token.name);
  // The end of a table cell, in which the content of a component is put, ends all of them.
  if (/^(?:t[dh]|mj-(?!raw).*)$/.test(token.name)) reopened.length = 0;
  else
    for (let element = open; element !== undefined && element.outer !== after; element = element.outer)
      if (FORMATTING.has(element.name)) reopened.push(element.name);
  return after;
}
