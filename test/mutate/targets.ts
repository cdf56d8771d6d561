/** The files whose mutants have to be found, each with the tests that know it, quick ones first. */
export const TARGETS: Readonly<Record<string, readonly string[]>> = {
  "src/runtime/escape-css.ts": ["test/runtime/escape.test.ts", "test/runtime/escape-grammar.test.ts"],
  "src/runtime/escape-url.ts": ["test/runtime/escape.test.ts", "test/runtime/escape-grammar.test.ts"],
  "src/runtime/escape.ts": ["test/runtime/escape.test.ts", "test/runtime/escape-grammar.test.ts"],
  "src/runtime/matching.ts": ["test/runtime/escape.test.ts", "test/runtime/escape-grammar.test.ts"],
  "src/runtime/clean-text.ts": ["test/runtime/escape.test.ts", "test/runtime/escape-grammar.test.ts"],
  "src/runtime/plain-url.ts": ["test/runtime/plain-url.test.ts"],
  "src/bytes/write-harmless.ts": ["test/bytes/write-harmless.test.ts"],
  "src/bytes/write-html.ts": ["test/bytes/write-html.test.ts"],
  "src/layout/attribute-context.ts": ["test/layout/attribute-context.test.ts"],
  "src/layout/url-context.ts": ["test/layout/read-url.test.ts"],
  "src/layout/css-context.ts": ["test/layout/read-css.test.ts"],
  "src/layout/plain-html.ts": ["test/layout/plain-html.test.ts"],
  "src/layout/locate-attribute.ts": ["test/layout/locate-attribute.test.ts"],
};

/** What takes long and finds no mutant: times, and big random tests. */
export const LEFT_OUT = /time grows|take time in proportion/;
