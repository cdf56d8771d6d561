import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { isScopeOnly } from "../syntax/nodes.js";
import { readCss } from "./css-context.js";
import { createFindings, type Demand, type Findings, quoteHole, reportInComment } from "./findings.js";
import { RAW_MODES, readHtml, shiftToken } from "./html.js";
import type { HtmlComment, HtmlOpenTag, HtmlText, HtmlToken, Tokenized } from "./html-token.js";
import { isKnownElement } from "./known-elements.js";
import { locateAttribute, splitAtHoles } from "./locate-attribute.js";
import { afterCloseTag, afterOpenTag, isInside, type OpenElements } from "./open-elements.js";
import { FIXED_VALUE } from "./prepare-attributes.js";
import { type BlockHole, type Branch, type Hole, isRaw, type Punched } from "./punch.js";
import { type Arrival, type FoundHole, holesOf, type Segment } from "./segments.js";

export interface Located {
  readonly segments: readonly Segment[];
  /** What is open around each place of an embedded content that is a hole. */
  readonly slots: readonly OpenInViews[];
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds every hole in the finished HTML and decides how its value is made safe there. The HTML is read twice at once:
 * as most clients do, for whom conditional comments are comments, and as Outlook does, for whom they are live.
 *
 * @param colors Holes that are whole colour attributes of MJML.
 */
export function locate(html: string, punched: Punched, colors: ReadonlySet<string>): Located {
  const search = startSearch(html, punched, { colors, open: NOTHING_OPEN });
  readTokens(readHtml(html), 0, ["standard", "outlook"], search);
  return toLocated(search);
}

/**
 * The same for a piece of a document.
 *
 * @param open What is open around it.
 * @returns undefined when the piece closes elements around it, or leaves some open.
 */
export function locatePiece(piece: Tokenized, punched: Punched, open: OpenInViews): Located | undefined {
  const search = startSearch(piece.html, punched, { colors: new Set(), open });
  readTokens(piece, 0, ["standard", "outlook"], search);
  return search.cut || !sameOpen(search.open, open) ? undefined : toLocated(search);
}

/** Open elements, as most clients and as Outlook see them. */
export type OpenInViews = Readonly<Record<View, OpenElements>>;

const NOTHING_OPEN: OpenInViews = { standard: undefined, outlook: undefined };

function startSearch(html: string, punched: Punched, given: Pick<Search, "colors"> & { open: OpenInViews }): Search {
  const { colors, open } = given;
  return {
    html,
    punched,
    colors,
    findings: createFindings(),
    arrivals: [],
    open: { ...open },
    slots: [],
    blocks: [],
    cut: false,
  };
}

function toLocated({ html, arrivals, slots, findings: { demands, diagnostics } }: Search): Located {
  return { segments: toSegments(html, arrivals), slots, demands, diagnostics };
}

type View = "standard" | "outlook";

interface Search {
  readonly html: string;
  readonly punched: Punched;
  readonly colors: ReadonlySet<string>;
  readonly findings: Findings;
  readonly arrivals: Arrival[];
  /** Open elements in each view. */
  readonly open: Record<View, OpenElements>;
  readonly slots: OpenInViews[];
  /** Open blocks of element content, with what was open where they began. */
  readonly blocks: { readonly hole: BlockHole; readonly open: OpenInViews }[];
  /** Whether a conditional comment cut something in two: what follows is another document for Outlook. */
  cut: boolean;
}

/** Reads a stretch of the document that starts at `offset`; its tags open and close elements in the given views. */
function readTokens({ html: text, tokens }: Tokenized, offset: number, views: readonly View[], search: Search): void {
  let live = views;
  let end = 0;
  for (const token of tokens) {
    end = token.type === "comment" && !text.endsWith(">", token.end) ? token.start : token.end;
    if (token.type === "comment") live = readComment(token, offset, { views, live }, search);
    else if (isCut(token, offset, search)) reportHoles(token.start + offset, token.end + offset, CUT, search);
    else readToken(shiftToken(token, offset), live, search);
  }
  // The tokenizer gives no tag that never ends.
  if (end < text.length) search.cut = true;
}

const CUT = "a part of the document that a conditional comment cuts in two";

/** Whether Outlook may read a token otherwise: after a cut, or when a conditional comment begins or ends inside of it. */
function isCut({ start, end }: HtmlToken, offset: number, search: Search): boolean {
  return search.cut || /<!-*\[(?:if|endif)/i.test(search.html.slice(start + offset, end + offset));
}

function readToken(token: HtmlToken, views: readonly View[], search: Search): void {
  switch (token.type) {
    case "open":
      readOpenTag(token, search);
      if (isNamedByHole(token.name, search)) return;
      for (const view of views) search.open[view] = afterOpenTag(search.open[view], token);
      return;
    case "close":
      reportHoles(token.start, token.end, "a tag", search);
      if (isNamedByHole(token.name, search)) return;
      for (const view of views) search.open[view] = afterCloseTag(search.open[view], token.name);
      return;
    case "text":
      return readText(token, views, search);
    case "comment":
    case "doctype":
      return reportHoles(token.start, token.end, "a declaration", search);
  }
}

/** Such a tag was reported; which end tag would be its own is not known. */
function isNamedByHole(name: string, { punched }: Search): boolean {
  return name.includes(punched.prefix);
}

function readOpenTag(tag: HtmlOpenTag, search: Search): void {
  if (holesBetween(tag.start, tag.end, search).length === 0) return;
  let end = tag.start;
  const where = isNamedByHole(tag.name, search) ? "the name of a tag" : `the tag \`<${tag.name}>\``;
  for (const attribute of tag.attributes.toSorted((a, b) => a.valueStart - b.valueStart)) {
    reportHoles(end, attribute.valueStart, where, search);
    search.arrivals.push(...locateAttribute(tag.name, attribute, search));
    end = attribute.valueEnd;
  }
  reportHoles(end, tag.end, where, search);
}

/** Elements whose content is code or is read by old clients in ways of their own. */
const CLOSED_CONTENT: ReadonlySet<string> = new Set(
  "script xmp iframe noembed noframes plaintext noscript svg math template object select xml".split(" "),
);

/** Whether tags are words here. */
function hasPlainContent(open: OpenElements): boolean {
  return isInside(open, "title") || isInside(open, "textarea");
}

function readText(token: HtmlText, views: readonly View[], search: Search): void {
  const holes = holesBetween(token.start, token.end, search);
  if (holes.length === 0) return;
  const [kind = "text", other = kind] = views.map((view) => contentKind(search.open[view]));
  if (kind === "style" && other === "style") return readStyleSheet(token, search);
  for (const { hole, start, end } of holes) {
    if (kind !== other) report(hole, `\`<${kind === "text" ? other : kind}>\` for some clients only`, search);
    else if (kind !== "text") report(hole, `the content of \`<${kind}>\``, search);
    else if (isRaw(hole) && (views.length < 2 || hasPlainContent(search.open.standard)))
      report(hole, "a place where tags would not be read, or not by all clients", search);
    else if (hole.type === "value") {
      search.arrivals.push({ start, end, segment: { type: "value", hole, escape: isRaw(hole) ? "raw" : "html" } });
      if (hole.node.type === "Embedded" && !search.cut && views.length === 2) search.slots.push({ ...search.open });
    } else readBlockTag(hole, { start, end }, search);
  }
}

/** `text`, or the element that makes it something else; nobody knows what an unknown one does. */
function contentKind(open: OpenElements): string {
  for (let element = open; element !== undefined; element = element.outer) {
    if (CLOSED_CONTENT.has(element.name) || !isKnownElement(element.name)) return element.name;
  }
  return open?.name === "style" ? "style" : "text";
}

function readStyleSheet({ start: sheetStart, end: sheetEnd }: HtmlText, search: Search): void {
  const parts = splitAtHoles(sheetStart, sheetEnd, search);
  const places = readCss(
    parts.map((part) => (typeof part === "string" ? part : part.hole)),
    "rules",
  );
  const here = parts.flatMap((part) => (typeof part === "string" ? [] : [part]));
  const around: ReadonlySet<Hole["node"]> = new Set([...search.blocks, ...here].map(({ hole }) => hole.node));
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") continue;
    const { hole, start, end } = part;
    const place = places.get(index);
    if (hole.node.type !== "Line" && isMovedOut(hole.branch, around)) {
      const message = `${quoteHole(hole)} stands in an attribute that MJML prints outside of the block, into a style sheet`;
      search.findings.error("structural-position", hole.node.span, message, FIXED_VALUE);
    } else if (hole.type !== "value") {
      const message = `${quoteHole(hole)} stands in an attribute that MJML prints into a style sheet`;
      search.findings.refuse(hole, { code: "structural-position", message, help: FIXED_VALUE });
    } else if (hole.node.type === "Line" || isRaw(hole) || place === undefined) {
      // A subject may be anything, so it is not checked as a value is.
      report(hole, "a style sheet", search);
    } else if (typeof place === "string") {
      // MJML puts the colours of a carousel into a style sheet.
      const treatment = place === "css" && search.colors.has(hole.token) ? "html-color" : place;
      search.arrivals.push({ start, end, segment: { type: "value", hole, escape: treatment } });
    } else {
      const message = `${quoteHole(hole)} is ${place.problem}`;
      search.findings.refuse(hole, { code: place.code, message, help: place.help });
    }
  }
}

/** Whether a place is no longer inside of all of its blocks. */
function isMovedOut(branch: Branch | undefined, around: ReadonlySet<Hole["node"]>): boolean {
  if (branch === undefined) return false;
  return !(isScopeOnly(branch.block) || around.has(branch.block)) || isMovedOut(branch.outer, around);
}

/** Handles a comment; gives back the views for which what follows is live. */
function readComment(
  comment: HtmlComment,
  offset: number,
  { views, live }: { readonly views: readonly View[]; readonly live: readonly View[] },
  search: Search,
): readonly View[] {
  const start = comment.start + offset;
  const end = comment.end + offset;
  const hole = search.punched.holes.get(comment.data);
  if (hole !== undefined && hole.type !== "value") {
    if (search.cut) report(hole, CUT, search);
    else readBlockTag(hole, { start, end }, search);
    return live;
  }
  // `<!--[if !mso]><!-->` hides what follows from Outlook; other revealed conditions show it to everyone.
  if (/^\[if ![^\]]*\]><!$/i.test(comment.data)) return views.filter((view) => view === "standard");
  if (comment.data === "<![endif]") return views;

