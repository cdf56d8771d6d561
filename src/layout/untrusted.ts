import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import { createFindings, type Findings } from "./findings.js";
import { RAW_MODES, VOID_ELEMENTS } from "./html.js";
import type { HtmlComment, HtmlOpenTag, HtmlText, HtmlToken } from "./html-token.js";
import { loadMjml } from "./mjml.js";
import { type Element, endedBy, endsInside, isBetweenCells, isEndedBy, OPTIONAL_END } from "./nesting.js";
import type { OpenElements } from "./open-elements.js";
import { originOf, type Piece, type Punched } from "./punch.js";
import { isAllowedComponent, isAllowedElement, type Reach } from "./untrusted-allowed.js";
import { judgeAttribute, judgeUrlOf, shown, withoutBlocks } from "./untrusted-attributes.js";
import { type CssOffence, judgeSheet } from "./untrusted-css.js";

/**
 * Judges what authors wrote who are not trusted, as the document is read with everything put into it: a tag of which one
 * letter is theirs is theirs. They may only use what is listed, and must leave what is around their text as it is.
 *
 * @param known The reach of what is not trusted, unless what is trusted beside it tells; the tokens of the text, and what is
 *   open around it.
 */
export function judgeUntrusted(punched: Punched, known: Known): readonly Diagnostic[] {
  const pieces = punched.pieces.filter(isUntrusted);
  if (pieces.length === 0) return [];
  const isPart = punched.pieces.some((piece) => !isUntrusted(piece) && isWritten(piece, punched));
  const judging: Judging = {
    punched,
    pieces,
    reach: known.reach ?? (isPart ? "part" : "document"),
    findings: createFindings(),
    open: [],
    at: 0,
  };
  openAround(known.around, judging);
  for (const token of known.tokens) {
    judgeToken(token, judging);
    // The limit of depth is reported elsewhere, and more findings help nobody.
    if (judging.open.length > MOST_OPEN || judging.findings.diagnostics.length >= MOST_FINDINGS) return stop(judging);
  }
  for (const element of judging.open) reportUnclosed(element, judging);
  return judging.findings.diagnostics;
}

interface Known {
  readonly reach?: Reach;
  readonly tokens: readonly HtmlToken[];
  readonly around?: OpenElements;
}

function openAround(element: OpenElements, judging: Judging): void {
  if (element === undefined) return;
  openAround(element.outer, judging);
  const { name, tag } = element;
  judging.open.push({ name, tag, trust: "trusted", isComponent: isReadByMjml(name, judging) });
}

/** What was not judged is not allowed. */
function stop(judging: Judging): readonly Diagnostic[] {
  const { diagnostics } = judging.findings;
  const [innermost] = judging.open.slice(-1);
  if (diagnostics.length === 0 && innermost !== undefined)
    refuse("so many elements in each other", innermost.tag, judging);
  return diagnostics;
}

const MOST_OPEN = 200;
const MOST_FINDINGS = 100;

export function isUntrusted({ span, hole, start, end }: Piece): boolean {
  return span.source.trust === "untrusted" && hole === undefined && end > start;
}

function isWritten({ start, end, hole }: Piece, { text }: Punched): boolean {
  return hole === undefined && text.slice(start, end).trim() !== "";
}

interface Judging {
  readonly punched: Punched;
  /** Pieces that are not trusted, in order. */
  readonly pieces: readonly Piece[];
  readonly reach: Reach;
  readonly findings: Findings;
  readonly open: Element[];
  /** Index of the first piece that may reach into what follows. */
  at: number;
}

function judgeToken(token: HtmlToken, judging: Judging): void {
  const isTheirs = touches(token, judging);
  switch (token.type) {
    case "open":
      return readOpenTag(token, isTheirs, judging);
    case "close":
      return readCloseTag(token, isTheirs, judging);
    case "comment":
      if (isTheirs) judgeComment(token, judging);
      return;
    case "doctype":
      if (isTheirs && judging.reach === "part") refuse("a doctype", token, judging);
      return;
    case "text":
      if (isTheirs) judgeText(token, judging);
  }
}

