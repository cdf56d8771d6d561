import { suggest } from "../diagnostics/suggest.js";
import { mayBeBlank } from "./choices.js";
import { prepareConditionals } from "./conditional-space.js";
import { createFindings, quoteHole, reportInComment } from "./findings.js";
import { tokenizeHtml } from "./html.js";
import type { HtmlComment, HtmlOpenTag, HtmlText, HtmlToken, Tokenized } from "./html-token.js";
import type { Mjml } from "./mjml.js";
import { afterCloseTag, afterOpenTag, isInside, type OpenElement, type OpenElements } from "./open-elements.js";
import { applyEdits, editTokens, type Preparation, type PreparedMjml } from "./preparation.js";
import { checkQuotes, prepareAttribute } from "./prepare-attributes.js";
import { checkIndented, prepareHole } from "./prepare-blocks.js";
import { checkCopiedStyle, checkFonts, checkStyles } from "./prepare-styles.js";
import { originOf, type Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/**
 * Prepares a punched MJML document: block tags between components become raw comment nodes, block tags in HTML content
 * become comments, and everything that MJML would compute on, drop or misread is reported.
 */
export function prepareMjml(punched: Punched, mjml: Mjml, maxDepth: number): PreparedMjml {
  const tokens = tokenizeHtml(punched.text);
  const sheets = sheetsOf(punched.text);
  const state = startPreparation({ punched, mjml, sheets, open: undefined, hasGap: tokens.some(hasGap) });
  state.isConditional = prepareConditionals(state);
  readTokens(tokens, maxDepth, state);
  if (!reportUnfinished(tokens.at(-1), state)) {
    reportBodiless(tokens, state);
    for (let element = state.open; element !== undefined; element = element.outer) reportUnclosed(element, state);
  }
  return {
    source: applyEdits(punched.text, state.edits),
    tokens,
    colors: state.colors,
    copiedValues: state.copiedValues,
    emptyContents: state.emptyContents,
    defaults: state.defaults,
    styles: state.styles,
    sheets,
    slot: state.slot,
    optionalCarousel: state.optionalCarousel,
    demands: state.findings.demands,
    diagnostics: state.findings.diagnostics,
  };
}

/**
 * Prepares the content of a component apart from the document.
 *
 * @param slot Where it will stand.
 * @returns undefined when it does not leave the elements around it as they are, so that it is a part of the document.
 */
export function prepareContent(
  punched: Punched,
  slot: Pick<PreparedMjml, "sheets"> & { readonly open: OpenElements; readonly mjml: Mjml },
  maxDepth: number,
): PreparedContent | undefined {
  const state = startPreparation({ ...slot, punched, hasGap: false });
  const tokens = tokenizeHtml(punched.text);
  readTokens(tokens, maxDepth, state);
  if (state.open !== slot.open || state.blocks.length > 0 || (tokens.at(-1)?.end ?? 0) < punched.text.length)
    return undefined;
  const { demands, diagnostics } = state.findings;
  return { html: editTokens({ html: punched.text, tokens }, state.edits), tokens, demands, diagnostics };
}

export interface PreparedContent extends Pick<PreparedMjml, "demands" | "diagnostics"> {
  readonly html: Tokenized;
  /** Those of the punched text. */
  readonly tokens: readonly HtmlToken[];
}

function startPreparation(given: Pick<Preparation, "punched" | "mjml" | "sheets" | "open" | "hasGap">): Preparation {
  return {
    ...given,
    findings: createFindings(),
    edits: [],
    colors: new Set(),
    copiedValues: new Map(),
    emptyContents: new Map(),
    defaults: new Set(),
    styles: [],
    slot: undefined,
    blocks: [],
    optionalCarousel: undefined,
    unknown: new Set(),
    isConditional: () => false,
  };
}

function readTokens(tokens: readonly HtmlToken[], maxDepth: number, state: Preparation): void {
  for (const token of tokens) {
    readToken(token, state);
    if ((state.open?.depth ?? 0) <= maxDepth) continue;
    const at = originOf(state.punched, token.start, token.end);
    const help = "close elements, or raise the limit `elementDepth`";
    state.findings.error("too-deep", at, `elements are nested deeper than ${maxDepth}`, help);
    state.open = undefined;
    break;
  }
}

function sheetsOf(text: string): Preparation["sheets"] {
  if (/<mj-style[^>]*\sinline\s*=/.test(text)) return "inline";
  return /<mj-style[\s>]/.test(text) ? "kept" : "none";
}

function hasGap(token: HtmlToken): boolean {
  return token.type === "open" && token.name.startsWith("mj-") && token.attributes.some(({ name }) => name === "gap");
}

function readToken(token: HtmlToken, state: Preparation): void {
  switch (token.type) {
    case "open":
      return readOpenTag(token, state);
    case "close":
      return readCloseTag(token.name, token.start, token.end, state);
    case "text":
      return readText(token, state);
    case "comment":
      return checkComment(token, state);
    case "doctype":
      return;
  }
}

/** Reports template code in a comment, which clients would never show. Conditional comments are read by Outlook. */
function checkComment({ data, start, end }: HtmlComment, state: Preparation): void {
  if (data.startsWith("[if")) return;
  for (const part of cutAtHoles(state.punched.text.slice(start, end), state.punched)) {
    if (typeof part !== "string") reportInComment(part, state.findings);
  }
}

function readOpenTag(tag: HtmlOpenTag, state: Preparation): void {
  const component = componentOf(tag.name, state);
  if (hasHoleInName(tag.name, state)) {
    state.unknown.add(tag.name);
  } else if (component) {
    checkName(tag, state);
    checkLoop(tag, state);
    if (tag.name === "mj-html-attribute") reportReparsed(state);
    // What MJML would do with the attributes of a component that there is not, nobody knows.
    if (!state.unknown.has(tag.name)) prepareAttributes(tag, state);
  } else {
    checkQuotes(tag, state);
    checkStyles(tag, state);
    checkAlt(tag, state);
  }
  if (component && tag.selfClosing) return;
  state.open = afterOpenTag(state.open, tag);
}

/** The words for a picture are a part of the text around it. */
function checkAlt(tag: HtmlOpenTag, state: Preparation): void {
  for (const { name, valueStart, valueEnd } of tag.attributes) {
    if (name !== "alt") continue;
    const parts = cutAtHoles(state.punched.text.slice(valueStart, valueEnd), state.punched);
    for (const part of parts) if (typeof part !== "string") checkIndented(part, state);
  }
}

function prepareAttributes(tag: HtmlOpenTag, state: Preparation): void {
  for (const attribute of tag.attributes) prepareAttribute(tag, attribute, state);
  for (const attribute of tag.attributes) checkCopiedStyle(attribute, state);
}

/** Reports a value in the name of a tag between components; in HTML it is reported with its other values. */
function hasHoleInName(name: string, state: Preparation): boolean {
  const [hole] = cutAtHoles(name, state.punched).filter((part) => typeof part !== "string");
  if (hole === undefined) return false;
  if (contentOwner(state.open, state) !== undefined) return true;
  const help = "write the name out, or put an `{{#if}}` around two elements";
  state.findings.error("unsafe-position", hole.node.span, `${quoteHole(hole)} stands in the name of a tag`, help);
  return true;
}

/** Elements that MJML reads without having a component for them. */
const HEAD_ELEMENTS: readonly string[] = ["mjml", "mj-all", "mj-class", "mj-selector", "mj-html-attribute"];

function checkName(tag: HtmlOpenTag, state: Preparation): void {
  const at = originOf(state.punched, tag.start, tag.start + tag.name.length + 1);
  if (tag.name === "mj-include") {
    const help = "put the file into the `partials` folder and write `{{> name}}`";
    state.findings.error("invalid-mjml", at, "`<mj-include>` reads files, which compiling never does", help);
  } else if (state.open === undefined && tag.name !== "mjml") {
    const help = "name a `layout` in the front matter, or put everything into `<mjml>`";
    state.findings.error("invalid-mjml", at, `the document begins with \`<${tag.name}>\` instead of \`<mjml>\``, help);
  } else if (!HEAD_ELEMENTS.includes(tag.name) && state.mjml.component(tag.name) === undefined) {
    const near = suggest(tag.name, state.mjml.names);
    const help =
      near === undefined ? "MJML's components are listed in its documentation" : `did you mean \`<${near}>\`?`;
    state.findings.error("invalid-mjml", at, `there is no component \`<${tag.name}>\``, help);
    state.unknown.add(tag.name);
  } else {
    checkHalf(tag, state);
  }
}

/** Reports components of the head in the body and the other way round, on which MJML crashes. */
function checkHalf(tag: HtmlOpenTag, state: Preparation): void {
  const prints = state.mjml.component(tag.name)?.prints;
  const inBody = prints === false && isInside(state.open, "mj-body");
  const inHead = prints === true && state.open?.name === "mj-head" && tag.name !== "mj-raw";
  if (!inBody && !inHead) return;
  const [wrong, right] = inBody ? ["mj-body", "mj-head"] : ["mj-head", "mj-body"];
  const at = originOf(state.punched, tag.start, tag.start + tag.name.length + 1);
  const message = `\`<${tag.name}>\` stands in \`${wrong}\``;
  state.findings.error("invalid-mjml", at, message, `move it into \`${right}\``);
}

/** MJML reads its own output again as XML to set attributes: void elements, comments and white space come out otherwise. */
function reportReparsed(state: Preparation): void {
  const [hole] = state.punched.holes.values();
  if (hole === undefined) return;
  const message = `${quoteHole(hole)} stands in a document with \`mj-html-attributes\`, which MJML reads again as XML`;
  const help = "write the attributes into the HTML, and remove `mj-html-attributes`";
  state.findings.refuse(hole, { code: "structural-position", message, help });
}

/** Reports components to which MJML gives an id of their own when they stand in a loop: all turns would share it. */
function checkLoop(tag: HtmlOpenTag, state: Preparation): void {
  const hasId = tag.name === "mj-carousel" || (tag.name === "mj-navbar" && /\shamburger\s*=/.test(state.punched.text));
  const at = originOf(state.punched, tag.start, tag.start + tag.name.length + 1);
  if (tag.name === "mj-carousel" && state.blocks.length > 0) state.optionalCarousel ??= at;
  const loop = hasId ? state.blocks.find(({ hole, arm }) => arm === "body" && LOOPS.has(hole.node.kind)) : undefined;
  if (loop === undefined) return;
  const message = `\`<${tag.name}>\` stands in ${quoteHole(loop.hole)}, and MJML gives every one of them another id`;
  const help = "move it out of the loop";
  state.findings.refuse(loop.hole, { code: "structural-position", message, help }, at);
}

/** Blocks whose body may be there several times. */
const LOOPS: ReadonlySet<string> = new Set(["each", "section"]);

/** Whether a tag is read by MJML: components and the elements of its head, but not HTML inside a component's content. */
function componentOf(name: string, state: Preparation): boolean {
  return contentOwner(state.open, state) === undefined && (name === "mjml" || name.startsWith("mj-"));
}

/** The component whose content is HTML for MJML, when a place is inside of one. */
function contentOwner(open: OpenElements, state: Preparation): OpenElement | undefined {
  let owner: OpenElement | undefined;
  for (let element = open; element !== undefined; element = element.outer) {
    if (state.mjml.component(element.name)?.endingTag === true || element.name === "mj-html-attribute") owner = element;
  }
  return owner;
}

function readCloseTag(name: string, start: number, end: number, state: Preparation): void {
  const { open } = state;
  if (hasHoleInName(name, state)) {
    if (open !== undefined && state.unknown.has(open.name)) state.open = open.outer;
    return;
  }
  const isComponent = name === "mjml" || name.startsWith("mj-");
  if (isComponent && !isInside(open, name)) {
    const at = originOf(state.punched, start, end);
    return state.findings.error(
      "invalid-mjml",
      at,
      `\`</${name}>\` closes nothing`,
      "remove it, or add its opening tag",
    );
  }
  if (name === "mj-style" && open?.name === name) {
    state.styles.push({ start: open.tag.end, end: start, inlinedByMjml: isInlineStyle(open.tag, state) });
  }
  if (open?.name === name) readContent(open, start, state);
  state.open = afterCloseTag(open, name);
  if (!isComponent) return;
  for (let element = open; element !== state.open && element !== undefined; element = element.outer) {
    if (element.outer !== state.open) reportUnclosed(element, state);
  }
}

/** Remembers the content of a component that prints it, when it may come out empty. */
function readContent({ name, tag }: OpenElement, end: number, state: Preparation): void {
  const component = state.mjml.component(name);
  if (component?.endingTag !== true || !component.prints || name === "mj-raw") return;
  const parts = cutAtHoles(state.punched.text.slice(tag.end, end), state.punched);
  const hole = parts.find((part) => typeof part !== "string");
  if (typeof hole !== "object" || !mayBeBlank(parts)) return;
  const edits = state.edits.slice(state.edits.findLastIndex((edit) => edit.start < tag.end) + 1);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - tag.end, end: edit.end - tag.end }));
  state.emptyContents.set(applyEdits(state.punched.text.slice(tag.end, end), moved), hole);
}

