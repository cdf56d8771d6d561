import fc from "fast-check";
import type { Shape } from "./data.js";

/** A path and what it leads to. */
export interface Found {
  readonly path: string;
  readonly shape: Shape;
}

/** A place in a template that is being written. */
export interface Place {
  readonly g: fc.GeneratorValue;
  /** What `this` is, and what `../` leads to; innermost last. */
  readonly levels: readonly Shape[];
  /** Block parameters. */
  readonly named: readonly Found[];
  /** Whether `@index` and the like have a value. */
  readonly inLoop: boolean;
  /** How many more blocks may be put into each other. */
  readonly room: number;
  /** Filled while writing. */
  readonly partials: Map<string, string>;
}

/** Writes some constructs after each other, at most so many. */
export type WriteBody = (place: Place, atMost: number) => string;

const STRIPS = ["", "", "", "", "", "", "~"];
const LAYOUTS = ["#", "#", "#", "#", "#\n", "\n#\n", "\n  #\n", "  #\n", " # ", "\n\t# \n\n"];

/** A tag such as `{{~if x}}`: with or without each `~`, sometimes alone on its line. */
export function tag({ g }: Place, content: string, opening = "{{", closing = "}}"): string {
  const inner = `${opening.slice(2)}${content}${closing.slice(2)}`;
  const written = `{{${oneOf(g, STRIPS)}${inner}${oneOf(g, STRIPS)}}}`;
  return oneOf(g, LAYOUTS).replace("#", () => written);
}

const WORDS = ["a", " ", "\n", "text ", " <b>x</b>", "\n\n  ", "&amp;", "é😀", " }} ", " { ", "- \n", "\\ ", "'", "\t"];

/** Literal text. It does not touch tags with braces or backslashes, which would make them other tags. */
export function writeText({ g }: Place): string {
  const length = g(fc.integer, { min: 1, max: 3 });
  return Array.from({ length }, () => oneOf(g, WORDS)).join("");
}

/** One of a list that is never empty. */
export function oneOf(g: fc.GeneratorValue, choices: readonly string[]): string {
  return choices[g(fc.integer, { min: 0, max: choices.length - 1 })] ?? "";
}
