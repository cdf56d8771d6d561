import { suggest } from "../diagnostics/suggest.js";
import { createFindings } from "./findings.js";
import { type HtmlOpenTag, type HtmlText, type HtmlToken, tokenizeHtml } from "./html.js";
import type { Mjml } from "./mjml.js";
import { afterCloseTag, afterOpenTag, isInside, type OpenElement, type OpenElements } from "./open-elements.js";
import type { Edit, Preparation, PreparedMjml } from "./preparation.js";
import { checkQuotes, prepareAttribute } from "./prepare-attributes.js";
import { prepareHole } from "./prepare-blocks.js";
import { originOf, type Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/**
 * Prepares a punched MJML document: block tags between components become raw comment nodes, block tags in HTML content
 * become comments, and everything that MJML would compute on, drop or misread is reported.
 */
export function prepareMjml(punched: Punched, mjml: Mjml, maxDepth: number): PreparedMjml {
  const tokens = tokenizeHtml(punched.text);
  const state: Preparation = {
    punched,
    mjml,
    findings: createFindings(),
    edits: [],
    colors: new Set(),
    copiedValues: new Map(),
    styles: [],
    blocks: [],
    open: undefined,
    unknown: new Set(),
    hasGap: tokens.some(hasGap),
  };
  for (const token of tokens) {
    readToken(token, state);
    if ((state.open?.depth ?? 0) <= maxDepth) continue;
    const at = originOf(punched, token.start, token.end);
    const help = "close elements, or raise the limit `elementDepth`";
    state.findings.error("too-deep", at, `elements are nested deeper than ${maxDepth}`, help);
    state.open = undefined;
    break;
  }
  for (let element = state.open; element !== undefined; element = element.outer) reportUnclosed(element, state);
  return {
    source: applyEdits(punched.text, state.edits),
    colors: state.colors,
    copiedValues: state.copiedValues,
    styles: state.styles,
    diagnostics: state.findings.diagnostics,
  };
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
    case "doctype":
      return;
  }
}

function readOpenTag(tag: HtmlOpenTag, state: Preparation): void {
  const component = componentOf(tag.name, state);
  if (component) {
    checkName(tag, state);
    for (const attribute of tag.attributes) prepareAttribute(tag, attribute, state);
  } else {
    checkQuotes(tag, state);
  }
  if (component && tag.selfClosing) return;
  state.open = afterOpenTag(state.open, tag);
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
  }
}

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
  if (name === "mj-style" && open?.name === name && !isInlineStyle(open.tag, state)) {
    state.styles.push({ start: open.tag.end, end: start });
  }
  state.open = afterCloseTag(open, name);
  if (!isComponent) return;
  for (let element = open; element !== state.open && element !== undefined; element = element.outer) {
    if (element.outer !== state.open) reportUnclosed(element, state);
  }
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
  let offset = token.start;
  for (const part of cutAtHoles(text, state.punched)) {
    const length = typeof part === "string" ? part.length : part.token.length;
    if (typeof part !== "string") prepareHole(part, { start: offset, end: offset + length }, owner, state);
    else if (owner === undefined && part.trim() !== "" && !isUnknown(state)) reportStrayText(offset, part, state);
    offset += length;
  }
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

function reportUnclosed(element: OpenElement, state: Preparation): void {
  const at = originOf(state.punched, element.tag.start, element.tag.end);
  if (element.name !== "mjml" && !element.name.startsWith("mj-")) return;
  state.findings.error("invalid-mjml", at, `\`<${element.name}>\` is never closed`, `add \`</${element.name}>\``);
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(end, edit.start), edit.text);
    end = edit.end;
  }
  return parts.join("") + text.slice(end);
}
