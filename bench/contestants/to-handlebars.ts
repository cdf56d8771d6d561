import Handlebars from "handlebars";
import type { Expression, Instruction, Program } from "../../src/artifact/instructions.js";

/**
 * Writes a compiled program as the Handlebars template that somebody would have got by hand: MJML and the inliner run
 * once, the tags left in. Compile it with {@link COMPILE_OPTIONS}.
 *
 * @param strings The string table of the artifact.
 * @param mark Printed after every piece, static or value; none unless given.
 */
export function toHandlebars(program: Program, strings: readonly string[], mark = ""): string {
  return writeProgram(program, { strings, mark, isText: false });
}

/** The same for the text part, with plain new lines where Platen decides at render time. */
export function toHandlebarsText(program: Program, strings: readonly string[], mark = ""): string {
  return writeProgram(program, { strings, mark, isText: true }).replace(SEPARATORS, strongest).trim();
}

/** White space of the program is what MJML wrote: nothing is left for Handlebars to take away. */
export const COMPILE_OPTIONS = { ignoreStandalone: true } as const;

interface Target {
  readonly strings: readonly string[];
  readonly mark: string;
  readonly isText: boolean;
}

function writeProgram(program: Program, target: Target): string {
  return program.map((instruction) => writeInstruction(instruction, target)).join("");
}

function writeInstruction(instruction: Instruction, target: Target): string {
  if (typeof instruction === "number") return writeStatic(target.strings[instruction] ?? "", target) + target.mark;
  switch (instruction[0]) {
    case "value":
      return `{{${writeExpression(instruction[1])}}}${target.mark}`;
    case "header":
      return writeHeader(instruction[1], target) + target.mark;
    case "if":
    case "each":
    case "with":
      return writeBlock(instruction, target);
    case "margin":
      return instruction[1] === 2 ? BLANK_LINE : LINE;
    case "line":
      return LINE;
    case "cell":
      return CELL;
    case "link":
      return writeLink(instruction[1], instruction[2], target);
    case "list":
    case "quote":
      return writeProgram(instruction[2], target);
    case "item":
      return `${LINE}- ${writeProgram(instruction[1], target)}${LINE}`;
    default:
      throw new Error(`no Handlebars for \`${instruction[0]}\``);
  }
}

/** The subject inside the document: its text is not HTML yet. */
function writeHeader(program: Program, target: Target): string {
  const strings = target.isText ? target.strings : target.strings.map((text) => Handlebars.escapeExpression(text));
  return writeProgram(program, { ...target, strings, mark: "" });
}

function writeStatic(text: string, { isText }: Target): string {
  if (text.includes("{{") || text.endsWith("\\")) throw new Error("static text that Handlebars would read as a tag");
  // MJML puts hair spaces into spacers.
  return isText ? text.replace(/[ \t\n\r\f\u200A]+/g, " ") : text;
}

type Block = Extract<Instruction, readonly ["if" | "each" | "with", ...unknown[]]>;

function writeBlock(block: Block, target: Target): string {
  const [name, subject] = block;
  const [body, otherwise] = block[0] === "if" ? [block[2], block[3]] : [block[3], block[4]];
  const end = otherwise.length === 0 ? "" : `{{else}}${writeProgram(otherwise, target)}`;
  return `{{#${name} ${writeExpression(subject)}}}${writeProgram(body, target)}${end}{{/${name}}}`;
}

function writeLink(body: Program, href: Program, target: Target): string {
  const words = writeProgram(body, target);
  const shown = writeProgram(href, { ...target, mark: "" }).replace(/^(?:mailto|tel):/, "");
  return words.includes(shown) ? words : `${words} <${shown}>${target.mark}`;
}

function writeExpression(expression: Expression): string {
  switch (expression[0]) {
    case "path":
      return writePath(expression[1], expression[2]);
    case "root":
      return ["@root", ...expression[1].map(writeName)].join(".");
    case "data":
      return `@${"../".repeat(expression[1])}${expression[2]}`;
    case "literal":
      return JSON.stringify(expression[1]);
    default:
      throw new Error(`no Handlebars for \`${expression[0]}\``);
  }
}

function writePath(depth: number, names: readonly string[]): string {
  if (names.length > 0) return "../".repeat(depth) + names.map(writeName).join(".");
  return depth === 0 ? "this" : Array.from({ length: depth }, () => "..").join("/");
}

function writeName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `[${name}]`;
}

/** Noncharacters that no template contains. */
const [CELL, LINE, BLANK_LINE] = ["\uFDD1", "\uFDD2", "\uFDD3"];
const SEPARATORS = /[ \uFDD1-\uFDD3]+/g;

function strongest(run: string): string {
  if (run.includes(BLANK_LINE)) return "\n\n";
  if (run.includes(LINE)) return "\n";
  return run.includes(CELL) ? " | " : " ";
}