/** Whether a token has letters of somebody who is not trusted. Tokens come in order. */
function touches({ start, end }: { readonly start: number; readonly end: number }, judging: Judging): boolean {
  while ((judging.pieces[judging.at]?.end ?? Number.POSITIVE_INFINITY) <= start) judging.at++;
  return (judging.pieces[judging.at]?.start ?? Number.POSITIVE_INFINITY) < end;
}

function readOpenTag(tag: HtmlOpenTag, isTheirs: boolean, judging: Judging): void {
  const isComponent = isReadByMjml(tag.name, judging);
  endImplied(tag.name, judging);
  if (isTheirs) {
    judgeTag(tag, isComponent, judging);
    judgePlace(tag, isComponent, judging);
  }
  if (VOID_ELEMENTS.has(tag.name) || (tag.selfClosing && (isComponent || tag.name.includes(":")))) return;
  judging.open.push({ name: tag.name, tag, trust: isTheirs ? "untrusted" : "trusted", isComponent });
}

/** Takes off the element that a reader ends where another one begins: `<p>a<p>b`. */
function endImplied(name: string, { open }: Judging): void {
  for (let last = open.at(-1); last?.trust === "untrusted"; last = open.at(-1)) {
    if (!isEndedBy(last.name, name)) return;
    open.pop();
  }
}

function isReadByMjml(name: string, { open }: Judging): boolean {
  if (name !== "mjml" && !name.startsWith("mj-")) return false;
  return open.every((element) => element.isComponent && loadMjml().component(element.name)?.endingTag !== true);
}

function judgeTag(tag: HtmlOpenTag, isComponent: boolean, judging: Judging): void {
  const isAllowed = isComponent ? isAllowedComponent : isAllowedElement;
  if (!isAllowed(tag.name, judging.reach)) return refuse(`\`<${shown(tag.name)}>\``, tag, judging);
  if (TABLE_PARTS.has(tag.name) && !isInTable(judging)) {
    return refuse(`\`<${tag.name}>\` without a table around it`, tag, judging);
  }
  if (ITEMS.has(tag.name) && endsItem(judging)) {
    return refuse(`\`<${tag.name}>\` inside of another one without a list around it`, tag, judging);
  }
  for (const attribute of tag.attributes) {
    const problem = judgeAttribute(tag, attribute, { isComponent, punched: judging.punched });
    if (problem !== undefined) refuse(problem, attribute, judging);
  }
}

/** Refuses elements that would end what somebody else opened, or that readers put elsewhere. */
function judgePlace(tag: HtmlOpenTag, isComponent: boolean, judging: Judging): void {
  if (isComponent) return;
  const { name } = tag;
  const around = judging.open.at(-1);
  const ended = endedBy(name, judging.open);
  if (ended !== undefined) refuseEnding(tag, ended, judging);
  else if (isBetweenCells(around) && !TABLE_PARTS.has(name))
    refuse(`\`<${name}>\` between the cells of somebody else's table`, tag, judging);
}

/** Markdown and plain text become elements that nobody wrote. */
function refuseEnding(tag: HtmlOpenTag, { name }: Element, judging: Judging): void {
  const what = `\`<${tag.name}>\`, which ends the \`<${name}>\` around it`;
  const at = placeOf(tag, judging);
  if (at === undefined || at.source.text.startsWith("<", at.start)) return refuse(what, tag, judging);
  const help = `write \`{{{@content}}}\` beside the \`<${name}>\` of the template, not into it`;
  judging.findings.error("untrusted-markup", at, `this content becomes ${what}`, help);
}

/** They end the cell of a table that somebody else wrote. */
const TABLE_PARTS: ReadonlySet<string> = new Set("caption col colgroup tbody td tfoot th thead tr".split(" "));

function isInTable({ open }: Judging): boolean {
  const around = open.findLast(({ name }) => name === "table" || name.startsWith("mj-"));
  return around?.name === "mj-table" || (around?.name === "table" && around.trust === "untrusted");
}

const ITEMS: ReadonlySet<string> = new Set(["li", "dt", "dd"]);

