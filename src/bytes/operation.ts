import type { Argument } from "../runtime/call.js";
import type { Gap } from "../runtime/layout-writer.js";
import type { Escaper } from "../runtime/matching.js";
import type { Run } from "../runtime/rendering.js";
import type { Scope } from "../runtime/scope.js";
import type { Step } from "../runtime/step.js";

/**
 * What writes one piece of a message. What is not listed here is a `step`.
 *
 * - `text`: static text.
 * - `value`: `{{path}}` in HTML, or in a text that the author wrote.
 * - `url`: `href="{{path}}"`.
 * - `line`: `{{@subject}}` in a document; its body are texts and values.
 * - `if`: `{{#if path}}`, `if-call`: `{{#if (helper path)}}`; `jump`: the end of what stands before `{{else}}`.
 * - `each`: `{{#each path}}`, `with`: `{{#with path}}`, `section`: `{{#path}}`, `partial`: `{{> name path key=path}}`.
 * - `choose`: a layout for each text that `{{path}}` may be, or for each number of items.
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
  | "section"
  | "partial"
  | "choose"
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
  /** What else a section may be. */
  readonly section: Section | undefined;
  readonly body: readonly Operation[];
  /** What stands behind the `{{else}}` of a loop or scope. */
  readonly otherwise: readonly Operation[] | undefined;
  /** What a `choose` chooses from, and the texts for which; or for a list, whether it must be there. */
  readonly branches: readonly (readonly Operation[])[];
  readonly labels: readonly string[] | boolean;
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

/** What opens a scope: for each item of a list, for one value, or for a partial. */
export interface Loop {
  readonly kind: "each" | "with" | "partial";
  readonly subject: Argument | undefined;
  /** How many block parameters it names. */
  readonly count: number;
  /** Where the scope around it keeps the scopes of the items, or the only one. */
  readonly slot: number;
  readonly level: Level;
  /** Of a partial. */
  readonly call: Call | undefined;
}

/** What a partial is called with. */
export interface Call {
  /** Whether it is given what it is about, which then must be there. */
  readonly hasContext: boolean;
  /** What has a name of its own there. With any, `this` is made of all of them and what it is about. */
  readonly named: ReadonlyMap<string, Given>;
  readonly enter: (scope: Scope, run: Run) => Scope;
}

/** What a name stands for: a path of the scope around, or what was written there. */
export type Given = { readonly path: Path } | { readonly literal: unknown };

/** A section about one value, and one that is a condition and about `this`. Its items have the same level as these. */
export interface Section {
  readonly about: Loop;
  readonly same: Loop;
}

/** What is the same for all scopes of one kind: that of all variables, those of the items of one list, or that of one value. */
export interface Level {
  readonly paths: Map<string, Path>;
  readonly loops: Map<string, Loop>;
  /** In a partial with names of its own: the paths of a single name. */
  readonly firsts: Path[] | undefined;
  /** A memory that remembers nothing yet. */
  readonly blank: undefined[];
}

/** @param hasNames Whether it is that of a partial with names of its own. */
export function startLevel(hasNames = false): Level {
  return { paths: new Map(), loops: new Map(), firsts: hasNames ? [] : undefined, blank: [] };
}

/** `this` of a scope without a memory. */
export const THIS: Path = { slot: -SLOTS, parent: undefined, name: "" };
const NO_LOOP: Loop = { kind: "each", subject: undefined, count: 0, slot: 0, level: startLevel(), call: undefined };
const printNothing: Step = () => "";

/** An operation with what it uses, and nothing elsewhere. */
export function operation(kind: Kind, used: Partial<Operation> = {}): Operation {
  const { gap = 0, text = "", path = THIS, escapeText = String, isHtml = false, step = printNothing } = used;
  const { subject, loop = NO_LOOP, section, body = [], otherwise, label = "", skip = 0 } = used;
  const { branches = [], labels = false } = used;
  return {
    kind,
    gap,
    text,
    path,
    escapeText,
    isHtml,
    step,
    subject,
    loop,
    section,
    body,
    otherwise,
    branches,
    labels,
    label,
    skip,
  };
}
