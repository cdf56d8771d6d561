import type { Argument } from "../runtime/call.js";
import type { Gap } from "../runtime/layout-writer.js";
import type { Escaper } from "../runtime/matching.js";
import type { Step } from "../runtime/step.js";

/**
 * What writes one piece of a message. What is not listed here is a `step`.
 *
 * - `text`: static text.
 * - `value`: `{{path}}` in HTML, or in a text that the author wrote.
 * - `url`: `href="{{path}}"`.
 * - `line`: `{{@subject}}` in a document; its body are texts and values.
 * - `if`: `{{#if path}}`, `if-call`: `{{#if (helper path)}}`; `jump`: the end of what stands before `{{else}}`.
 * - `each`: `{{#each path}}`, `with`: `{{#with path}}`.
 * - `words`, `word`, `target`: static words of a text part, `{{path}}` there, and the URL behind the words of a link.
 * - `gap`, `break`: what separates words, and `<br>`.
 * - `step`: anything else, written as a string first.
 */
export type Kind =
  | "text"
  | "value"
  | "url"
  | "line"
  | "if"
  | "if-call"
  | "jump"
  | "each"
  | "with"
  | "words"
  | "word"
  | "target"
  | "gap"
  | "break"
  | "step";

/**
 * One operation. Every one has every field, in one order, whatever it uses of them: reading a field is fast where an
 * engine sees objects of one shape only.
 */
export interface Operation {
  readonly kind: Kind;
  /** What separates words here, unless more does already. */
  readonly gap: Gap;
  /** What is written as it is. */
  readonly text: string;
  /** What is looked up. */
  readonly path: Path;
  readonly escapeText: Escaper;
  /** Whether its text is one of HTML. */
  readonly isHtml: boolean;
  /** Does all of it with strings, in every case. */
  readonly step: Step;
  /** What an `if-call` asks. */
  readonly subject: Argument | undefined;
  readonly loop: Loop;
  readonly body: readonly Operation[];
  /** What stands behind the `{{else}}` of a loop or scope. */
  readonly otherwise: readonly Operation[] | undefined;
  /** The words of the link that a `target` follows. */
  readonly label: string;
  /** How many operations to leave out: those before `{{else}}`, or after it. */
  skip: number;
}

/** A path from one scope, and where the memory of the scope keeps what it leads to. */
export interface Path {
  /** Place of the value; the next two are for its text, when that is harmless, and for where that was written. */
  readonly slot: number;
  /** The path without its last name; undefined for `this`. */
  readonly parent: Path | undefined;
  readonly name: string;
}

/** How many places a path has in a memory. */
export const SLOTS = 3;

/** What opens a scope, for each item of a list or for one value. */
export interface Loop {
  readonly kind: "each" | "with";
  readonly subject: Argument | undefined;
  /** How many block parameters it names. */
  readonly count: number;
  /** Where the scope around it keeps the scopes of the items, or the only one. */
  readonly slot: number;
  readonly level: Level;
}

/** What is the same for all scopes of one kind: that of all variables, those of the items of one list, or that of one value. */
export interface Level {
  readonly paths: Map<string, Path>;
  readonly loops: Map<string, Loop>;
  /** A memory that remembers nothing yet. */
  readonly blank: undefined[];
}

export function startLevel(): Level {
  return { paths: new Map(), loops: new Map(), blank: [] };
}

/** `this` of a scope without a memory. */
export const THIS: Path = { slot: -SLOTS, parent: undefined, name: "" };
const NO_LOOP: Loop = { kind: "each", subject: undefined, count: 0, slot: 0, level: startLevel() };
const printNothing: Step = () => "";

/** An operation with what it uses, and nothing elsewhere. */
export function operation(kind: Kind, used: Partial<Operation> = {}): Operation {
  const { gap = 0, text = "", path = THIS, escapeText = String, isHtml = false, step = printNothing } = used;
  const { subject, loop = NO_LOOP, body = [], otherwise, label = "", skip = 0 } = used;
  return { kind, gap, text, path, escapeText, isHtml, step, subject, loop, body, otherwise, label, skip };
}
