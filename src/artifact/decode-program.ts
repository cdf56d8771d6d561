import { invalidArtifact } from "./artifact-error.js";
import { ESCAPES } from "./instructions.js";

/** Programs may be nested this deep: far beyond what people write, far below what the stack holds. */
export const MAX_DEPTH = 400;

/** Instructions of one artifact, counted as JSON writes them: a shared program counts each time. */
const MAX_INSTRUCTIONS = 5_000_000;

/** @throws ArtifactError that names the part and what is wrong with it. */
export type CheckProgram = (program: unknown, options: ProgramOptions) => void;

interface ProgramOptions {
  /** Name of the message part that the program makes. */
  readonly part: string;
  /** Whether text instructions may be used. */
  readonly layout: boolean;
}

interface Check extends ProgramOptions {
  readonly strings: number;
  readonly positions: number;
  readonly count: { left: number };
}

/** @param strings Length of the string table. @param positions Number of positions. */
export function programChecker(strings: number, positions: number): CheckProgram {
  const count = { left: MAX_INSTRUCTIONS };
  return (program, options) => checkProgram(program, { strings, positions, count, ...options }, 1);
}

function checkProgram(program: unknown, check: Check, depth: number): void {
  demand(Array.isArray(program), check, "something is not a list of instructions");
  demand(depth <= MAX_DEPTH, check, `instructions are nested deeper than ${MAX_DEPTH}`);
  check.count.left -= program.length;
  demand(check.count.left >= 0, check, `there are more than ${MAX_INSTRUCTIONS} instructions`);
  for (const instruction of program) {
    if (typeof instruction === "number") demand(isIndex(instruction, check.strings), check, "a string is missing");
    else checkInstruction(instruction, check, depth);
  }
}

type Operand = "expression" | "program" | "flat" | "escape" | "line" | "position" | "string" | "margin" | "start";

/** What the operands of an operation have to be. `flat` is a program without text instructions; `line` is an escape that refuses nothing. */
const OPERANDS: Readonly<Record<string, readonly Operand[]>> = {
  value: ["expression", "escape", "position"],
  if: ["expression", "program", "program"],
  each: ["expression", "program", "program"],
  with: ["expression", "program", "program"],
  prefix: ["string", "program"],
  header: ["flat", "line"],
};

const LAYOUT_OPERANDS: typeof OPERANDS = {
  margin: ["margin"],
  line: [],
  cell: [],
  link: ["program", "flat"],
  list: ["start", "program"],
  item: ["program"],
  quote: ["string", "program"],
  pre: ["program"],
};

function checkInstruction(instruction: unknown, check: Check, depth: number): void {
  demand(Array.isArray(instruction), check, "something is not an instruction");
  const name: unknown = instruction[0];
  const operands = operandsOf(OPERANDS, name) ?? (check.layout ? operandsOf(LAYOUT_OPERANDS, name) : undefined);
  demand(operands !== undefined, check, "an operation is unknown or not allowed here");
  demand(instruction.length === operands.length + 1, check, `\`${name}\` has the wrong number of operands`);
  for (const [at, operand] of operands.entries()) {
    const value: unknown = instruction[at + 1];
    if (operand === "program") checkProgram(value, check, depth + 1);
    else if (operand === "flat") checkProgram(value, { ...check, layout: false }, depth + 1);
    else demand(isOperand(operand, value, check), check, `\`${name}\` has a wrong ${operand}`);
  }
}

function operandsOf(table: typeof OPERANDS, name: unknown): readonly Operand[] | undefined {
  return typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;
}

function isOperand(operand: Exclude<Operand, "program" | "flat">, value: unknown, check: Check): boolean {
  switch (operand) {
    case "expression":
      return Array.isArray(value) && isExpression(value, check.positions);
    case "escape":
      return ESCAPES.some((name) => name === value);
    case "line":
      return value === "html" || value === "plain";
    case "position":
      return isIndex(value, check.positions);
    case "string":
      return isIndex(value, check.strings);
    case "margin":
      return value === 1 || value === 2;
    case "start":
      return value === null || Number.isSafeInteger(value);
  }
}

function isExpression(expression: readonly unknown[], positions: number): boolean {
  const [kind, first, second, third] = expression;
  const isAt = (position: unknown, last: number) => isIndex(position, positions) && expression.length === last + 1;
  if (kind === "path") return isIndex(first) && isNames(second) && isAt(third, 3);
  if (kind === "root") return isNames(first) && isAt(second, 2);
  if (kind === "data") return isIndex(first) && isLoopName(second) && isAt(third, 3);
  return kind === "literal" && isLiteral(first) && expression.length === 2;
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && Array.from(value).every((name) => typeof name === "string");
}

function isLoopName(value: unknown): boolean {
  return value === "index" || value === "key" || value === "first" || value === "last";
}

function isLiteral(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** A whole number from 0 to below `length`. */
export function isIndex(value: unknown, length = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value < length;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function demand(condition: boolean, { part }: ProgramOptions, fact: string): asserts condition {
  if (!condition) throw invalidArtifact(`in program \`${part}\`, ${fact}`);
}
