import { expect, test } from "vitest";
import { render, value } from "./build.js";

test("a subject inside of a document is finished as a line, then escaped for its place", () => {
  const program = ["<p>", ["header", ["  a & ", value("x", "header"), "\n"], "html"], "</p>"];
  expect(render(program, { x: " <b>\r\n" })).toBe("<p>a &#38; &#60;b&#62;</p>");
});
