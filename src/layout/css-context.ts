import type { Escape } from "../artifact/instructions.js";
import type { Hole } from "./punch.js";

/** Why a value cannot stand at a place of CSS. */
export interface CssProblem {
  readonly code: "unsafe-position" | "structural-position";
  readonly problem: string;
  readonly help: string;
}

/**
 * How each value of CSS is made safe, by its index among the parts. The CSS is read once, from its start to its end. The
 * entry of a block tag says how a value would be treated in its place.
 *
 * @param parts Literal CSS, without character references, and holes.
 * @param start What the CSS is: a style sheet (rules) or a `style` attribute (declarations).
 */
export function readCss(
  parts: readonly (string | Hole)[],
  start: "rules" | "declarations",
): ReadonlyMap<number, Escape | CssProblem> {
  const reading: Reading = {
    places: new Map(),
    pending: [],
    start,
    in: "plain",
    quote: "",
    depth: start === "rules" ? 0 : 1,
    property: undefined,
    words: [],
    functions: [],
    value: "",
    last: "",
    outside: [],
    hasEscape: false,
    broken: false,
  };
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") readText(part, reading);
    else readHole(index, part, parts, reading);
  }
  if (reading.in !== "plain" || reading.functions.length > 0) refusePending(BROKEN, reading);
  return reading.places;
}

interface Reading {
  readonly places: Map<number, Escape | CssProblem>;
  /** Indexes of the holes since the last `;`, `{` or `}`: a `{` proves that they stand in a selector. */
  pending: number[];
  readonly start: "rules" | "declarations";
  in: "plain" | "string" | "url" | "comment";
  quote: string;
  /** Nesting of braces; declarations are at 1 and deeper. */
  depth: number;
  /** The property whose value is being written, when one is. */
  property: string | undefined;
  /** What was written of a declaration's name or a selector. */
  words: string[];
  /** What stands before the open brackets, in small letters: names of functions, or anything else. */
  functions: string[];
  /** What was written of the string or URL so far. */
  value: string;
  /** The last word or character, to tell what stands right before a hole. */
  last: string;
  /** What stands right before each open block, innermost last. */
  readonly outside: string[];
  /** Whether the declaration has a backslash outside of strings: its words are not what they look like. */
  hasEscape: boolean;
  /** Whether readers of CSS no longer agree about what follows. */
  broken: boolean;
}

const TOKENS = {
  plain: /\/\*|\\[\s\S]?|[-\w\x80-\uFFFF]+|[\s\S]/y,
  string: /\\(?:\r\n|[\s\S])?|[^\\"'\n\r\f]+|[\s\S]/y,
  url: /\)|\\[\s\S]?|[^)\\]+/y,
  comment: /\*\/|[^*]+|\*/y,
};

function readText(css: string, reading: Reading): void {
  let at = 0;
  while (at < css.length) {
    const pattern = TOKENS[reading.in];
    pattern.lastIndex = at;
    const token = pattern.exec(css)?.[0] ?? "";
    at += token.length;
    if (reading.in === "plain") readPlain(token, css.slice(at, at + 100), reading);
    else readInside(token, reading);
    reading.last = token;
  }
}

/** Reads a token of a string, a URL or a comment. */
function readInside(token: string, reading: Reading): void {
  const closing = { string: reading.quote, url: ")", comment: "*/", plain: "" }[reading.in];
  if (token === closing) reading.in = "plain";
  else reading.value += token.trim() === "" && reading.in === "url" ? "" : token;
  // A string ends at the end of a line, for some readers only.
  if (reading.in === "string" && /^[\n\r\f]|^\\$/.test(token)) reading.broken = true;
}

function readPlain(token: string, next: string, reading: Reading): void {
  switch (token[0]) {
    case '"':
    case "'":
      reading.quote = token;
      return enter("string", reading);
    case "(":
      return openFunction(next, reading);
    case ")":
      reading.functions.pop();
      return;
    case "{":
    case "}":
    case ";":
      return endDeclaration(token, reading);
    case "\\":
      reading.hasEscape = true;
      if (token === "\\") reading.broken = true;
      break;
    case ":":
      reading.property = reading.words.join("").trim().toLowerCase();
      break;
  }
  if (token === "/*") reading.in = "comment";
  else if (reading.property === undefined) reading.words.push(token);
}

function enter(place: "string" | "url", reading: Reading): void {
  reading.in = place;
  reading.value = "";
}

/** Functions in each other; nobody writes as many. */
const MAX_DEPTH = 50;

