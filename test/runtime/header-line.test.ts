import { expect, test } from "vitest";
import { decode } from "../../src/artifact/index.js";
import { load } from "../../src/runtime/index.js";
import { emailArtifact, value } from "./build.js";

test("a subject inside of a document is finished as a line, then escaped for its place", () => {
  const artifact = emailArtifact({ html: ["<p>", ["header", ["  a & ", value("x", "header"), "\n"], "html"], "</p>"] });
  const { html } = load(decode(artifact)).render({ x: " <b>\r\n" }) as { readonly html: string };
  expect(html).toBe("<p>a &#38; &#60;b&#62;</p>");
});