function isInlineStyle(tag: HtmlOpenTag, state: Preparation): boolean {
  return tag.attributes.some(
    ({ name, valueStart, valueEnd }) =>
      name === "inline" && state.punched.text.slice(valueStart, valueEnd) === "inline",
  );
}

function readText(token: HtmlText, state: Preparation): void {
  const owner = contentOwner(state.open, state);
  const text = state.punched.text.slice(token.start, token.end);
  if (isReadForFonts(owner, state)) checkFonts(text, state);
  let offset = token.start;
  for (const part of cutAtHoles(text, state.punched)) {
    const length = typeof part === "string" ? part.length : part.token.length;
    if (typeof part !== "string") prepareHole(part, { start: offset, end: offset + length }, owner, state);
    else if (owner === undefined && part.trim() !== "" && !isUnknown(state)) reportStrayText(offset, part, state);
    offset += length;
  }
}

/** MJML looks for fonts in its body and in the sheets that it inlines, not in the other sheets. */
function isReadForFonts(owner: OpenElement | undefined, state: Preparation): boolean {
  return owner?.name === "mj-style" ? isInlineStyle(owner.tag, state) : isInside(state.open, "style");
}

function isUnknown(state: Preparation): boolean {
  return state.open !== undefined && state.unknown.has(state.open.name);
}

