/**
 * The instructions of a compiled message. They are plain JSON: arrays whose first item names the operation. Each
 * instruction's comment shows the template syntax it comes from.
 */

/** Index into the artifact's string table. */
export type StringIndex = number;

/** Index into the artifact's position table: where in the sources the instruction was written. */
export type PositionIndex = number;

/** One instruction after the other. */
export type Program = readonly Instruction[];

export type Instruction =
  /** Static text: `Hello`. */
  | StringIndex
  /** `{{path}}` in some output context. */
  | ValueInstruction
  | BlockInstruction
  /** `{{@subject}}` in a document: the program's text as one line, escaped like a value. */
  | readonly ["header", Program, Escape]
  /** `  {{> partial}}` alone on its line: every line that the program prints is prefixed with the string. */
  | readonly ["prefix", StringIndex, Program]
  | TextInstruction;

/** Blocks and partials. Where there are two programs, the second is the one after `{{else}}`. */
export type BlockInstruction =
  /** `{{#if a}}..{{else}}..{{/if}}` (an `else if` is an `if` inside the else program); `unless` swaps the programs. */
  | readonly ["if", Expression, Program, Program]
  /** `{{#each list as |item index|}}..{{/each}}`; the number is that of the block parameters. */
  | readonly ["each", Expression, number, Program, Program]
  /** `{{#with object as |name|}}..{{/with}}` */
  | readonly ["with", Expression, number, Program, Program]
  /** `{{#name}}..{{^}}..{{/name}}`: a loop over a list, a condition for true and false, else a scope. */
  | readonly ["section", Expression, number, Program, Program]
  /** `{{> name context key=value}}`: a scope of its own, out of which `../` does not lead. */
  | readonly ["partial", Expression | null, Hash, Program]
  /** Body of `{{#each list as |item|}}..{{/each}}` for the item at an index, where the layout depends on their number. */
  | readonly ["nth", Expression, number, number, Program]
  /**
   * A variant of the layout: `<mj-column width="{{size}}">`, or `{{#each columns}}<mj-column>..`. With texts, the program
   * is that of the text which the value is; else that of the number of items from 0, and the flag says whether a list
   * must be there.
   */
  | readonly ["choose", Expression, readonly string[] | boolean, readonly Program[], PositionIndex]
  /** A variant as well, where it takes another scope to choose it: the first program picks one of the others. */
  | readonly ["picked", Program, readonly Program[]]
  | readonly ["pick", number]
  /** Remembers the scope, for an inline partial or a partial block written here. */
  | readonly ["frame", Program]
  /** Runs what was written elsewhere, in the scope remembered so many frames further out. */
  | readonly ["enter", number, Expression | null, Hash, Program];

/** `key=value other="text"` */
export type Hash = readonly (readonly [name: string, value: Expression])[];

/** `{{path}}`: looks the expression up, checks that it is present and a scalar, escapes it for its place. */
export type ValueInstruction = readonly ["value", Expression, Escape, PositionIndex];

/**
 * What the text part of an email is made of besides text, values and blocks. Words are joined by the strongest
 * separator between them: a blank line beats a new line beats a cell beats a space.
 */
export type TextInstruction =
  /** Edge of a block element. 1: the next word starts a new line; 2: after a blank line. */
  | readonly ["margin", 1 | 2]
  /** `<br>` */
  | readonly ["line"]
  /** Edge between two cells of a table row. */
  | readonly ["cell"]
  /** `<a href="..">..</a>`: words of the first program, then the second in angle brackets unless it says the same. */
  | readonly ["link", Program, Program]
  /** `<ul>`, `<ol start="3">`: a list of items; the number is the first item's, null for bullets. */
  | readonly ["list", number | null, Program]
  /** `<li>..</li>` of the innermost list. */
  | readonly ["item", Program]
  /** `<blockquote>..</blockquote>`: every line of the program is prefixed with the string. */
  | readonly ["quote", StringIndex, Program]
  /** `<pre>..</pre>`: white space of the program is kept. */
  | readonly ["pre", Program];

export type Expression =
  /** `a.b`, `../a`, `this`: number of scopes to climb, own-property names to follow. */
  | readonly ["path", number, readonly string[], PositionIndex]
  /** `item.name` where a block says `as |item|`: blocks with parameters to climb, which parameter, names to follow. */
  | readonly ["param", number, number, readonly string[], PositionIndex]
  /** `(helper arg key=value)` */
  | readonly ["call", string, readonly Expression[], Hash, PositionIndex]
  /** `(lookup object name)` */
  | readonly ["lookup", Expression, Expression, PositionIndex]
  /** `@root.a.b` */
  | readonly ["root", readonly string[], PositionIndex]
  /** `@index`, `@../key`: number of loops to climb, name. */
  | readonly ["data", number, "index" | "key" | "first" | "last", PositionIndex]
  /** `"text"`, `12`, `true`, `null`, `undefined` (written as null) */
  | readonly ["literal", string | number | boolean | null];

/**
 * How a value is made safe for its place.
 *
 * - `plain`: text of the text part, or text of many lines; control characters are removed.
 * - `line`: text of an SMS, or of a text part that the author wrote; one line.
 * - `header`: subject, preheader; one line, without what cannot be seen. `name`: from name, the same without addresses.
 * - `html`: text or quoted attribute of HTML.
 * - `raw`: trusted HTML; `raw-text`: what stands for it in text.
 * - `html-color`: colour of an MJML attribute; three-digit colours are doubled as MJML does.
 * - `html-url`, `plain-url`: a whole link URL; `html-image`: a whole image URL.
 * - `url-component`: a piece of path, query or fragment; `url-segment`: the same, where `.` and `..` would climb.
 * - `email-address`, `phone-number`: the address of a `mailto:` or `tel:` URL.
 * - `css`: one CSS value; `css-string`: inside a quoted CSS string; `css-url`: a whole image URL in CSS `url()`.
 * - `number`: a number with an optional unit, in attributes such as `width`;
 *   `css-number`: one whose unit the template gives, `width:{{n}}px`.
 */
export type Escape = (typeof ESCAPES)[number];

export const ESCAPES = [
  "plain",
  "line",
  "header",
  "name",
  "html",
  "raw",
  "raw-text",
  "html-color",
  "html-url",
  "html-image",
  "plain-url",
  "url-component",
  "url-segment",
  "email-address",
  "phone-number",
  "css",
  "css-string",
  "css-url",
  "number",
  "css-number",
] as const;
