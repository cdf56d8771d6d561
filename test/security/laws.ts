import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { parseView, type View } from "../oracle/views.js";
import { cleaned, isControl } from "./cleaned.js";
import { type Component, isSingleValue, readComponents } from "./css-reading.js";
import { lineProblem } from "./line-law.js";
import type { Output } from "./messages.js";
import type { Place } from "./places.js";
import { urlProblem } from "./url-law.js";

/**
 * Compares what came out for a value with what came out for the place's marker: everything but the marker has to be the
 * same, and in its place has to stand what the value is, no more and no less.
 *
 * @returns What the value changed, or undefined.
 */
export function lawBroken(marked: Output, found: Output, value: string, place: Place): string | undefined {
  const filled: Filled = { value, place };
  return (
    header("subject", marked.subject, found.subject, filled) ??
    header("preheader", marked.preheader, found.preheader, filled) ??
    header("name of the sender", marked.fromName, found.fromName, filled) ??
    document("standard", marked.html, found.html, filled) ??
    document("outlook", marked.html, found.html, filled) ??
    plain(marked.text, found.text, { ...filled, value: marked.html === undefined ? value.normalize("NFC") : value })
  );
}

export interface Filled {
  readonly value: string;
  /** What the laws for one value look at. */
  readonly place: Pick<Place, "marker" | "reading">;
}

function header(name: string, marked = "", found = "", { value, place }: Filled): string | undefined {
  if (!marked.includes(place.marker)) return marked === found ? undefined : `the ${name} is another`;
  const problem = lineProblem(marked, found, value, place.marker);
  return problem && `the ${name} ${problem}`;
}

function document(view: View, marked = "", found = "", filled: Filled): string | undefined {
  const problem = differ(parseView(marked, view), parseView(found, view), filled);
  return problem && `${view} view: ${problem}`;
}

/** Text parts wrap and join words at spaces, so spaces are not compared. An SMS is in NFC. */
function plain(marked = "", found = "", { value, place }: Filled): string | undefined {
  const control = [...found].find((character) => isControl(character.codePointAt(0) ?? 0));
  if (control !== undefined) return `the text has a control (${JSON.stringify(control)})`;
  if (/\p{Cs}/u.test(found)) return "the text has a lone surrogate";
  if (!marked.includes(place.marker)) return marked === found ? undefined : "the text is another";
  const [head = "", ...rest] = squeeze(marked).split(place.marker);
  const text = squeeze(found);
  if (!text.startsWith(head) || !text.endsWith(rest.at(-1) ?? "")) return "the text around the value is another";
  if (place.reading !== "text") return undefined;
  const expected = [head, ...rest].join(squeeze(cleaned(value)));
  return text === expected ? undefined : "the text does not hold the value as it is";
}

function squeeze(text: string): string {
  return text.replace(/\s/g, "");
}

/** Walks two trees at once: they have the same elements, attributes and texts. */
function differ(marked: Tree.Node, found: Tree.Node, filled: Filled): string | undefined {
  if (marked.nodeName !== found.nodeName) return `\`${found.nodeName}\` in place of \`${marked.nodeName}\``;
  if ("attrs" in marked && "attrs" in found) {
    const problem = differInAttributes(marked, found, filled);
    if (problem !== undefined) return problem;
  }
  // Nodes with these names are texts and comments; parse5's types do not narrow by name.
  if (marked.nodeName === "#comment")
    return comment((marked as Tree.CommentNode).data, (found as Tree.CommentNode).data, filled);
  if (!("childNodes" in marked && "childNodes" in found)) return undefined;
  const [before, after] = [joinTexts(marked), joinTexts(found)];
  for (const [index, child] of before.entries()) {
    const other = after[index];
    const problem = differHere(child, other, { ...filled, parent: marked.nodeName });
    if (problem !== undefined) return problem;
  }
  return after.length > before.length ? `more nodes in \`${marked.nodeName}\`` : undefined;
}

/** A node, or all the text between two nodes: it may be empty, since a value may be. */
type Child = string | Tree.ChildNode;

function joinTexts({ childNodes }: Tree.ParentNode): readonly Child[] {
  const children: Child[] = [""];
  for (const node of childNodes) {
    if (node.nodeName === "#text") children.push(`${children.pop() as string}${(node as Tree.TextNode).value}`);
    else children.push(node, "");
  }
  return children;
}

