import { type Rendering, type Run, write } from "./rendering.js";

/**
 * State of the text part while it is written. Separators wait until the next word comes, and only the strongest is
 * written: a blank line beats a new line beats a cell beats a space. So nothing precedes the first word or follows the
 * last, and what prints no words leaves no gap.
 */
export interface LayoutRun extends Run {
  /** What waits: a space, an edge between cells, the largest margin, the number of `<br>`. */
  space: boolean;
  cell: boolean;
  margin: number;
  breaks: number;
  /** White space of a `<pre>` that waits for a word after it. */
  kept: string;
  /** What lines start with, outermost first. */
  readonly prefixes: LinePrefix[];
  /** How many of the prefixes also held for the last word: a blank line belongs to both of its neighbours. */
  shared: number;
  /** Next number of the innermost list, or null for bullets. */
  number: number | null;
  /** Words of the link that is open. */
  label: string | undefined;
  /** Whether the next piece of an indented partial starts a line, by nesting. */
  readonly lineStarts: boolean[];
}

interface LinePrefix {
  /** What the first line starts with; undefined once that is written. */
  first: string | undefined;
  readonly rest: string;
}

export function startLayout(rendering: Rendering, part: string): LayoutRun {
  return {
    rendering,
    part,
    out: "",
    space: false,
    cell: false,
    margin: 0,
    breaks: 0,
    kept: "",
    prefixes: [],
    shared: 0,
    number: null,
    label: undefined,
    lineStarts: [],
  };
}

/** Writes what waits, then the words: not empty, with single spaces in it. */
export function writeWords(run: LayoutRun, words: string): void {
  const separator = separate(run);
  if (run.label !== undefined) run.label += run.label === "" || separator === "" ? words : ` ${words}`;
  write(run, separator + words);
}

function separate(run: LayoutRun): string {
  const lines = waitingLines(run);
  const beside = run.cell ? " | " : run.space ? " " : "";
  const separator = lines === 0 ? beside : breakLine(run, lines);
  run.space = false;
  run.cell = false;
  run.margin = 0;
  run.breaks = 0;
  run.shared = run.prefixes.length;
  return separator;
}

/** 0: the word stays in its line; 1: it starts a line; 2: after a blank line. */
function waitingLines(run: LayoutRun): number {
  if (run.out === "") return 1;
  return Math.min(2, Math.max(run.margin, run.breaks));
}

function breakLine(run: LayoutRun, lines: number): string {
  if (run.prefixes.length === 0 && run.shared === 0) return run.out === "" ? "" : "\n\n".slice(0, lines);
  const start = lineStart(run);
  if (run.out === "") return start;
  return lines === 1 ? `\n${start}` : `\n${blankLine(run)}\n${start}`;
}

function lineStart(run: LayoutRun): string {
  let start = "";
  for (const prefix of run.prefixes) {
    start += prefix.first ?? prefix.rest;
    prefix.first = undefined;
  }
  return start;
}

function blankLine({ prefixes, shared }: LayoutRun): string {
  return joinRest(prefixes.slice(0, shared)).trimEnd();
}

function joinRest(prefixes: readonly LinePrefix[]): string {
  return prefixes.map(({ rest }) => rest).join("");
}

/** Runs what prints lines of a quote or list item: they start a line, and what follows starts another. */
export function withPrefix(run: LayoutRun, prefix: LinePrefix, body: () => void): void {
  writeMargin(run, 1);
  run.prefixes.push(prefix);
  body();
  run.prefixes.pop();
  run.shared = Math.min(run.shared, run.prefixes.length);
  writeMargin(run, 1);
}

export function writeMargin(run: LayoutRun, margin: number): void {
  endKept(run);
  if (margin > run.margin) run.margin = margin;
}

export function writeBreak(run: LayoutRun): void {
  run.breaks++;
}

export function writeCell(run: LayoutRun): void {
  endKept(run);
  run.cell = true;
}

/** Writes text whose white space separates words. */
export function writeFlowing(run: LayoutRun, text: string): void {
  const flowing = toFlowing(text);
  if (flowing.before) run.space = true;
  if (flowing.words === "") return;
  writeWords(run, flowing.words);
  run.space = flowing.after;
}

export interface Flowing {
  /** Whether white space comes before the words, or is all there is. */
  readonly before: boolean;
  readonly words: string;
  readonly after: boolean;
}

/** Collapses white space of HTML, and hair spaces, which MJML puts into spacers. A no-break space is part of its word. */
export function toFlowing(text: string): Flowing {
  // Most text is collapsed already, and looking is cheaper than replacing.
  const line = /[\t\n\r\f\u200A]| {2}/.test(text) ? text.replace(/[ \t\n\r\f\u200A]+/g, " ") : text;
  const before = line.startsWith(" ");
  const after = line.endsWith(" ");
  return { before, words: line.slice(before ? 1 : 0, after ? -1 : undefined), after };
}

/** Writes text of a `<pre>`, whose lines and spaces are kept. White space at its end waits for more. */
export function writeKept(run: LayoutRun, text: string): void {
  const end = endOfWords(text);
  if (end === 0) {
    run.kept += text;
    return;
  }
  const kept = run.kept + text.slice(0, end);
  run.kept = text.slice(end);
  const [first = "", ...more] = (waitingLines(run) > 0 ? dropBlankLines(kept) : kept).split("\n");
  writeWords(run, first);
  const start = joinRest(run.prefixes);
  for (const line of more) write(run, `\n${line === "" ? start.trimEnd() : start + line}`);
  if (run.label !== undefined && more.length > 0) run.label += ` ${more.join(" ")}`;
}

/** White space at the end of a `<pre>`, or of a block in it, is only a separator. */
export function endKept(run: LayoutRun): void {
  if (run.kept === "") return;
  run.breaks += run.kept.split("\n").length - 1;
  run.space = true;
  run.kept = "";
}

function endOfWords(text: string): number {
  let end = text.length;
  while (end > 0 && " \t\n\r\f".includes(text.charAt(end - 1))) end--;
  return end;
}

function dropBlankLines(text: string): string {
  return text.replace(/^(?:[ \t\r\f]*\n)+/, "");
}