function openFunction(next: string, reading: Reading): void {
  const name = reading.last.toLowerCase();
  if (name === "url" && !/^\s*["']/.test(next)) return enter("url", reading);
  if (reading.functions.push(name) > MAX_DEPTH) reading.broken = true;
  if (reading.property === undefined) reading.words.push("(");
}

function endDeclaration(token: string, reading: Reading): void {
  if (reading.functions.length > 0 || (token !== ";" && reading.start === "declarations")) reading.broken = true;
  if (reading.broken) refusePending(BROKEN, reading);
  if (token === "{") {
    refusePending(NOT_A_VALUE, reading);
    reading.depth++;
  }
  if (token === "}") reading.depth--;
  reading.pending = [];
  reading.property = undefined;
  reading.words = [];
  reading.hasEscape = false;
}

function refusePending(problem: CssProblem, reading: Reading): void {
  for (const index of reading.pending) reading.places.set(index, problem);
}

function readHole(index: number, hole: Hole, parts: readonly (string | Hole)[], reading: Reading): void {
  const { type } = hole;
  if (type === "open") reading.outside.push(reading.last);
  else if (type === "else") reading.last = reading.outside.at(-1) ?? " ";
  else if (type === "close") reading.last = reading.outside.pop() ?? " ";
  const next = type === "open" || type === "else" ? " " : nextText(afterBlocks(index, parts));
  // In an attribute, a value could finish a character reference.
  const before = parts[index - 1];
  const unfinished = reading.start === "declarations" && typeof before === "string" && /&#?\w*$/.test(before);
  reading.places.set(index, unfinished ? BROKEN : treatment(next, reading));
  reading.pending.push(index);
  // For what follows, a value is a word, and so is a block that chooses one.
  if (type === "value" || type === "close") reading.last = "value";
  if (type !== "value") return;
  reading.value += "value";
  if (reading.property === undefined) reading.words.push("{}");
}

/** What follows a hole, whatever the blocks around it come to: their other arms do not. */
function afterBlocks(index: number, parts: readonly (string | Hole)[]): string | Hole | undefined {
  let skipped = 0;
  for (let at = index + 1; at < parts.length; at++) {
    const part = parts[at];
    const type = typeof part === "object" ? part.type : "text";
    if (type === "close") skipped = Math.max(0, skipped - 1);
    else if (type === "else") skipped = Math.max(1, skipped);
    else if (skipped === 0) return part;
    else if (type === "open") skipped++;
  }
  return undefined;
}

/** What follows a value: a value is a word, the end and a block tag are not. */
function nextText(after: string | Hole | undefined): string {
  if (typeof after === "string") return after;
  return after?.type === "value" ? "value" : " ";
}

function treatment(next: string, reading: Reading): Escape | CssProblem {
  const { property, functions } = reading;
  if (reading.in === "comment") return unsafe("a value in a CSS comment", "remove it");
  if (reading.depth < 1 || property === undefined || !/^[a-z-]+$/.test(property)) return NOT_A_VALUE;
  if (reading.broken || reading.hasEscape) return BROKEN;
  if (property === "display" || property === "visibility") {
    const problem = `a value of \`${property}\`, which decides whether the text part has the element`;
    return { code: "structural-position", problem, help: "put the element into an `{{#if}}`" };
  }
  if (/^(?:-[a-z]+-)?(?:behavior|binding)$/.test(property) || functions.includes("expression")) {
    return unsafe("a value of a property that runs code", "remove it");
  }
  const isUrl = reading.in === "url" || (reading.in === "string" && functions.at(-1) === "url");
  if (isUrl) return isWholeUrl(next, reading) ? "css-url" : PART_OF_URL;
  if (reading.in === "string") return isPlainString(property, functions) ? "css-string" : STRING_IN_FUNCTION;
  return treatWord(next, reading);
}

/** A block is never one, as a space follows it. */
function isWholeUrl(next: string, { in: place, quote, value }: Reading): boolean {
  if (value !== "") return false;
  return place === "url" ? /^\s*\)|^[/?#]/.test(next) : next.startsWith(quote) || /^[/?#]/.test(next);
}

/** Functions that do not take their strings for URLs. */
const TEXT_FUNCTIONS: ReadonlySet<string> = new Set("format local attr counter counters".split(" "));

function isPlainString(property: string, functions: readonly string[]): boolean {
  // A custom property may be used in any function, and a filter's string holds functions.
  return !/^--|filter$/.test(property) && functions.every((name) => TEXT_FUNCTIONS.has(name));
}

function treatWord(next: string, { last }: Reading): Escape | CssProblem {
  const unit = /^(?:px|%|em|rem|pt|vw|vh)(?![\w-])/.test(next);
  if (/[\w#.\\\x80-\uFFFF-]/.test(last) || (!unit && /^[\w\\(\x80-\uFFFF-]/.test(next))) {
    return unsafe("a value that is a part of a CSS word", "give the whole word as one value");
  }
  return unit ? "css-number" : "css";
}

function unsafe(problem: string, help: string): CssProblem {
  return { code: "unsafe-position", problem, help };
}

const NOT_A_VALUE = unsafe("a value outside of a CSS declaration's value", "let it stand after `property:`");
const PART_OF_URL = unsafe("a value that is a part of a CSS URL", "give the whole URL as one value");
const STRING_IN_FUNCTION = unsafe(
  "a value in a string that a CSS function may take for a URL",
  "write `url(..)` with the whole URL as one value",
);
const BROKEN = unsafe(
  "a value in CSS that is broken or written with escapes",
  "close every string and bracket, and write names without backslashes",
);
