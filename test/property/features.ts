import {
  argumentCall,
  contextCall,
  openEach,
  openIf,
  openNamedEach,
  openNamedWith,
  openSection,
  openUnless,
  openWith,
  plainCall,
  writeBlock,
  writeInlinePartial,
  writeInverted,
  writePartial,
  writePartialBlock,
} from "./blocks.js";
import { hasPath, printable } from "./paths.js";
import { oneOf, type Place, tag, type WriteBody, writeText } from "./place.js";

/** One construct of the language: the generator picks among those that are on and possible at the place. */
export interface Feature {
  readonly name: string;
  /** Off while Platen does not compile it, or compiles it wrongly. */
  readonly on: boolean;
  readonly weight: number;
  readonly isBlock?: boolean;
  readonly needs?: (place: Place) => boolean;
  readonly write: (place: Place, write: WriteBody) => string;
}

/** Paths of Platen do not reach into texts, where Handlebars finds single characters. */
const inRecord = ({ levels }: Place): boolean => levels.at(-1)?.kind === "record";
const loopable = (place: Place): boolean => hasPath(place, ["list", "map"]);
const quoted = ['"name"', "'odd key'", "0", "[odd key]", "./name"];
const comments = ["! note", "!-- {{name}} }} --", "!", "!-- -- --"];
const escaped = ["\\{{name}} ", "\\{{#if x}} ", "\\{{{raw}}} "];
const owners = ["this", "@root", "@root.user"];
const keys = ['"name"', "@root.name", "0", '"odd key"'];
const rawBodies = ["{{name}}", " {{#if}} ", "\n", "{{{{x}}}} {{{{/x}}}}"];

/** The language. */
export const FEATURES: readonly Feature[] = [
  { name: "text", on: true, weight: 12, write: writeText },
  { name: "value", on: true, weight: 16, write: (place) => tag(place, printable(place)) },
  { name: "{{{value}}}", on: true, weight: 2, write: (place) => tag(place, printable(place), "{{{", "}}}") },
  { name: "{{&value}}", on: true, weight: 1, write: (place) => tag(place, printable(place), "{{&") },
  {
    name: "quoted name",
    on: true,
    weight: 1,
    needs: inRecord,
    write: (place) => tag(place, oneOf(place.g, quoted)),
  },
  { name: "comment", on: true, weight: 2, write: (place) => tag(place, oneOf(place.g, comments)) },
  { name: "escaped tag", on: true, weight: 1, write: ({ g }) => oneOf(g, escaped) },
  { name: "escaped backslash", on: true, weight: 1, write: (place) => `\\\\{{${printable(place)}}}` },
  { name: "if", on: true, weight: 5, isBlock: true, write: (...at) => writeBlock(openIf, ...at) },
  { name: "unless", on: true, weight: 2, isBlock: true, write: (...at) => writeBlock(openUnless, ...at) },
  { name: "each", on: true, weight: 6, isBlock: true, needs: loopable, write: (...at) => writeBlock(openEach, ...at) },
  { name: "with", on: true, weight: 4, isBlock: true, write: (...at) => writeBlock(openWith, ...at) },
  { name: "partial", on: true, weight: 3, isBlock: true, write: (...at) => writePartial(plainCall, ...at) },
  {
    name: "path out of a partial",
    on: true,
    weight: 1,
    isBlock: true,
    write: (place) => writePartial(plainCall, place, () => "[{{../name}}{{#with @root.user}}{{../../name}}{{/with}}]"),
  },
  { name: "section", on: true, weight: 4, isBlock: true, write: (...at) => writeBlock(openSection, ...at) },
  { name: "inverted section", on: true, weight: 2, isBlock: true, write: writeInverted },
  {
    name: "each as",
    on: true,
    weight: 4,
    isBlock: true,
    needs: loopable,
    write: (...at) => writeBlock(openNamedEach, ...at),
  },
  { name: "with as", on: true, weight: 2, isBlock: true, write: (...at) => writeBlock(openNamedWith, ...at) },
  {
    name: "lookup",
    on: true,
    weight: 2,
    needs: inRecord,
    write: (place) => tag(place, `lookup ${oneOf(place.g, owners)} ${oneOf(place.g, keys)}`),
  },
  {
    name: "lookup in a condition",
    on: true,
    weight: 1,
    isBlock: true,
    write: (place, write) =>
      writeBlock(() => ({ keyword: "if", content: `if (lookup @root ${oneOf(place.g, keys)})` }), place, write),
  },
  {
    name: "partial with a context",
    on: true,
    weight: 2,
    isBlock: true,
    write: (...at) => writePartial(contextCall, ...at),
  },
  {
    name: "partial with arguments",
    on: true,
    weight: 2,
    isBlock: true,
    write: (...at) => writePartial(argumentCall, ...at),
  },
  { name: "partial block", on: true, weight: 2, isBlock: true, write: writePartialBlock },
  { name: "inline partial", on: true, weight: 2, isBlock: true, write: writeInlinePartial },
  { name: "raw block", on: true, weight: 1, write: ({ g }) => `{{{{raw}}}}${oneOf(g, rawBodies)}{{{{/raw}}}}` },
];
