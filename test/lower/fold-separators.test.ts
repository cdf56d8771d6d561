import { expect, test } from "vitest";
import type { TextPiece } from "../../src/layout/plain-text.js";
import { foldSeparators } from "../../src/lower/fold-separators.js";

const words = (text: string): TextPiece => ({ type: "static", text });
const PARAGRAPH: TextPiece = { type: "margin", lines: 2 };
const CELL: TextPiece = { type: "cell" };
const SPACE = words(" \n ");

test.each<[name: string, pieces: TextPiece[], expected: TextPiece[]]>([
  ["words of one line", [words("a"), SPACE, words("b"), words("c")], [words("a bc")]],
  ["white space at the edges", [SPACE, words("a"), SPACE], [words(" a ")]],
  ["words of two paragraphs", [words("a"), SPACE, PARAGRAPH, words("b")], [words("a"), PARAGRAPH, words("b")]],
  ["the strongest separator", [words("a"), CELL, SPACE, CELL, words("b")], [words("a"), CELL, words("b")]],
  [
    "words of a link",
    [{ type: "link", body: [words("a"), SPACE, words("b")], href: [] }],
    [{ type: "link", body: [words("a b")], href: [] }],
  ],
  [
    "not what is preformatted",
    [{ type: "pre", body: [words("a"), SPACE, words("b")] }],
    [{ type: "pre", body: [words("a"), SPACE, words("b")] }],
  ],
])("%s", (_, pieces, expected) => {
  expect(foldSeparators(pieces)).toEqual(expected);
});