/** Whether an item of a list would end another one together with what is open in that. */
function endsItem({ open }: Judging): boolean {
  const around = open.findLast(({ name }) => ITEMS.has(name) || LISTS.has(name));
  return around !== undefined && ITEMS.has(around.name) && (around !== open.at(-1) || around.trust === "trusted");
}

const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "dl", "table", "td", "th"]);

function readCloseTag(tag: HtmlToken & { readonly name: string }, isTheirs: boolean, judging: Judging): void {
  const { open } = judging;
  const index = open.findLastIndex(({ name }) => name === tag.name);
  if (index === -1) {
    if (isTheirs && !VOID_ELEMENTS.has(tag.name))
      refuse(`\`</${shown(tag.name)}>\`, which closes nothing`, tag, judging);
    return;
  }
  const [element, ...inner] = open.splice(index);
  if (element === undefined) return;
  const isTheirOwn = isTheirs && element.trust === "untrusted";
  for (const left of inner) if (!isTheirOwn || !endsInside(tag.name, left.name)) reportUnclosed(left, judging);
  if (isTheirs && element.trust === "trusted") refuse(`\`</${tag.name}>\` of somebody else's element`, tag, judging);
  if (!isTheirs) reportUnclosed(element, judging);
}

/** Reports an element of theirs that reaches into what somebody else wrote. */
function reportUnclosed({ name, tag, trust }: Element, judging: Judging): void {
  if (trust === "trusted" || (judging.reach === "document" && OPTIONAL_END.has(name))) return;
  refuse(`\`<${shown(name)}>\` without an end tag in its place`, tag, judging);
}

/** Comments hide from some clients what others show, and their ends are read in different ways. */
function judgeComment({ data, start, end }: HtmlComment, judging: Judging): void {
  const written = judging.punched.text.slice(start, end);
  const piece = judging.pieces[judging.at];
  const isWhole = piece !== undefined && piece.start <= start && piece.end >= end;
  const isPlain = isWhole && written === `<!--${data}-->` && !/[<>[\]]|--/.test(data);
  if (!isPlain) refuse("such a comment", { start, end }, judging);
}

function judgeText(token: HtmlText, judging: Judging): void {
  const { punched, open } = judging;
  const around = open.at(-1);
  const closed = open.find(({ name, trust }) => trust === "trusted" && CLOSED.has(name));
  if (closed !== undefined) return refuse(`text in \`<${closed.name}>\``, token, judging);
  const text = punched.text.slice(token.start, token.end);
  if (isBetweenCells(around) && text.trim() !== "")
    refuse("text between the cells of somebody else's table", token, judging);
  if (around?.name === "style" || around?.name === "mj-style") {
    if (around.trust === "trusted") return refuse(`text in \`<${around.name}>\``, token, judging);
    return report(judgeSheet(withoutBlocks(text, punched), judgeUrlOf(text, punched)), token, judging);
  }
  // MJML writes a title into an attribute as it is.
  if (around?.name === "mj-title" && /["<>]/.test(text)) refuse('one of `<>"` in `mj-title`', token, judging);
}

/** Elements in which text is code, or is read in ways of its own. */
const CLOSED: ReadonlySet<string> = new Set(
  [...RAW_MODES.keys(), "svg", "math", "template", "object", "select", "noscript"].filter(
    (name) => name !== "style" && name !== "title",
  ),
);

function report(offence: CssOffence | undefined, { start, end }: HtmlText, judging: Judging): void {
  if (offence === undefined) return;
  const at = Math.min(start + offence.start, end - 1);
  refuse(offence.problem, { start: at, end: at + 1 }, judging);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function refuse(what: string, range: Range, judging: Judging): void {
  const help = "remove it, or mark the source as trusted with `createRenderer({ trust })` if its author is";
  const message = `an author who is not trusted may not write ${what}`;
  judging.findings.error("untrusted-markup", placeOf(range, judging), message, help);
}

/** The place is the author's, also where a tag began in somebody else's text. */
function placeOf({ start, end }: Range, { punched, pieces }: Judging): Span | undefined {
  const piece = pieces.find((each) => each.end > start);
  const from = Math.max(start, piece?.start ?? start);
  return originOf(punched, Math.min(from, Math.max(start, end - 1)), end);
}
