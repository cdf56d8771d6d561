import { rulesFor, sheetOf } from "./author-css.js";
import {
  cutToken,
  decodeAttribute,
  joinTokens,
  type LoneToken,
  readHtml,
  shiftAttribute,
  shiftToken,
  tokenizeHtml,
  VOID_ELEMENTS,
} from "./html.js";
import type { HtmlAttribute, HtmlOpenTag, HtmlToken, Tokenized } from "./html-token.js";
import { inlineCss } from "./inline-css.js";
import type { KnownStyles, Slot } from "./laid-out.js";

/** A content of more kinds of elements than this is rare; beyond it the oldest are forgotten. */
const MOST_STYLES = 5000;

/**
 * Inlines the rules of a document into a content as if it stood there. Which rules apply to an element follows from its
 * tag and from those around it, so that the inliner is asked only for elements of which there was none like it before.
 *
 * @returns undefined when a value of the document is copied into the content: then it is a part of both.
 */
export function inlineInside(content: Tokenized, slot: Slot): Tokenized | undefined {
  const inlinable = sheetOf(rulesFor(content.html, slot.rules));
  if (inlinable === "") return content;
  if (inlinable.includes(slot.prefix)) return undefined;
  const elements = readElements(content);
  return elements === undefined ? inlineAsDocument(content, inlinable, slot) : inlineKnown(content, elements, slot);
}

/** The inliner reads the content as a part of a document: of that, the elements around it are enough. */
function inlineAsDocument({ html }: Tokenized, inlinable: string, { tags }: Slot): Tokenized | undefined {
  const inlined = inlineCss(`${tags.join("")}${MARK}${html}${MARK}${endTags(tags)}`, inlinable);
  const [, content, ...after] = inlined.split(MARK);
  return content === undefined || after.length !== 1 ? undefined : readHtml(content);
}

const MARK = "<!--content-->";

function endTags(tags: readonly string[]): string {
  return tags
    .map((tag) => `</${/^<([^\s/>]+)/.exec(tag)?.[1] ?? ""}>`)
    .reverse()
    .join("");
}

interface Element {
  readonly tag: HtmlOpenTag;
  readonly text: string;
  readonly outer: Element | undefined;
  /** Equal for elements to which the same rules apply. */
  readonly key: string;
}

function inlineKnown({ html, tokens }: Tokenized, elements: ReadonlyMap<HtmlToken, Element>, slot: Slot): Tokenized {
  const { styles } = slot;
  const missing = new Map<string, Element>();
  for (const element of elements.values()) if (!styles.has(element.key)) missing.set(element.key, element);
  if (missing.size > 0) learnStyles([...missing.values()], slot);
  const inlined = tokens.map((token) => {
    const style = styles.get(elements.get(token)?.key ?? "");
    return style === undefined || token.type !== "open" ? cutToken(html, token) : withStyle(token, style, html);
  });
  forgetOldest(styles);
  return joinTokens(inlined);
}

/** A tag with another `style`, where it has one already or at its end. */
function withStyle(tag: HtmlOpenTag, style: string, html: string): LoneToken {
  const text = html.slice(tag.start, tag.end);
  const token = shiftToken(tag, -tag.start);
  const written = token.attributes.find(({ name }) => name === "style");
  const at = written?.start ?? text.length;
  const before = written === undefined ? `${text.slice(0, -1)} ` : text.slice(0, at);
  const after = written === undefined ? ">" : text.slice(written.end);
  const range = { valueStart: at + 'style="'.length, valueEnd: at + 'style="'.length + style.length };
  const attribute: HtmlAttribute = {
    name: "style",
    start: at,
    ...range,
    end: range.valueEnd + 1,
    quote: '"',
    value: decodeAttribute(style),
  };
  const grown = attribute.end - (written?.end ?? at);
  const others = token.attributes
    .filter((each) => each !== written)
    .map((each) => (each.start > at ? shiftAttribute(each, grown) : each));
  const attributes = [...others, attribute].toSorted((one, other) => one.start - other.start);
  const styled = `${before}style="${style}"${after}`;
  return { html: styled, token: { ...token, attributes, end: styled.length }, base: 0 };
}

function forgetOldest(styles: KnownStyles): void {
  for (const key of styles.keys()) {
    if (styles.size <= MOST_STYLES) break;
    styles.delete(key);
  }
}

