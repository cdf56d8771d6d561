import { append, type Rendering, type Run } from "./rendering.js";

/**
 * State of the text part while it is made. Separators wait until the next word comes, and only the strongest is
 * printed: a blank line beats a new line beats a cell beats a space. So nothing precedes the first word or follows the
 * last, and what prints no words leaves no gap.
 */
export interface LayoutRun extends Run {
  /** What waits. */
  gap: Gap;
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
}

interface LinePrefix {
  /** What the first line starts with; undefined once that is written. */
  first: string | undefined;
  readonly rest: string;
}

/**
 * What separates words, by strength: nothing, space, cell, line, line by `<br>` (a second `<br>` makes it a blank
 * line), blank line; and the start of the text, where nothing separates. Named beside each
 * number: constants would stay in the bundle.
 */
export type Gap = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export const SEPARATORS = ["", " ", " | ", "\n", "\n", "\n\n", ""] as const;

export function startLayout(rendering: Rendering): LayoutRun {
  return {
    rendering,
    gap: 6 /* start */,
    kept: "",
    prefixes: [],
    shared: 0,
    number: null,
    label: undefined,
  };
}

/** Prints what waits, then the words: not empty, with single spaces in it. */
export function printWords(run: LayoutRun, words: string): string {
  const separator = separate(run);
  if (run.label !== undefined) run.label += run.label === "" || separator === "" ? words : ` ${words}`;
  return separator + words;
}

function separate(run: LayoutRun): string {
  const { gap, prefixes, shared } = run;
  run.gap = 0 /* nothing */;
  if (gap < 3 /* line */ || (prefixes.length === 0 && shared === 0)) return SEPARATORS[gap];
  run.shared = prefixes.length;
  const blank = gap === 5 /* blank line */ ? `\n${joinRest(prefixes.slice(0, shared)).trimEnd()}` : "";
  return (gap === 6 /* start */ ? "" : `${blank}\n`) + lineStart(run);
}

function lineStart(run: LayoutRun): string {
  let start = "";
  for (const prefix of run.prefixes) {
    start += prefix.first ?? prefix.rest;
    prefix.first = undefined;
  }
  return start;
}

function joinRest(prefixes: readonly LinePrefix[]): string {
  return prefixes.map(({ rest }) => rest).join("");
}

/** Runs what prints lines of a quote or list item: they start a line, and what follows starts another. */
export function withPrefix(run: LayoutRun, prefix: LinePrefix, body: () => string): string {
  addMargin(run, 1);
  run.prefixes.push(prefix);
  const text = body();
  run.prefixes.pop();
  run.shared = Math.min(run.shared, run.prefixes.length);
  addMargin(run, 1);
  return text;
}

/** Separators print nothing yet. */
export function addMargin(run: LayoutRun, margin: 1 | 2): string {
  endKept(run);
  return widen(run, margin === 1 ? 3 /* line */ : 5 /* blank line */);
}

export function addBreak(run: LayoutRun): string {
  return widen(run, run.gap < 4 /* break */ ? 4 /* break */ : 5 /* blank line */);
}

export function addCell(run: LayoutRun): string {
  endKept(run);
  return widen(run, 2 /* cell */);
}

function widen(run: LayoutRun, gap: Gap): string {
  if (gap > run.gap) run.gap = gap;
  return "";
}

/** Prints text whose white space separates words. */
export function printFlowing(run: LayoutRun, { before, words, after }: Flowing): string {
  if (before) widen(run, 1 /* space */);
  if (words === "") return "";
  const printed = printWords(run, words);
  if (after) run.gap = 1 /* space */;
  return printed;
}

export interface Flowing {
  /** Whether white space comes before the words, or is all there is. */
  readonly before: boolean;
  readonly words: string;
  readonly after: boolean;
}

/** Collapses white space of HTML, and hair spaces, which MJML puts into spacers. A no-break space is part of its word. */
export function toFlowing(text: string): Flowing {
  // Most texts have single spaces only, and replacing those takes longer than to look.
  const line = /[\t\n\r\f\u200A]| {2}/.test(text) ? text.replace(/[ \t\n\r\f\u200A]+/g, " ") : text;
  const before = line.startsWith(" ");
  const after = line.endsWith(" ");
  return { before, words: line.slice(before ? 1 : 0, after ? -1 : undefined), after };
}

/** Prints text of a `<pre>`, whose lines and spaces are kept. White space at its end waits for more. */
export function printKept(run: LayoutRun, text: string): string {
  const end = endOfWords(text);
  if (end === 0) {
    run.kept += text;
    return "";
  }
  const kept = run.kept + text.slice(0, end);
  run.kept = text.slice(end);
  const [first = "", ...more] = (run.gap >= 3 /* line */ ? dropBlankLines(kept) : kept).split("\n");
  let printed = printWords(run, first);
  const start = joinRest(run.prefixes);
  for (const line of more) printed = append(run, printed, `\n${line === "" ? start.trimEnd() : start + line}`);
  if (run.label !== undefined && more.length > 0) run.label += ` ${more.join(" ")}`;
  return printed;
}

/** White space at the end of a `<pre>`, or of a block in it, is only a separator. */
export function endKept(run: LayoutRun): void {
  if (run.kept === "") return;
  for (const character of run.kept) if (character === "\n") addBreak(run);
  widen(run, 1 /* space */);
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
