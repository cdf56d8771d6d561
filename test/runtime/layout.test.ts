import { describe, expect, it, test } from "vitest";
import { layout, path, type Source, value } from "./build.js";

type Row = [name: string, text: Source, expected: string, variables?: object];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)("%s", (_, text, expected, variables) => {
      expect(layout(text, variables)).toBe(expected);
    });
  });
}

const SPACE = " ";
const LINE = ["line"];
const CELL = ["cell"];
const BLOCK = ["margin", 1];
const PARAGRAPH = ["margin", 2];

table("white space", [
  ["nothing", [], ""],
  ["only separators", [PARAGRAPH, SPACE, CELL, LINE, "\n", BLOCK], ""],
  ["runs collapse", ["a \t\n\r\f b", "  ", " c"], "a b c"],
  ["edges are trimmed", ["  a  "], "a"],
  ["no space, no space", ["a", "b"], "ab"],
  ["a no-break space is part of a word", ["a\u00a0\u00a0", " \u00a0b"], "a\u00a0\u00a0 \u00a0b"],
  ["of values collapses too", [value("x"), "|", value("x")], "a b |a b", { x: "a\n\n b " }],
  ["an empty value leaves the space", ["a ", value("x"), " b"], "a b", { x: "" }],
  ["a value of white space", ["a", value("x"), "b"], "a b", { x: "\n " }],
]);

table("separators", [
  ["line", ["a", BLOCK, "b"], "a\nb"],
  ["paragraph", ["a", PARAGRAPH, "b"], "a\n\nb"],
  ["margins collapse", ["a", BLOCK, PARAGRAPH, SPACE, BLOCK, PARAGRAPH, "b"], "a\n\nb"],
  ["line break", ["a", LINE, " b"], "a\nb"],
  ["two line breaks", ["a", LINE, LINE, "b"], "a\n\nb"],
  ["never more than one blank line", ["a", LINE, LINE, LINE, LINE, "b"], "a\n\nb"],
  ["line break at the end of a paragraph", ["a", LINE, PARAGRAPH, "b"], "a\n\nb"],
  ["line break at the end of a block", ["a", LINE, BLOCK, "b"], "a\nb"],
  ["cells", [BLOCK, "a", CELL, "b ", CELL, CELL, " c", BLOCK], "a | b | c"],
  ["an empty cell", ["a", CELL, " ", CELL, "c"], "a | c"],
  ["first cell empty", ["x", BLOCK, CELL, "b", CELL, BLOCK, "y"], "x\nb\ny"],
  ["a line beats a cell", ["a", CELL, LINE, "b"], "a\nb"],
  ["an absent section leaves no gap", ["a", PARAGRAPH, ["if", path("x"), ["b", PARAGRAPH], []], "c"], "a\n\nc"],
  [
    "a loop of paragraphs",
    [["each", path("x"), 0, [PARAGRAPH, value("this"), PARAGRAPH], []]],
    "a\n\nb",
    { x: ["a", "b"] },
  ],
]);

const link = (words: Source, href: Source) => ["link", words, href];

table("links", [
  ["words and URL", ["see ", link(["our ", "page"], ["https://x.y/"]), "."], "see our page <https://x.y/>."],
  ["same words", [link(["https://x.y/"], ["https://x.y/"])], "https://x.y/"],
  ["no words", ["a", PARAGRAPH, link([" "], ["https://x.y/"]), " b"], "a\n\nhttps://x.y/ b"],
  ["no words, mail", [link([], ["mailto:a@b.c"])], "a@b.c"],
  ["mail address", [link(["a@b.c"], ["mailto:a@b.c"])], "a@b.c"],
  ["mail", [link(["Ana"], ["MAILTO:a@b.c"])], "Ana <a@b.c>"],
  ["phone", [link(["call"], ["tel:+1555"])], "call <+1555>"],
  ["phone, encoded", [link(["call"], ["tel:+1%20555"])], "call <+1%20555>"],
  ["mail, encoded", [link(["Ana"], ["mailto:o%27b@c.d"])], "Ana <o%27b@c.d>"],
  ["mail with encoded lines", [link(["Ana"], ["mailto:a@b.c?body=%0A%3E"])], "Ana <a@b.c?body=%0A%3E>"],
  ["phone with spaces", [link([value("x")], ["tel:", value("x")])], "+1 555", { x: "+1 555" }],
  ["encoded", [link(["https://x.y/a b"], ["https://x.y/a%20b"])], "https://x.y/a b <https://x.y/a%20b>"],
  ["white space in a URL", [link(["a"], [" https://x.y/\n b "])], "a <https://x.y/ b>"],
  ["the scheme in the words", [link(["tel:+1555"], ["tel:+1555"])], "tel:+1555 <+1555>"],
  ["a broken escape", [link(["a"], ["https://x.y/%zz"])], "a <https://x.y/%zz>"],
  ["anchor", [link(["top"], ["#top"])], "top"],
  ["anchor without words", ["a ", link([], ["#"]), " b"], "a b"],
  ["nobody's address", [link(["top"], ["mailto:", value("x")])], "top", { x: "" }],
  ["nobody's number", ["a ", link([], [" TEL:", value("x")]), " b"], "a b", { x: " " }],
  ["no URL", [link(["top"], [" "])], "top"],
  ["separators inside", [link([BLOCK, "a ", BLOCK], ["https://x.y/"]), "b"], "a <https://x.y/>\nb"],
  ["words in two lines", [link(["a", LINE, "b"], ["https://x.y/"])], "a\nb <https://x.y/>"],
  [
    "values",
    [link([value("w")], ["https://x.y/", value("p", "url-component")])],
    "a b <https://x.y/c%20d>",
    { w: "a\nb", p: "c d" },
  ],
  ["in a quote", [["quote", "> ", [link(["https://x.y/"], ["https://x.y/"])]]], "> https://x.y/"],
]);

