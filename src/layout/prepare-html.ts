import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings, type Demand, quoteHole } from "./findings.js";
import { tokenizeHtml } from "./html.js";
import type { HtmlOpenTag, HtmlText, HtmlToken } from "./html-token.js";
import { afterCloseTag, afterOpenTag, isInside, type OpenElements } from "./open-elements.js";
import { applyEdits, type Edit, type StyleRange } from "./preparation.js";
import { checkQuotes } from "./prepare-attributes.js";
import { checkStyleAttributes } from "./prepare-styles.js";
import { type Hole, originOf, type Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/** An HTML document that the inliner can read without touching a hole. */
export interface PreparedHtml {
  readonly source: string;
  /** Those of the punched text. */
  readonly tokens: readonly HtmlToken[];
  readonly styles: readonly StyleRange[];
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Prepares a punched HTML document: block tags become comments, and what the inliner cannot read is reported. */
export function prepareHtml(punched: Punched, maxDepth: number): PreparedHtml {
  const findings = createFindings();
  const edits: Edit[] = [];
  const styles: StyleRange[] = [];
  const tokens = tokenizeHtml(punched.text);
  const hasSheets = tokens.some((token) => token.type === "open" && token.name === "style");
  let open: OpenElements;
  for (const token of tokens) {
    readToken(token);
    if ((open?.depth ?? 0) <= maxDepth) continue;
    const help = "close elements, or raise the limit `elementDepth`";
    const at = originOf(punched, token.start, token.end);
    findings.error("too-deep", at, `elements are nested deeper than ${maxDepth}`, help);
    break;
  }
  reportUnfinished(tokens.at(-1));
  return {
    source: applyEdits(punched.text, edits),
    tokens,
    styles,
    demands: findings.demands,
    diagnostics: findings.diagnostics,
  };

  function readToken(token: HtmlToken): void {
    if (token.type === "open") readOpenTag(token);
    else if (token.type === "close") open = afterCloseTag(open, token.name);
    else if (token.type === "text") readText(token);
  }

  function readOpenTag(tag: HtmlOpenTag): void {
    checkQuotes(tag, { punched, findings });
    if (hasSheets) checkStyleAttributes(tag, { punched, findings, sheets: "kept" });
    open = afterOpenTag(open, tag);
  }

  function readText(token: HtmlText): void {
    if (open?.name === "style" && isForAll(open.tag, punched)) {
      styles.push({ start: token.start, end: token.end, inlinedByMjml: false });
    }
    let offset = token.start;
    for (const part of cutAtHoles(punched.text.slice(token.start, token.end), punched)) {
      const length = typeof part === "string" ? part.length : part.token.length;
      if (typeof part !== "string") readHole(part, { start: offset, end: offset + length });
      offset += length;
    }
  }

  function readHole(hole: Hole, range: { readonly start: number; readonly end: number }): void {
    if (hole.type === "value") return;
    if (isInside(open, "style")) {
      const help = "put the condition around two classes in the body, and style each of them";
      findings.refuse(hole, {
        code: "structural-position",
        message: `${quoteHole(hole)} stands in a style sheet`,
        help,
      });
    } else if (!isInside(open, "title") && !isInside(open, "textarea")) {
      edits.push({ ...range, text: `<!--${hole.token}-->` });
    }
  }

  /** Reports what swallowed the rest of the document. */
  function reportUnfinished(last: HtmlToken | undefined): void {
    const { text } = punched;
    const end = last?.end ?? 0;
    if (end < text.length) {
      const name = /^<[^\s>]*/.exec(text.slice(end))?.[0] ?? "";
      const at = originOf(punched, end, end + name.length);
      findings.error("invalid-html", at, "this tag never ends", "add what is missing, a quote or `>`");
    } else if (last?.type === "comment" && !text.slice(last.start + 2, end).endsWith(">")) {
      const at = originOf(punched, last.start, last.start + 4);
      findings.error("invalid-html", at, "this comment is never closed", "add `-->`");
    } else if (open !== undefined && RAW_ELEMENTS.has(open.name)) {
      const at = originOf(punched, open.tag.start, open.tag.end);
      findings.error("invalid-html", at, `\`<${open.name}>\` is never closed`, `add \`</${open.name}>\``);
    }
  }
}

const RAW_ELEMENTS: ReadonlySet<string> = new Set("style title textarea script xmp iframe noembed noframes".split(" "));

/** Whether a style sheet holds wherever the email is shown: one for print stays what it is. */
function isForAll(tag: HtmlOpenTag, punched: Punched): boolean {
  const media = tag.attributes.find(({ name }) => name === "media");
  return media === undefined || /^\s*(?:all|screen)?\s*$/i.test(punched.text.slice(media.valueStart, media.valueEnd));
}
