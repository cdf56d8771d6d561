import * as csstree from "css-tree";
import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { declarationsOf, normalisedValue } from "./declarations.js";
import { importedUrl } from "./fonts.js";
import { matchedElements } from "./selector-match.js";

export interface SheetContext {
  /** The elements of the document that the sheet styles: html, body and all within. */
  readonly elements: readonly Tree.Element[];
  /** Addresses whose `@import` is left out. */
  readonly spareFonts: ReadonlySet<string>;
}

/** One rule in canonical writing, with the elements it can touch. */
interface Rule {
  readonly text: string;
  readonly touches: ReadonlySet<Tree.Element> | "unknown";
  /** Undefined when it is not known, and of what is no rule about elements. */
  readonly specificity?: string | undefined;
}

/** The rules of a style sheet that do anything in the document (`unused-rule`), in canonical writing and order. */
export function canonicalRules(css: string, context: SheetContext): readonly string[] {
  const sheet = csstree.parse(css, { parseValue: false, parseAtrulePrelude: false, parseCustomProperty: false });
  if (sheet.type !== "StyleSheet") return [];
  return inOrder(withoutRepeated(rulesOf(sheet.children, context))).map(({ text }) => text);
}

/** `unused-rule`: without the rules that are said again later. The later one wins over all that the earlier one wins over. */
function withoutRepeated(rules: readonly Rule[]): Rule[] {
  const last = new Map(rules.map(({ text }, index) => [text, index]));
  return rules.filter(({ text, touches }, index) => touches === "unknown" || last.get(text) === index);
}

function rulesOf(nodes: csstree.List<csstree.CssNode>, context: SheetContext): Rule[] {
  return nodes.toArray().flatMap((node) => {
    if (node.type === "Rule") return styleRule(node, context);
    if (node.type === "Atrule") return atRule(node, context);
    if (node.type === "Comment" || node.type === "WhiteSpace") return [];
    return [{ text: normalisedValue(csstree.generate(node)), touches: "unknown" as const }];
  });
}

function styleRule(rule: csstree.Rule, { elements }: SheetContext): Rule[] {
  const declarations = declarationsOf(csstree.generate(rule.block).replace(/^\{|\}$/g, "")).join(";");
  if (declarations === "") return [];
  if (rule.prelude.type !== "SelectorList") {
    return [{ text: `${normalisedValue(csstree.generate(rule.prelude))}{${declarations}}`, touches: "unknown" }];
  }
  const used = rule.prelude.children.toArray().flatMap((selector) => {
    const touches = matchedElements(selector, elements);
    return touches === "unknown" || touches.size > 0 ? [{ text: csstree.generate(selector), touches, selector }] : [];
  });
  // A rule of several selectors means the same as one for each of them.
  return used.map(({ text, touches, selector }) => ({
    text: `${text}{${declarations}}`,
    touches,
    specificity: specificityOf(selector),
  }));
}

/** At-rules whose block is not about elements, and those that have none. */
const KEPT_WHOLE = /^(?:font-face|page|property|(?:-\w+-)?keyframes|counter-style)$/;
const KEPT_WITHOUT_BLOCK = new Set(["charset", "import", "namespace", "layer"]);

function atRule(node: csstree.Atrule, context: SheetContext): Rule[] {
  const prelude = node.prelude === null ? "" : normalisedValue(csstree.generate(node.prelude));
  const head = `@${node.name} ${prelude}`;
  if (node.block === null) {
    const isSpare = node.name === "import" && context.spareFonts.has(importedUrl(prelude) ?? "");
    return KEPT_WITHOUT_BLOCK.has(node.name) && !isSpare ? [{ text: head, touches: "unknown" }] : [];
  }
  if (KEPT_WHOLE.test(node.name)) {
    return [{ text: `${head}${normalisedValue(csstree.generate(node.block))}`, touches: "unknown" }];
  }
  // An at-rule around several rules means the same as one around each of them.
  return rulesOf(node.block.children, context).map((rule) => ({ ...rule, text: `${head}{${rule.text}}` }));
}

/**
 * Rules that can touch no common element, or of which one is more specific whatever their order, may stand in any order
 * (`rule-order`). This takes, again and again, the first
 * in the alphabet of those that may come next, so equal sheets come out equal.
 */
function inOrder(rules: readonly Rule[]): Rule[] {
  const waiting = [...rules];
  const ordered: Rule[] = [];
  while (waiting.length > 0) {
    const free = waiting.filter((rule, index) =>
      waiting.slice(0, index).every((earlier) => areIndependent(earlier, rule)),
    );
    const [first] = free.sort((one, other) => (one.text < other.text ? -1 : 1));
    if (first === undefined) break;
    waiting.splice(waiting.indexOf(first), 1);
    ordered.push(first);
  }
  return ordered;
}

function areIndependent(one: Rule, other: Rule): boolean {
  if (one.specificity !== undefined && other.specificity !== undefined && one.specificity !== other.specificity)
    return true;
  if (one.touches === "unknown" || other.touches === "unknown") return false;
  for (const element of one.touches) if (other.touches.has(element)) return false;
  return true;
}

/** Ids, then classes and the like, then types. What takes arguments may count in ways of its own. */
function specificityOf(selector: csstree.CssNode): string | undefined {
  if (selector.type !== "Selector") return undefined;
  const counts: [number, number, number] = [0, 0, 0];
  for (const part of selector.children.toArray()) {
    if (part.type === "IdSelector") counts[0]++;
    else if (part.type === "ClassSelector" || part.type === "AttributeSelector") counts[1]++;
    else if (part.type === "PseudoClassSelector" && part.children === null) counts[1]++;
    else if (part.type === "PseudoElementSelector" && part.children === null) counts[2]++;
    else if (part.type === "TypeSelector") counts[2] += part.name === "*" ? 0 : 1;
    else if (part.type !== "Combinator") return undefined;
  }
  return counts.join();
}
