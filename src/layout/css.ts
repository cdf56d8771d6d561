import {
  type AttributeSelector,
  type CssNode,
  parse,
  type Rule,
  type Selector,
  type StyleSheet,
  tokenize,
  tokenNames,
  walk,
} from "css-tree/dist/csstree.esm";

/** The only importer of css-tree: the author's style sheet as rules, and what is wrong with it. */
export interface ReadStyleSheet {
  /** The rules that can be inlined, in their order. */
  readonly inlinable: readonly InlinableRule[];
  /** Rules that stay in the style sheet because their match depends on neighbours or on attribute values. */
  readonly skipped: readonly SkippedRule[];
  /** Looks for selectors whose match depends on neighbours, on values or on text: for an inliner that tries all of them. */
  dependent(): readonly CssPlace[];
  readonly errors: readonly CssError[];
}

export interface InlinableRule {
  readonly text: string;
  /** For each of its selectors, what the HTML of an element that it matches has in it: `<h1`, classes and an id. */
  readonly subjects: readonly (readonly string[])[];
}

/** The place of a rule's selectors, and those of them that are not inlined. */
export interface SkippedRule extends CssPlace {
  readonly selectors: readonly (readonly Compound[])[];
}

/** What a selector asks of one element, between two combinators. Pseudo classes are left out. */
export interface Compound {
  readonly type: string | undefined;
  readonly classes: readonly string[];
  readonly ids: readonly string[];
  readonly attributes: readonly AskedAttribute[];
}

export interface AskedAttribute {
  readonly name: string;
  /** Undefined when the attribute may have any value. */
  readonly value: string | undefined;
}

/** A stretch of the style sheet. */
export interface CssPlace {
  readonly start: number;
  readonly end: number;
}

export interface CssError extends CssPlace {
  readonly message: string;
}

/**
 * Reads a style sheet strictly. A rule can be inlined when every selector of it is made of types, classes, ids and
 * attribute names, joined by descendant or child combinators: whether such a rule matches an element depends on that
 * element and its ancestors alone, never on values or on siblings that a block may remove.
 */
export function readStyleSheet(css: string): ReadStyleSheet {
  const { broken, parses } = readBrackets(css);
  if (broken !== undefined && !parses) return { ...NO_RULES, errors: [broken] };
  const errors: CssError[] = [];
  const sheet = parse(css, {
    positions: true,
    parseCustomProperty: false,
    onParseError: (error) => errors.push(isStrayEnd(css, error) ? strayEnd(error.offset) : toCssError(error)),
  });
  if (broken !== undefined) errors.push(broken);
  if (sheet.type !== "StyleSheet") return { ...NO_RULES, errors };

  const rules = topLevelRules(sheet);
  const read = rules.map((rule) => ({ rule, selectors: selectorsOf(rule).map(withKind) }));
  return {
    inlinable: read.flatMap((each) => inlinablePart(css, each)),
    skipped: read.flatMap(skippedPart),
    dependent: () => rules.flatMap(selectorsBelow).filter(dependsWhenTried).map(placeOf),
    errors,
  };
}

const NO_RULES = { inlinable: [], skipped: [], dependent: () => [] };

interface ReadRule {
  readonly rule: Rule;
  readonly selectors: readonly { readonly selector: Selector; readonly kind: SelectorKind }[];
}

function withKind(selector: Selector): ReadRule["selectors"][number] {
  return { selector, kind: selectorKind(selector) };
}

function ofKind({ selectors }: ReadRule, wanted: SelectorKind): readonly Selector[] {
  return selectors.flatMap(({ selector, kind }) => (kind === wanted ? [selector] : []));
}

function toCssError({ message, offset }: { readonly message: string; readonly offset: number }): CssError {
  return { message: message.charAt(0).toLowerCase() + message.slice(1), start: offset, end: offset + 1 };
}

/** Whether the parser stumbled over a `;` between rules, which is read as the start of the next one. */
function isStrayEnd(css: string, { message, offset }: { readonly message: string; readonly offset: number }): boolean {
  return css[offset] === ";" && message === "Selector is expected";
}

function strayEnd(offset: number): CssError {
  return { message: "a `;` between rules makes the next rule void", start: offset, end: offset + 1 };
}

/** Reads the content of a `style` attribute strictly. Values are only looked at for what they leave open. */
export function readStyleAttribute(css: string): CssError[] {
  const { broken } = readBrackets(css);
  if (broken !== undefined) return [broken];
  const errors: CssError[] = [];
  const list = parse(css, {
    context: "declarationList",
    parseValue: false,
    parseCustomProperty: false,
    onParseError: (error) => errors.push(toCssError(error)),
  });
  if (errors.length === 0 && !hasDeclaration(list)) {
    errors.push({ message: "there is no declaration", start: 0, end: css.length });
  }
  return errors;
}

function hasDeclaration(list: CssNode): boolean {
  let found = false;
  walk(list, (node: CssNode) => {
    if (node.type === "Declaration" && node.value.type === "Raw" && node.value.value.trim() !== "") found = true;
  });
  return found;
}

function topLevelRules(sheet: StyleSheet): Rule[] {
  return sheet.children.toArray().filter((node): node is Rule => node.type === "Rule");
}

/** The rule with those of its selectors that can be inlined, in the author's own letters. */
function inlinablePart(css: string, read: ReadRule): InlinableRule[] {
  const selectors = ofKind(read, "plain");
  if (selectors.length === 0) return [];
  const text = selectors.map((selector) => textOf(css, selector)).join(", ") + textOf(css, read.rule.block);
  return [{ text, subjects: selectors.map(subjectOf) }];
}

