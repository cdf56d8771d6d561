import type { EmailArtifact } from "./artifact.js";
import { ESCAPES, type Escape } from "./instructions.js";

/** Operations and expressions may be nested this deep: far beyond what people write, far below what the stack holds. */
const MAX_DEPTH = 400;

/** Operations and expressions of one artifact, counted as JSON writes them: what is shared counts each time. */
const MAX_COUNT = 5_000_000;

/** The check of one artifact. */
export interface Check {
  /** Its tables, which are checked before what refers to them. */
  readonly artifact: Pick<EmailArtifact, "strings" | "positions" | "sources">;
  /** How values of the program may be made safe: what is safe in text is not safe in HTML. */
  escapes: ReadonlySet<unknown>;
  /** Operations and expressions so far. */
  count: number;
  depth: number;
}

/** Whether a value may stand in its place, where these operations may. */
export type Test = (value: unknown, check: Check, operations?: Shapes) => boolean;

/** What follows each name. A map finds no inherited names, and takes no list for the name in it. */
type Shapes = ReadonlyMap<unknown, readonly Test[]>;

const isNames = isListOf(isText);
const isHash = isListOf(isHashPair);

/** A list of instructions; those of flat text unless the operations say otherwise. */
export const isProgram = isListOf((value, check, operations = FLAT_OPERATIONS) =>
  typeof value === "number" ? isString(value, check) : hasShape(value, check, operations),
);
const isPrograms: Test = isListOf(isProgram);
const isFlatProgram: Test = (value, check) => isProgram(value, check);

const EXPRESSIONS: Shapes = new Map([
  ["path", [isIndex, isNames, isPosition]],
  ["root", [isNames, isPosition]],
  ["data", [isIndex, isOneOf("index", "key", "first", "last"), isPosition]],
  ["literal", [(value) => value !== undefined && !isObject(value)]],
  ["param", [isIndex, isIndex, isNames, isPosition]],
  ["call", [isText, isListOf(isExpression), isHash, isPosition]],
  ["lookup", [isExpression, isExpression, isPosition]],
]);

const OPERATIONS: Shapes = new Map([
  ["value", [isExpression, isEscape, isPosition]],
  ["if", [isExpression, isProgram, isProgram]],
  ["each", [isExpression, isIndex, isProgram, isProgram]],
  ["with", [isExpression, isIndex, isProgram, isProgram]],
  ["section", [isExpression, isIndex, isProgram, isProgram]],
  ["nth", [isExpression, isIndex, isIndex, isProgram]],
  ["choose", [isExpression, isLabels, isPrograms, isPosition]],
  ["picked", [isProgram, isPrograms]],
  ["pick", [isIndex]],
  ["partial", [isContext, isHash, isProgram]],
  ["frame", [isProgram]],
  ["enter", [isIndex, isContext, isHash, isProgram]],
  ["header", [isLine, isLineEscape]],
]);

const FLAT_OPERATIONS: Shapes = new Map([...OPERATIONS, ["prefix", [isString, isProgram]]]);

export const LAYOUT_OPERATIONS: Shapes = new Map([
  ...OPERATIONS,
  ["margin", [isOneOf(1, 2)]],
  ["line", []],
  ["cell", []],
  ["link", [isProgram, isFlatProgram]],
  ["list", [(value) => value === null || Number.isSafeInteger(value), isProgram]],
  ["item", [isProgram]],
  ["quote", [isString, isProgram]],
  ["pre", [isProgram]],
]);

const TEXT_ESCAPES: readonly Escape[] = ["plain", "line", "header", "name", "raw-text", "plain-url"];
export const ANY_ESCAPES: ReadonlySet<unknown> = new Set(ESCAPES);
export const HTML_ESCAPES: ReadonlySet<unknown> = new Set(ESCAPES.filter((name) => !TEXT_ESCAPES.includes(name)));
export const HEADER_ESCAPES: ReadonlySet<unknown> = new Set(["header", "name"]);

function isEscape(value: unknown, { escapes }: Check): boolean {
  return escapes.has(value);
}

/** A header inside of a part is a line of its own before it is escaped. */
function isLine(value: unknown, check: Check): boolean {
  const { escapes } = check;
  check.escapes = HEADER_ESCAPES;
  const fits = isProgram(value, check);
  check.escapes = escapes;
  return fits;
}

function isLineEscape(value: unknown, check: Check): boolean {
  return (value === "html" || value === "plain") && isEscape(value, check);
}

function isExpression(value: unknown, check: Check): boolean {
  return hasShape(value, check, EXPRESSIONS);
}

/** @param shapes They are also the operations of the programs inside. */
function hasShape(value: unknown, check: Check, shapes: Shapes): boolean {
  if (++check.count > MAX_COUNT || ++check.depth > MAX_DEPTH || !Array.isArray(value)) return false;
  const [name, ...operands] = value;
  const tests = shapes.get(name);
  const fits = tests?.length === operands.length && tests.every((test, at) => test(operands[at], check, shapes));
  check.depth--;
  return fits;
}

/** The texts that a value may be, or whether a list must be there. */
function isLabels(value: unknown, check: Check): boolean {
  return typeof value === "boolean" || isNames(value, check);
}

/** What a partial is called with: nothing, or an expression. */
function isContext(value: unknown, check: Check): boolean {
  return value === null || isExpression(value, check);
}

function isHashPair(value: unknown, check: Check): boolean {
  return Array.isArray(value) && value.length === 2 && isText(value[0]) && isExpression(value[1], check);
}

function isString(value: unknown, { artifact }: Check): boolean {
  return isIndex(value) && value < artifact.strings.length;
}

function isPosition(value: unknown, { artifact }: Check): boolean {
  return isIndex(value) && value * 3 < artifact.positions.length;
}

export function isOneOf(...values: readonly unknown[]): Test {
  return (value) => values.includes(value);
}

export function isListOf(test: Test): Test {
  // Not `every` alone, which skips holes.
  return (value, check, operations) =>
    Array.isArray(value) && Array.from(value).every((item) => test(item, check, operations));
}

export function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Something with properties; no conversion is made for it. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object(value) === value;
}