const list = (...items: Source) => ["list", null, items];
const item = (...body: Source) => ["item", body];

table("lists", [
  ["bullets", ["a", PARAGRAPH, list(item("b"), " ", item("c")), PARAGRAPH, "d"], "a\n\n- b\n- c\n\nd"],
  ["numbers", [["list", 9, [item("a"), item("b")]]], "9. a\n10. b"],
  ["an empty item writes nothing and counts", [["list", 1, [item("a"), item(" "), item("c")]]], "1. a\n3. c"],
  ["what follows starts a line", [list(item("a"), "b")], "- a\nb"],
  ["later lines are indented", [["list", 10, [item("a", LINE, "b", PARAGRAPH, "c")]]], "10. a\n    b\n\n    c"],
  ["nested", [list(item("a ", list(item("b", LINE, "c"))), item("d"))], "- a\n  - b\n    c\n- d"],
  ["nested numbers", [["list", 1, [item("a", ["list", 5, [item("b")]]), item("c")]]], "1. a\n   5. b\n2. c"],
  ["nested without own words", [list(item(list(item("a"), item("b"))))], "- - a\n  - b"],
  ["paragraphs in items", [list(item(PARAGRAPH, "a", PARAGRAPH), item(PARAGRAPH, "b", PARAGRAPH))], "- a\n\n- b"],
  ["an item without list", [item("a")], "- a"],
  [
    "loops and conditions count right",
    [["list", 1, [["each", path("x"), 0, [["if", path("this"), [item(value("this"))], []]], []], item("end")]]],
    "1. a\n2. b\n3. end",
    { x: ["a", "", "b"] },
  ],
]);

const quote = (...body: Source) => ["quote", "> ", body];

table("quotes", [
  ["one line", ["a", quote("b"), "c"], "a\n> b\nc"],
  ["blank lines inside", [quote("a", PARAGRAPH, "b")], "> a\n>\n> b"],
  ["blank lines around", ["a", PARAGRAPH, quote("b"), PARAGRAPH, "c"], "a\n\n> b\n\nc"],
  ["margins inside, around nothing", ["a", quote(PARAGRAPH, "b", PARAGRAPH), "c"], "a\n\n> b\n\nc"],
  ["two in a row", [quote("a"), PARAGRAPH, quote("b")], "> a\n\n> b"],
  ["in each other", [quote("a", PARAGRAPH, quote("b", PARAGRAPH, "c"))], "> a\n>\n> > b\n> >\n> > c"],
  ["a list in a quote", [quote(list(item("a", PARAGRAPH, "b")))], "> - a\n>\n>   b"],
  ["a quote in a list", [list(item("a", quote("b", PARAGRAPH, "c")))], "- a\n  > b\n  >\n  > c"],
  ["empty", ["a", quote(" "), "b"], "a\nb"],
]);

const pre = (...body: Source) => ["pre", body];

table("pre", [
  ["keeps lines and spaces", [pre("a  b\n\n\n  c\td")], "a  b\n\n\n  c\td"],
  ["keeps values", [pre("[", value("x"), "]")], "[a\n  b]", { x: "a\r\n  b" }],
  ["keeps the first indent", ["a", PARAGRAPH, pre("  b\n c"), PARAGRAPH], "a\n\n  b\n c"],
  ["drops blank lines at its edges", ["a", PARAGRAPH, pre("\n \n  b\n\n\n"), PARAGRAPH, "c"], "a\n\n  b\n\nc"],
  ["white space between pieces", [pre("a", "  ", "\n", "  ", "b")], "a  \n  b"],
  ["in a line", ["a ", pre("b  c "), "d"], "a b  c d"],
  ["lines are prefixed", [quote(pre("a\n\n  b"))], "> a\n>\n>   b"],
  ["in an item", [list(item("x", BLOCK, pre("a\n b")))], "- x\n  a\n   b"],
  ["line break", [pre("a", LINE, LINE, LINE, "b")], "a\n\n\nb"],
  ["blocks in it", [pre("a \n", PARAGRAPH, "  b ", BLOCK, " c")], "a\n\n  b\n c"],
  ["in a pre", [pre("a\n", pre("  b "), " c")], "a\n  b  c"],
  ["link", [pre(link(["a\nb"], ["https://x.y/"]))], "a\nb <https://x.y/>"],
]);

it("values write no separators, markers or links of their own", () => {
  const x = "- a | b\n\n> c <https://x.y/>";
  expect(layout([list(item(value("x")))], { x })).toBe("- - a | b > c <https://x.y/>");
});