/** What stands after the last combinator. */
function subjectOf({ children }: Selector): readonly string[] {
  const parts = children.toArray();
  const last = parts.slice(parts.findLastIndex(({ type }) => type === "Combinator") + 1);
  const names = last.flatMap((part) => {
    if (part.type === "TypeSelector") return [`<${part.name}`];
    return part.type === "ClassSelector" || part.type === "IdSelector" ? [part.name] : [];
  });
  // Any other name may be written with references or escapes.
  return names.filter((name) => /^<?[\w-]+$/.test(name));
}

function textOf(css: string, node: CssNode): string {
  const { start, end } = placeOf(node);
  return css.slice(start, end);
}

/** The rule with those of its selectors that somebody may expect to be inlined. */
function skippedPart(read: ReadRule): SkippedRule[] {
  const selectors = ofKind(read, "dependent");
  return selectors.length === 0 ? [] : [{ ...placeOf(read.rule.prelude), selectors: selectors.map(compoundsOf) }];
}

function compoundsOf({ children }: Selector): readonly Compound[] {
  const compounds: CssNode[][] = [[]];
  for (const part of children.toArray()) {
    if (part.type === "Combinator") compounds.push([]);
    else compounds.at(-1)?.push(part);
  }
  return compounds.map((parts) => ({
    type: parts.flatMap((part) => (part.type === "TypeSelector" && part.name !== "*" ? [part.name] : []))[0],
    classes: parts.flatMap((part) => (part.type === "ClassSelector" ? [part.name] : [])),
    ids: parts.flatMap((part) => (part.type === "IdSelector" ? [part.name] : [])),
    attributes: parts.flatMap((part) => (part.type === "AttributeSelector" ? [askedAttribute(part)] : [])),
  }));
}

function askedAttribute({ name, value }: AttributeSelector): AskedAttribute {
  return { name: name.name, value: value?.type === "String" ? value.value : value?.name };
}

function selectorsOf(rule: Rule): Selector[] {
  if (rule.prelude.type !== "SelectorList") return [];
  return rule.prelude.children.toArray().filter((node): node is Selector => node.type === "Selector");
}

/** Also those of rules nested in the rule. */
function selectorsBelow(rule: Rule): Selector[] {
  const selectors: Selector[] = [];
  walk(rule, (node: CssNode) => {
    if (node.type === "Selector") selectors.push(node);
  });
  return selectors;
}

/** What juice never tries, and what matches the same element in every document. */
const HARMLESS_PSEUDO = /^(?:hover|active|focus|visited|link|root)$/i;

function dependsWhenTried(selector: Selector): boolean {
  let found = selectorKind(selector) === "dependent";
  walk(selector, (node: CssNode) => {
    if (node.type === "PseudoClassSelector" && !HARMLESS_PSEUDO.test(node.name)) found = true;
  });
  return found;
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

/** Tokens that end with a delimiter of their own. */
const DELIMITED: Readonly<Record<string, { readonly what: string; readonly closed: RegExp }>> = {
  "string-token": { what: "a string", closed: /^(["'])[\s\S]*\1$/ },
  "bad-string-token": { what: "a string", closed: /(?!)/ },
  "url-token": { what: "a URL", closed: /\)$/ },
  "bad-url-token": { what: "a URL", closed: /(?!)/ },
  "comment-token": { what: "a comment", closed: /^\/\*[\s\S]*\*\/$/ },
};
/** Tokens that need another one after them. */
const BRACKETS: Readonly<Record<string, readonly [what: string, end: string]>> = {
  "{-token": ["a block", "}-token"],
  "(-token": ["a parenthesis", ")-token"],
  "function-token": ["a parenthesis", ")-token"],
  "[-token": ["a bracket", "]-token"],
};

/** Tokens that need another one before them. */
const CLOSERS: ReadonlySet<string> = new Set(Object.values(BRACKETS).map(([, end]) => end));

/** Brackets in each other; nobody writes as many, and the parser takes a call for each. */
const MAX_DEPTH = 50;

interface Brackets {
  /** The first thing that is never closed, closes what is not open, or is nested too deeply. */
  readonly broken: CssError | undefined;
  /** Whether the parser can read it: it mends what is not closed, and may never end where something closes nothing. */
  readonly parses: boolean;
}

export function readBrackets(css: string): Brackets {
  const open: { readonly what: string; readonly end: string; readonly start: number }[] = [];
  let broken: CssError | undefined;
  let fatal: CssError | undefined;
  tokenize(css, (type, start, end) => {
    const name = tokenNames[type] ?? "";
    const delimited = DELIMITED[name];
    if (delimited?.closed.test(css.slice(start, end)) === false) broken ??= neverClosed(delimited.what, start);
    const bracket = BRACKETS[name];
    if (bracket !== undefined) open.push({ what: bracket[0], end: bracket[1], start });
    else if (open.at(-1)?.end === name) open.pop();
    else if (CLOSERS.has(name)) fatal ??= { message: `\`${css.slice(start, end)}\` closes nothing`, start, end };
    if (open.length > MAX_DEPTH)
      fatal ??= { message: `brackets are nested deeper than ${MAX_DEPTH}`, start, end: start + 1 };
  });
  const [first] = open;
  const unclosed = first && neverClosed(first.what, first.start);
  return { broken: fatal ?? broken ?? unclosed, parses: fatal === undefined };
}

function neverClosed(what: string, start: number): CssError {
  return { message: `${what} is never closed`, start, end: start + 1 };
}

/** One token of CSS, by its name in the specification: `ident-token`. */
export interface CssToken extends CssPlace {
  readonly name: string;
  readonly text: string;
}

export function tokensOfCss(css: string): readonly CssToken[] {
  const tokens: CssToken[] = [];
  tokenize(css, (type, start, end) => {
    tokens.push({ name: tokenNames[type] ?? "", text: css.slice(start, end), start, end });
  });
  return tokens;
}