function reportStrayText(offset: number, text: string, state: Preparation): void {
  const start = offset + (text.length - text.trimStart().length);
  const at = originOf(state.punched, start, start + text.trim().length);
  const where = state.open === undefined ? "outside of `<mjml>`" : `directly in \`${state.open.name}\``;
  state.findings.error("stray-text", at, `text ${where} is dropped by MJML`, "put it into an `mj-text` or `mj-raw`");
}

/** Elements whose content is text up to their end tag, whatever else stands in it. */
const RAW_ELEMENTS: ReadonlySet<string> = new Set(
  "style title textarea script xmp iframe noembed noframes plaintext".split(" "),
);

/** Reports what swallowed the rest of the document: a quote, a comment or an element of raw text that does not end. */
function reportUnfinished(last: HtmlToken | undefined, state: Preparation): boolean {
  const { text } = state.punched;
  const report = (start: number, end: number, message: string, help: string): true => {
    state.findings.error("invalid-mjml", originOf(state.punched, start, end), message, help);
    return true;
  };
  const end = last?.end ?? 0;
  if (end < text.length && state.open !== undefined) {
    const name = /^<[^\s>]*/.exec(text.slice(end))?.[0] ?? "";
    return report(end, end + name.length, "this tag never ends", "add what is missing, a quote or `>`");
  }
  if (last?.type === "comment" && !text.slice(last.start + 2, end).endsWith(">")) {
    return report(last.start, last.start + 4, "this comment is never closed", "add `-->`");
  }
  const { open } = state;
  if (open === undefined || !RAW_ELEMENTS.has(open.name)) return false;
  return report(open.tag.start, open.tag.end, `\`<${open.name}>\` is never closed`, `add \`</${open.name}>\``);
}

/** MJML only says that such a document is malformed. */
function reportBodiless(tokens: readonly HtmlToken[], state: Preparation): void {
  const [root] = tokens.filter((token) => token.type === "open");
  if (root?.name !== "mjml" || tokens.some((token) => token.type === "open" && token.name === "mj-body")) return;
  const at = originOf(state.punched, root.start, root.start + root.name.length + 1);
  const help = "put what the email shows into `<mj-body>`";
  state.findings.error("invalid-mjml", at, "there is no `<mj-body>` in `<mjml>`", help);
}

function reportUnclosed(element: OpenElement, state: Preparation): void {
  const at = originOf(state.punched, element.tag.start, element.tag.end);
  if (element.name !== "mjml" && !element.name.startsWith("mj-")) return;
  if (state.unknown.has(element.name)) return;
  state.findings.error("invalid-mjml", at, `\`<${element.name}>\` is never closed`, `add \`</${element.name}>\``);
}
