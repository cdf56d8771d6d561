import { type CssNode, parse, type Rule, type Selector, type StyleSheet, walk } from "css-tree";

/** The only importer of css-tree: the author's style sheet as rules, and what is wrong with it. */
export interface ReadStyleSheet {
  /** The style sheet with only the rules that can be inlined, in their order. */
  readonly inlinable: string;
  /** Rules that stay in the style sheet because their match depends on neighbours or on attribute values. */
  readonly skipped: readonly (CssPlace & { readonly classes: readonly string[] })[];
  readonly errors: readonly (CssPlace & { readonly message: string })[];
}

/** A stretch of the style sheet. */
export interface CssPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a style sheet strictly. A rule can be inlined when every selector of it is made of types, classes, ids and
 * attribute names, joined by descendant or child combinators: whether such a rule matches an element depends on that
 * element and its ancestors alone, never on values or on siblings that a block may remove.
 */
export function readStyleSheet(css: string): ReadStyleSheet {
  const errors: (CssPlace & { message: string })[] = [];
  const sheet = parse(css, {
    positions: true,
    parseCustomProperty: false,
    onParseError: (error) => errors.push({ message: error.message, start: error.offset, end: error.offset + 1 }),
  });
  const open = unclosedBrace(css);
  if (open !== undefined) errors.push({ message: "a block is never closed", start: open, end: open + 1 });
  if (sheet.type !== "StyleSheet") return { inlinable: "", skipped: [], errors };

  const rules = topLevelRules(sheet);
  return {
    inlinable: rules.flatMap((rule) => inlinablePart(css, rule)).join("\n"),
    skipped: rules.filter(dependsOnOthers).map((rule) => ({ ...placeOf(rule.prelude), classes: classesOf(rule) })),
    errors,
  };
}

function topLevelRules(sheet: StyleSheet): Rule[] {
  return sheet.children.toArray().filter((node): node is Rule => node.type === "Rule");
}

/** The rule with those of its selectors that can be inlined, in the author's own letters. */
function inlinablePart(css: string, rule: Rule): string[] {
  const selectors = selectorsOf(rule).filter((selector) => selectorKind(selector) === "plain");
  if (selectors.length === 0) return [];
  return [selectors.map((selector) => textOf(css, selector)).join(", ") + textOf(css, rule.block)];
}

function textOf(css: string, node: CssNode): string {
  const { start, end } = placeOf(node);
  return css.slice(start, end);
}

function dependsOnOthers(rule: Rule): boolean {
  return selectorsOf(rule).some((selector) => selectorKind(selector) === "dependent");
}

function classesOf(rule: Rule): string[] {
  const classes: string[] = [];
  walk(rule.prelude, (node: CssNode) => {
    if (node.type === "ClassSelector") classes.push(node.name);
  });
  return classes;
}

function selectorsOf(rule: Rule): Selector[] {
  if (rule.prelude.type !== "SelectorList") return [];
  return rule.prelude.children.toArray().filter((node): node is Selector => node.type === "Selector");
}

/** `live` selectors have meaning only in a mail client (`:hover`, `::before`), so nobody expects them inlined. */
type SelectorKind = "plain" | "dependent" | "live";

const DEPENDENT_PSEUDO = /^(?:first|last|only|nth)-|^(?:empty|not|is|where|has)$/;

function selectorKind(selector: Selector): SelectorKind {
  let kind: SelectorKind = "plain";
  walk(selector, (node: CssNode) => {
    if (node.type === "PseudoElementSelector") kind = "live";
    if (node.type === "PseudoClassSelector" && kind !== "dependent") {
      kind = DEPENDENT_PSEUDO.test(node.name) ? "dependent" : "live";
    }
    if (node.type === "Combinator" && (node.name === "+" || node.name === "~" || node.name === "||"))
      kind = "dependent";
    if (node.type === "AttributeSelector" && node.matcher !== null) kind = "dependent";
    if (node.type === "NestingSelector") kind = "live";
  });
  return kind;
}

function placeOf(node: CssNode): CssPlace {
  return { start: node.loc?.start.offset ?? 0, end: node.loc?.end.offset ?? 0 };
}

/** Offset of a `{` without its `}`: the parser closes such a block silently at the end. */
function unclosedBrace(css: string): number | undefined {
  const open: number[] = [];
  for (const match of css.matchAll(/\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[{}]/g)) {
    if (match[0] === "{") open.push(match.index);
    if (match[0] === "}") open.pop();
  }
  return open[0];
}
