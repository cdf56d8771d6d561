import * as csstree from "css-tree";
import type { DefaultTreeAdapterTypes as Tree } from "parse5";

/**
 * The elements that a selector can match, or "unknown" when a mail client decides. Pseudo-classes and pseudo-elements
 * are taken as true, so an element too many may be named but never one too few.
 *
 * @param selector A `Selector` of css-tree.
 */
export function matchedElements(
  selector: csstree.CssNode,
  elements: readonly Tree.Element[],
): ReadonlySet<Tree.Element> | "unknown" {
  const compounds = compoundsOf(selector);
  const subject = compounds.at(-1);
  if (subject === undefined || isClientHook(subject)) return "unknown";
  return new Set(elements.filter((element) => matches(compounds, compounds.length - 1, element)));
}

interface Compound {
  readonly parts: csstree.CssNode[];
  /** What stands between it and the compound before: space, `>`, `+`, `~`. */
  readonly combinator: string;
}

function compoundsOf(selector: csstree.CssNode): Compound[] {
  if (selector.type !== "Selector") return [];
  const compounds: Compound[] = [{ parts: [], combinator: " " }];
  selector.children.forEach((part) => {
    if (part.type === "Combinator") compounds.push({ parts: [], combinator: part.name.trim() || " " });
    else compounds.at(-1)?.parts.push(part);
  });
  return compounds;
}

/** What only exists once a client has put its own elements, classes and attributes around a message. */
const CLIENT_HOOKS = new Set([
  ".moz-text-html",
  ".ExternalClass",
  ".ReadMsgBody",
  ".msoNormal",
  "#outlook",
  "#MessageViewBody",
  "[owa]",
  "[data-ogsc]",
  "[data-ogsb]",
  "[data-ogac]",
  "[data-ogab]",
  "u",
]);

function isClientHook({ parts }: Compound): boolean {
  return parts.some((part) => {
    if (part.type === "ClassSelector") return CLIENT_HOOKS.has(`.${part.name}`);
    if (part.type === "IdSelector") return CLIENT_HOOKS.has(`#${part.name}`);
    if (part.type === "AttributeSelector") return CLIENT_HOOKS.has(`[${part.name.name}]`);
    return part.type === "TypeSelector" && CLIENT_HOOKS.has(part.name);
  });
}

function matches(compounds: readonly Compound[], last: number, element: Tree.Element): boolean {
  const compound = compounds[last];
  if (compound === undefined) return true;
  if (!compound.parts.every((part) => matchesPart(part, element))) return false;
  const before = compounds[last - 1];
  if (before === undefined || isClientHook(before)) return true;
  return candidates(element, compound.combinator).some((candidate) => matches(compounds, last - 1, candidate));
}

function candidates(element: Tree.Element, combinator: string): Tree.Element[] {
  const parent = parentOf(element);
  if (combinator === ">") return parent === undefined ? [] : [parent];
  if (combinator === " ") return parent === undefined ? [] : [parent, ...candidates(parent, " ")];
  const siblings = element.parentNode?.childNodes.filter((node): node is Tree.Element => "tagName" in node) ?? [];
  const before = siblings.slice(0, siblings.indexOf(element));
  return combinator === "+" ? before.slice(-1) : before;
}

function parentOf(element: Tree.Element): Tree.Element | undefined {
  const parent = element.parentNode;
  return parent && "tagName" in parent ? parent : undefined;
}

function matchesPart(part: csstree.CssNode, element: Tree.Element): boolean {
  switch (part.type) {
    case "TypeSelector":
      return part.name === "*" || csstree.ident.decode(part.name).toLowerCase() === element.tagName.toLowerCase();
    case "ClassSelector":
      return attribute(element, "class").split(/\s+/).includes(csstree.ident.decode(part.name));
    case "IdSelector":
      return attribute(element, "id") === csstree.ident.decode(part.name);
    case "AttributeSelector":
      return matchesAttribute(part, element);
    default:
      return true;
  }
}

/** Only presence and `=` occur in what MJML writes; any other test is taken as true when the attribute is there. */
function matchesAttribute(part: csstree.AttributeSelector, element: Tree.Element): boolean {
  const found = element.attrs.find(({ name }) => name === part.name.name.toLowerCase());
  if (found === undefined) return false;
  if (part.matcher !== "=" || part.value === null) return true;
  const wanted = part.value.type === "Identifier" ? part.value.name : part.value.value;
  return found.value === wanted;
}

function attribute(element: Tree.Element, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value ?? "";
}
