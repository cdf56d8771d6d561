import type { Code } from "../../src/index.js";

/**
 * What a template with a construct comes to: it compiles and equals the reference; or it is refused with a code, in some
 * cases only beside another construct; or either of both, where MJML decides.
 */
export type Expected = "equal" | Refused | { readonly eitherEqualOr: readonly Code[] };

export interface Refused {
  readonly refused: Code;
  readonly beside?: readonly string[];
}

const structural = { refused: "structural-position" } as const;
const unsafe = { refused: "unsafe-position" } as const;

/**
 * Every construct that the generator writes, with what is expected of it. This table alone decides: when Platen learns to
 * compile a construct, its row becomes `equal`.
 */
export const CONSTRUCTS = {
  // Components of the body.
  section: "equal",
  "full-width section": "equal",
  "section with a picture": "equal",
  wrapper: "equal",
  "wrapper with a gap": "equal",
  group: "equal",
  hero: "equal",
  column: "equal",
  "several columns": "equal",
  "mj-text": "equal",
  "mj-button": "equal",
  "mj-image": "equal",
  "mj-divider": "equal",
  "mj-spacer": "equal",
  "mj-table": "equal",
  "mj-social": "equal",
  "mj-navbar": "equal",
  "hamburger navbar": "equal",
  "mj-accordion": "equal",
  "mj-carousel": "equal",
  "mj-raw": "equal",
  // Components of the head.
  "mj-attributes": "equal",
  "mj-class": "equal",
  "mj-style": "equal",
  "inline mj-style": "equal",
  "mj-font": "equal",
  "mj-preview": "equal",
  "mj-title": "equal",
  "mj-breakpoint": "equal",
  "mj-html-attributes": "equal",
  "any attribute": "equal",
  // Where values stand.
  "value in text": "equal",
  "value in an attribute": "equal",
  "value as a whole URL": "equal",
  "value as a part of a URL": "equal",
  "value as a colour": "equal",
  "value in a style": "equal",
  "value in a style sheet": "equal",
  "value as a default": "equal",
  "value in an address": "equal",
  "value for Outlook": "equal",
  "value in the subject": "equal",
  "value in the preheader": "equal",
  helper: "equal",
  subexpression: "equal",
  // Where blocks stand.
  "block around sections": "equal",
  "block around components": "equal",
  "block in a social, navbar or accordion": "equal",
  "block around HTML": "equal",
  "block around rows": "equal",
  "block around cells": "equal",
  "block around list items": "equal",
  "block in a line": "equal",
  "block in an attribute": "equal",
  "block in a URL": "equal",
  "block in a colour": "equal",
  "block in a style value": "equal",
  "block in a font": "equal",
  "block tags in mj-raw": "equal",
  if: "equal",
  else: "equal",
  "else if": "equal",
  unless: "equal",
  each: "equal",
  "each as": "equal",
  with: "equal",
  "mustache section": "equal",
  "inverted section": "equal",
  "white-space control": "equal",
  // How templates are put together.
  partial: "equal",
  "partial with values": "equal",
  "partial block": "equal",
  layout: "equal",
  "layout in a layout": "equal",
  "content in the body": "equal",
  "content in a section": "equal",
  "content in a column": "equal",
  "content in text": "equal",
  "content of the message": "equal",
  "theme value": "equal",
  // HTML contents.
  paragraphs: "equal",
  headings: "equal",
  list: "equal",
  "numbered list": "equal",
  "nested list": "equal",
  table: "equal",
  "table with a header": "equal",
  "layout table": "equal",
  link: "equal",
  image: "equal",
  quote: "equal",
  preformatted: "equal",
  "conditional comment": "equal",
  // Style sheets.
  "class rule": "equal",
  "descendant rule": "equal",
  "type rule": "equal",
  "id rule": "equal",
  "important rule": "equal",
  "media rule": "equal",
  "dark-mode rule": "equal",
  "client rule": "equal",
  "pseudo rule": "equal",
  "sibling rule": "equal",
  "supports rule": "equal",
  "custom property": "equal",
  // What is laid out once for each outcome.
  "block around a column": "equal",
  "block around a carousel image": "equal",
  "block around declarations": "equal",
  "block in a style sheet": "equal",
  "block in a wrapper": "equal",
  "loop of few columns": "equal",
  "section around a column": "equal",
  "listed width": "equal",
  "listed side": "equal",
  "listed class": "equal",
  // MJML computes on some attributes of its type `string`, drops others, and copies the rest.
  "value in a copied attribute": {
    eitherEqualOr: ["structural-position", "lost-expression", "unsafe-position"],
  },
  "preformatted value in a partial": { eitherEqualOr: ["structural-position"] },
  "value in a border": { eitherEqualOr: ["structural-position"] },
  // What cannot be staged, or is unsafe.
  "value in a unit attribute": structural,
  "value in an enum attribute": structural,
  "value in mj-class": structural,
  "value in css-class": structural,
  "value in class": structural,
  "value in id": structural,
  "value in font-family": structural,
  "value in a social name": structural,
  "value in display": structural,
  "part of a colour": structural,
  "loop of columns": structural,
  // Fine when the loop is about a list of which the contract tells how long it may be.
  "loop around a carousel": { eitherEqualOr: ["structural-position"] },
  "loop around a hamburger navbar": { eitherEqualOr: ["structural-position"] },
  "loop around a navbar": { eitherEqualOr: ["structural-position"] },
  "sibling rule inlined by MJML": structural,
  "content that may be empty": structural,
  "preformatted value for Outlook": structural,
  "first hole of reparsed HTML": structural,
  "value without quotes": unsafe,
  "value in an event handler": unsafe,
  "value in srcset": unsafe,
  "value in a script": unsafe,
  "value in a comment": unsafe,
  "value as a tag": unsafe,
  "value as an attribute name": unsafe,
  "value in a host": unsafe,
  "value after a whole URL": unsafe,
  "value as a property": unsafe,
  "value in a CSS URL in part": unsafe,
  "value as a selector": unsafe,
  "value between components": { refused: "lost-expression" },
  "value in a link's target": { refused: "lost-expression" },
  "text between components": { refused: "stray-text" },
  "URL of two kinds": { refused: "ambiguous-position" },
  "unclosed element in a branch": { refused: "unbalanced-block" },
  "component opened in a branch": { refused: "unbalanced-block" },
  "component that was not opened": { refused: "invalid-mjml" },
  "broken style sheet": { refused: "invalid-css" },
  "unknown component": { refused: "invalid-mjml" },
  "unknown attribute": { refused: "invalid-mjml" },
  "unknown helper": { refused: "unknown-helper" },
  "unknown partial": { refused: "unknown-partial" },
  "unknown theme value": { refused: "unknown-compile-time-value" },
} as const satisfies Readonly<Record<string, Expected>>;

export type Construct = keyof typeof CONSTRUCTS;

// The keys of an object literal are those of its type.
export const CONSTRUCT_NAMES = Object.keys(CONSTRUCTS) as readonly Construct[];

export function expected(construct: Construct): Expected {
  return CONSTRUCTS[construct];
}

/**
 * Refusals that nothing planted: constructs that are fine alone and multiply the variants together. They stand in the
 * README under Compatibility.
 */
export const KNOWN_LIMITS: readonly KnownLimit[] = (
  [
    "block around a column",
    "loop of few columns",
    "section around a column",
    "listed width",
    "listed side",
    "listed class",
    "loop around a carousel",
    "loop around a hamburger navbar",
    "loop around a navbar",
  ] as const
).map((construct) => ({ code: "too-many-variants", construct }));

interface KnownLimit {
  readonly code: Code;
  readonly construct: Construct;
}
