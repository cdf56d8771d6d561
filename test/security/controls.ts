import Handlebars from "handlebars";
import { ESCAPES, type Escape } from "../../src/artifact/instructions.js";
import { escapeHtml } from "../../src/runtime/escape.js";
import type { Escaper } from "../../src/runtime/matching.js";

type Escapers = Readonly<Record<Escape, Escaper>>;

/** Values as they are: what a template engine without escaping prints. */
export const NO_ESCAPING = everywhere((text) => text);

/** The escaping of Handlebars, which is the same everywhere. */
export const HANDLEBARS = everywhere((text) => Handlebars.escapeExpression(text));

/** Platen's own escaping of text, everywhere: right in HTML, and nowhere else. */
export const HTML_ONLY = everywhere(escapeHtml);

function everywhere(escaper: Escaper): Escapers {
  return Object.fromEntries(ESCAPES.map((name) => [name, escaper])) as Escapers; // one for each of them
}