/** Asks the inliner about elements, each alone in those around it. */
function learnStyles(elements: readonly Element[], { tags, rules, styles }: Slot): void {
  const chains = elements.map((element) => {
    const chain: string[] = [];
    for (let each: Element | undefined = element; each !== undefined; each = each.outer) chain.unshift(each.text);
    return `${MARK}${chain.join("")}${MARK}${endTags(chain)}`;
  });
  const html = chains.join("");
  const inlined = inlineCss(`${tags.join("")}${html}${endTags(tags)}`, sheetOf(rulesFor(html, rules))).split(MARK);
  for (const [index, { key, tag, text }] of elements.entries()) {
    const chain = inlined[2 * index + 1] ?? "";
    const last = tokenizeHtml(chain).at(-1);
    styles.set(key, last?.type === "open" && last.name === tag.name ? styleOf(last, chain, text) : undefined);
  }
}

function styleOf(tag: HtmlOpenTag, html: string, before: string): string | undefined {
  if (html.slice(tag.start, tag.end) === before) return undefined;
  const style = tag.attributes.find(({ name }) => name === "style");
  return style && html.slice(style.valueStart, style.valueEnd);
}

/** What may stand in a paragraph, and is read the same wherever it stands. */
const PHRASES: ReadonlySet<string> = new Set(
  "abbr b bdi bdo big br cite code del dfn em font i img ins kbd mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);
const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside blockquote center div dl footer h1 h2 h3 h4 h5 h6 header hr main nav ol p section table ul".split(
    " ",
  ),
);
/** Elements that stand in others alone, and in which. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["li", ["ol", "ul"]],
  ["dt", ["dl"]],
  ["dd", ["dl"]],
  ["caption", ["table"]],
  ["thead", ["table"]],
  ["tbody", ["table"]],
  ["tfoot", ["table"]],
  ["tr", ["table", "thead", "tbody", "tfoot"]],
  ["th", ["tr"]],
  ["td", ["tr"]],
]);

/** A tag as the inliner writes it: what it does not change keeps its letters. */
const PLAIN_TAG = /^<[a-z][a-z0-9]*(?: [a-z][a-z-]*="[^"]*")*>$/;

/**
 * The elements of a content, or undefined when a reader of HTML may close or open some that are not written, or the
 * inliner may write them in another way.
 */
function readElements({ html, tokens }: Tokenized): ReadonlyMap<HtmlToken, Element> | undefined {
  const elements = new Map<HtmlToken, Element>();
  let open: Element | undefined;
  for (const token of tokens) {
    const text = html.slice(token.start, token.end);
    if (token.type === "open") {
      const element: Element = { tag: token, text, outer: open, key: keyOf(token, html, open) };
      if (!PLAIN_TAG.test(text) || hasRepeats(token, text) || !fits(element)) return undefined;
      elements.set(token, element);
      if (!VOID_ELEMENTS.has(token.name)) open = element;
    } else if (token.type === "close") {
      if (open === undefined || text !== `</${open.tag.name}>`) return undefined;
      open = open.outer;
    } else if (token.type === "text" ? text.includes("<") : !/^<!--[a-z]+-->$/.test(text)) return undefined;
  }
  return open === undefined && tokens.at(-1)?.end === html.length ? elements : undefined;
}

/** Of attributes with the same name, the tokenizer gives the first one. */
function hasRepeats({ attributes }: HtmlOpenTag, text: string): boolean {
  return text.split('"').length !== 2 * attributes.length + 1;
}

function fits({ tag: { name }, outer }: Element): boolean {
  const parents = PARTS.get(name);
  if (parents !== undefined) return outer !== undefined && parents.includes(outer.tag.name);
  if (BLOCKS.has(name)) return !isIn(outer, isParagraph);
  return PHRASES.has(name) || (name === "a" && !isIn(outer, (each) => each === "a"));
}

function isIn(element: Element | undefined, matches: (name: string) => boolean): boolean {
  return element !== undefined && (matches(element.tag.name) || isIn(element.outer, matches));
}

/** Elements that blocks close. */
function isParagraph(name: string): boolean {
  return /^(?:p|h[1-6])$/.test(name) || PHRASES.has(name);
}

/** Attributes whose values decide about rules; of others only the names do. */
const ASKED: ReadonlySet<string> = new Set(["class", "id", "style"]);

function keyOf({ name, attributes }: HtmlOpenTag, source: string, outer: Element | undefined): string {
  const asked = attributes.map((attribute) =>
    ASKED.has(attribute.name) ? source.slice(attribute.start, attribute.end) : attribute.name,
  );
  return `${outer?.key ?? ""}<${[name, ...asked].join(" ")}>`;
}
