/**
 * Every code Platen reports. A code is permanent: it names its fixture folder, and its anchor in the README. Codes of
 * the first group come from compiling, those of the second from rendering, those of the third from the command line.
 */
export const CATALOG = {
  "syntax-error": "The template is not valid Handlebars.",
  "unsupported-syntax": "A Handlebars construct that this version does not compile.",
  "bad-front-matter": "The lines between the `---` marks are not `key: value` lines with known keys.",
  "unknown-template": "There is no template of this name.",
  "unknown-layout": "There is no layout of this name.",
  "unknown-partial": "There is no partial of this name.",
  "unknown-compile-time-value": "An `@` value that nothing defines.",
  "invalid-theme": "`theme.json` is not an object of strings and numbers, in groups.",
  "unknown-helper": "A helper that does not exist.",
  "wrong-arguments": "A helper with arguments that it does not take.",
  "recursive-partial": "A partial that includes itself.",
  "missing-template": "An email with neither a template nor a whole MJML document.",
  "missing-subject": "An email without a subject.",
  "invalid-address": "The sender's address is not one plain email address.",
  "missing-content": "The template has a place for content and none was given.",
  "recursive-layout": "A layout that is its own layout.",
  "unplaced-content": "Content was given and the template has no place for it.",
  "unplaced-preheader": "A preheader was given and the document never shows it.",
  "too-large": "A source or the assembled document is larger than the limit.",
  "too-deep": "Blocks or partials are nested deeper than the limit.",
  "invalid-mjml": "MJML reports an error in the document.",
  "stray-text": "Text between MJML components, which MJML would drop.",
  "structural-position": "An expression where MJML or the inliner computes on the value.",
  "unsafe-position": "An expression where no escaping can make a value safe.",
  "unbalanced-block": "A block whose branches do not open and close the same elements.",
  "ambiguous-position": "An expression whose place depends on which branch was taken.",
  "lost-expression": "An expression that does not reach the finished HTML.",
  "invalid-css": "The style sheet is broken.",
  "skipped-css": "A rule that stays in the style sheet because its match depends on neighbours or values.",

  "missing-variable": "A required variable has no value.",
  "wrong-type": "A value of a type that cannot be shown there.",
  "unsafe-url": "A value that is not an allowed URL, or not allowed in its part of one.",
  "unsafe-css": "A value that is not a single CSS value.",
  "unsafe-number": "A value that is not a number with an optional unit.",
  "helper-failed": "A helper of the caller's that threw, or was not registered for rendering.",
  "limit-exceeded": "Rendering was stopped by a limit.",

  "invalid-artifact": "The file is not an artifact, or was damaged.",
  "unsupported-artifact": "The artifact was written in a format that this version does not read.",
  "invalid-data": "The data is not a JSON object.",
  "invalid-message": "The message record is not valid.",
  "unknown-sample": "The template has no sample of this name.",
  "unknown-part": "The message has no such part, or the template no such channel.",
  "unwritable-file": "A file cannot be written.",
  "unreadable-file": "A file cannot be read.",
} as const;

export type Code = keyof typeof CATALOG;