  // Some write `<!--<![endif]-->` here as well; to Outlook that is the end, or a comment and no end. Both are live.
  const conditional = /^(\[if [^\]]*\]>)([\s\S]*?)(?:<!--)?<!\[endif\]$/i.exec(comment.data);
  if (conditional?.[1] === undefined || conditional[2] === undefined) {
    for (const { hole: inside } of holesBetween(start, end, search)) reportInComment(inside, search.findings);
    // Any other condition is read by Outlook in ways of its own.
    if (/\[(?:if|endif)\b/i.test(comment.data) && !/^\[if [^\]]*\]><!$/i.test(comment.data)) search.cut = true;
    return live;
  }
  const contentStart = comment.dataStart + offset + conditional[1].length;
  reportHoles(start, contentStart, "the condition of a comment", search);
  readTokens(readHtml(conditional[2]), contentStart, ["outlook"], search);
  if (RAW_MODES.has(search.open.outlook?.name ?? "")) search.cut = true;
  return live;
}

function readBlockTag(hole: BlockHole, range: { readonly start: number; readonly end: number }, search: Search): void {
  search.arrivals.push({ ...range, segment: { type: "block", hole } });
  if (hole.type === "open") {
    search.blocks.push({ hole, open: { ...search.open } });
    return;
  }
  const start = search.blocks.at(-1);
  if (hole.type === "close") search.blocks.pop();
  if (start === undefined || sameOpen(start.open, search.open)) return;
  const message = `a branch of ${quoteHole(hole)} leaves elements open, or closes elements that it did not open`;
  const help = "open and close the same elements in every branch, with explicit end tags";
  search.findings.error("unbalanced-block", hole.node.span, message, help);
  Object.assign(search.open, start.open);
}

