import { VOID_ELEMENTS } from "./html.js";
import type { HtmlOpenTag } from "./html-token.js";

/**
 * The elements that are open at a place, innermost first. The list is never changed, only extended, so that two places
 * have the same open elements exactly when they have the same list.
 */
export interface OpenElement {
  readonly name: string;
  readonly tag: HtmlOpenTag;
  readonly outer: OpenElements;
  /** How many elements are open, with this one. */
  readonly depth: number;
}

export type OpenElements = OpenElement | undefined;

/** The elements open after an opening tag. Void elements stay closed, and so do `<v:fill />` and other names with colon. */
export function afterOpenTag(open: OpenElements, tag: HtmlOpenTag): OpenElements {
  if (VOID_ELEMENTS.has(tag.name) || (tag.selfClosing && tag.name.includes(":"))) return open;
  return { name: tag.name, tag, outer: open, depth: (open?.depth ?? 0) + 1 };
}

/** The elements open after a closing tag: it also closes what was left open inside; without its element it does nothing. */
export function afterCloseTag(open: OpenElements, name: string): OpenElements {
  for (let element = open; element !== undefined; element = element.outer) {
    if (element.name === name) return element.outer;
  }
  return open;
}

export function isInside(open: OpenElements, name: string): boolean {
  for (let element = open; element !== undefined; element = element.outer) if (element.name === name) return true;
  return false;
}