function differHere(
  marked: Child,
  found: Child | undefined,
  filled: Filled & { readonly parent: string },
): string | undefined {
  if (found === undefined) return `fewer nodes in \`${filled.parent}\``;
  if (typeof marked !== "string")
    return typeof found === "string" ? "text in place of a node" : differ(marked, found, filled);
  if (typeof found !== "string") return "a node in place of text";
  if (!marked.includes(filled.place.marker))
    return marked === found ? undefined : `another text in \`${filled.parent}\``;
  const problem = filled.parent === "style" ? cssProblem(marked, found, filled) : text(marked, found, filled);
  // Readers of HTML drop a newline there, whoever wrote it.
  if (problem !== undefined && SKIPS_NEWLINE.has(filled.parent) && text(marked, `\n${found}`, filled) === undefined)
    return undefined;
  return problem && `in \`${filled.parent}\`: ${problem}`;
}

const SKIPS_NEWLINE: ReadonlySet<string> = new Set(["pre", "textarea", "listing"]);

function differInAttributes(marked: Tree.Element, found: Tree.Element, filled: Filled): string | undefined {
  const names = (element: Tree.Element) => element.attrs.map(({ name }) => name).join(" ");
  if (names(marked) !== names(found)) return `other attributes of \`${marked.nodeName}\`: ${names(found)}`;
  for (const [index, { name, value: before }] of marked.attrs.entries()) {
    const after = found.attrs[index]?.value ?? "";
    const problem = attribute(name, before, after, filled);
    if (problem !== undefined) return `\`${name}\` of \`${marked.nodeName}\`: ${problem}`;
  }
  return undefined;
}

function attribute(name: string, marked: string, found: string, filled: Filled): string | undefined {
  if (!marked.includes(filled.place.marker)) return marked === found ? undefined : "is another";
  return name === "style" ? cssProblem(marked, found, filled) : text(marked, found, filled);
}

/** What is in a conditional comment is compared in Outlook's view, where it is live. */
function comment(marked: string, found: string, { place }: Filled): string | undefined {
  return marked === found || marked.includes(place.marker) ? undefined : "another comment";
}

/** A text or an attribute that holds the value, as clients read it: without character references. */
function text(marked: string, found: string, { value, place }: Filled): string | undefined {
  switch (place.reading) {
    case "text":
      return found === marked.replaceAll(place.marker, () => cleaned(value))
        ? undefined
        : "does not hold the value as it is";
    case "line":
      return lineProblem(marked, found, value, place.marker);
    case "token":
    case "number":
      return cssProblem(marked, found, { value, place });
    default:
      return urlProblem(marked, found, value, place);
  }
}

/** Declarations, rules, functions and words are the same, and the value is one of them. */
export function cssProblem(marked: string, found: string, filled: Filled): string | undefined {
  return differInCss(readComponents(marked), readComponents(found), filled);
}

function differInCss(marked: readonly Component[], found: readonly Component[], filled: Filled): string | undefined {
  if (marked.length !== found.length) return "another number of CSS components";
  for (const [index, before] of marked.entries()) {
    const after = found[index];
    const problem = after && differInComponent(before, after, filled);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function differInComponent(before: Component, after: Component, filled: Filled): string | undefined {
  const { value, place } = filled;
  const isMarked = before.text.includes(place.marker);
  if (isMarked && (place.reading === "token" || place.reading === "number")) {
    if (!isSingleValue(after)) return `a CSS ${after.kind} in place of one value`;
    return squeeze(written(after)) === before.text.replace(place.marker, () => squeeze(doubled(value, after)))
      ? undefined
      : "CSS that does not hold the value as it is";
  }
  if (before.kind !== after.kind) return `a CSS ${after.kind} in place of a ${before.kind}`;
  if (!isMarked) return before.text === after.text ? differInCss(before.inside, after.inside, filled) : "other CSS";
  return text(before.text, after.text, filled);
}

function written({ text, inside }: Component): string {
  return inside.length === 0 ? text : `${text}(${inside.map(written).join("")})`;
}

/** MJML doubles colours of three digits. */
function doubled(value: string, { text }: Component): string {
  const twice = value.replace(/^#(\w)(\w)(\w)$/, "#$1$1$2$2$3$3");
  return text === twice ? twice : value;
}