function sameOpen(a: OpenInViews, b: OpenInViews): boolean {
  return a.standard === b.standard && a.outlook === b.outlook;
}

/** Refuses every hole of a stretch. */
function reportHoles(start: number, end: number, where: string, search: Search): void {
  for (const { hole } of holesBetween(start, end, search)) report(hole, where, search);
}

function report(hole: Hole, where: string, search: Search): void {
  const help =
    where === CUT
      ? "let what stands in `<!--[if ..]>` begin and end whole tags, and end it with `<![endif]-->`"
      : "values may stand in text, in quoted attributes, in URLs and in CSS values";
  search.findings.error("unsafe-position", hole.node.span, `${quoteHole(hole)} stands in ${where}`, help);
}

function holesBetween(start: number, end: number, { html, punched }: Search): FoundHole[] {
  const found = holesOf(html.slice(start, end), punched);
  return found.map(({ hole, start: from, end: to }) => ({ hole, start: start + from, end: start + to }));
}

function toSegments(html: string, arrivals: readonly Arrival[]): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const arrival of arrivals) {
    if (arrival.start > end) segments.push({ type: "static", text: html.slice(end, arrival.start) });
    segments.push(arrival.segment);
    end = arrival.end;
  }
  if (end < html.length) segments.push({ type: "static", text: html.slice(end) });
  return segments;
}
