import type { Expression, Instruction, Program } from "../../src/artifact/instructions.js";
import type { EmailCase } from "../cases/case.js";
import type { Strings } from "./contestant.js";

/** How a template engine writes what templates are made of. */
export interface Dialect {
  /** What static text must not contain, because it would be read as a tag. */
  readonly tag: RegExp;
  readonly value: (path: string) => string;
  /**
   * @param names Names to follow; none for the item of a loop itself.
   * @param loop Number of the loop whose item they belong to, the outermost is 1; 0 for the variables of the message.
   * @param depth How many loops further in that is written.
   */
  readonly path: (names: readonly string[], loop: number, depth: number) => string;
  readonly condition: (path: string, body: string, otherwise: string) => string;
  /** @param loop Number of this loop. */
  readonly loop: (path: string, body: string, loop: number) => string;
}

/**
 * Writes the compiled parts of an email as the templates that somebody would have got by hand: MJML and the inliner run
 * once, the tags left in.
 */
export function stageEmail({ artifact }: EmailCase, dialect: Dialect): Strings {
  const { programs, strings } = artifact;
  return {
    html: stage(programs.html, strings, dialect),
    text: stageText(programs.text, strings, dialect),
    subject: stage(programs.subject, strings, dialect),
  };
}

/**
 * @param strings The string table of the artifact.
 * @param mark Printed after every piece, static or value; none unless given.
 */
export function stage(program: Program, strings: readonly string[], dialect: Dialect, mark = ""): string {
  return writeProgram(program, { strings, dialect, mark, isText: false, loops: 0 });
}

/** The same for a text part, with plain new lines where Platen decides at render time. */
export function stageText(program: Program, strings: readonly string[], dialect: Dialect): string {
  const source = writeProgram(program, { strings, dialect, mark: "", isText: true, loops: 0 });
  return source.replace(SEPARATORS, strongest).trim();
}

interface Target {
  readonly strings: readonly string[];
  readonly dialect: Dialect;
  readonly mark: string;
  readonly isText: boolean;
  /** How many loops are around. */
  readonly loops: number;
}

function writeProgram(program: Program, target: Target): string {
  return program.map((instruction) => writeInstruction(instruction, target)).join("");
}

function writeInstruction(instruction: Instruction, target: Target): string {
  if (typeof instruction === "number") return writeStatic(target.strings[instruction] ?? "", target) + target.mark;
  switch (instruction[0]) {
    case "value":
      return target.dialect.value(writePath(instruction[1], target)) + target.mark;
    case "header":
      return writeHeader(instruction[1], target) + target.mark;
    case "if":
      return writeCondition(instruction, target);
    case "each":
      return writeLoop(instruction, target);
    case "margin":
      return instruction[1] === 2 ? BLANK_LINE : LINE;
    case "line":
      return LINE;
    case "cell":
      return CELL;
    case "link":
      return writeLink(instruction[1], instruction[2], target);
    default:
      throw new Error(`\`${instruction[0]}\` is not staged`);
  }
}

/** The subject inside the document: its text is not HTML yet. */
function writeHeader(program: Program, target: Target): string {
  const strings = target.isText ? target.strings : target.strings.map(escapeHtml);
  return writeProgram(program, { ...target, strings, mark: "" });
}

/** Spelled as Platen spells it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function writeStatic(text: string, { isText, dialect }: Target): string {
  if (dialect.tag.test(text)) throw new Error("static text that would be read as a tag");
  // MJML puts hair spaces into spacers.
  return isText ? text.replace(/[ \t\n\r\f\u200A]+/g, " ") : text;
}

function writeCondition(instruction: Extract<Instruction, readonly ["if", ...unknown[]]>, target: Target): string {
  const [, condition, body, otherwise] = instruction;
  const path = writePath(condition, target);
  return target.dialect.condition(path, writeProgram(body, target), writeProgram(otherwise, target));
}

function writeLoop(instruction: Extract<Instruction, readonly ["each", ...unknown[]]>, target: Target): string {
  const [, list, , body, otherwise] = instruction;
  if (otherwise.length > 0) throw new Error("a loop with `else` is not staged");
  const loops = target.loops + 1;
  return target.dialect.loop(writePath(list, target), writeProgram(body, { ...target, loops }), loops);
}

function writeLink(body: Program, href: Program, target: Target): string {
  const words = writeProgram(body, target);
  const shown = writeProgram(href, { ...target, mark: "" }).replace(/^(?:mailto|tel):/, "");
  return words.includes(shown) ? words : `${words} <${shown}>${target.mark}`;
}

function writePath(expression: Expression, { dialect, loops }: Target): string {
  if (expression[0] !== "path") throw new Error(`\`${expression[0]}\` is not staged`);
  const [, depth, names] = expression;
  const strange = names.find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (strange !== undefined) throw new Error(`the name \`${strange}\` is not staged`);
  return dialect.path(names, loops - depth, depth);
}

/** Noncharacters that no template contains. */
const [CELL, LINE, BLANK_LINE] = ["\uFDD1", "\uFDD2", "\uFDD3"];
const SEPARATORS = /[ \uFDD1-\uFDD3]+/g;

function strongest(run: string): string {
  if (run.includes(BLANK_LINE)) return "\n\n";
  if (run.includes(LINE)) return "\n";
  return run.includes(CELL) ? " | " : " ";
}
