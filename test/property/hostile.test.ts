import { describe, expect, test } from "vitest";
import { checkHtml, runHostile } from "./hostile.js";

describe("hostile authors", () => {
  test("no text makes compiling or rendering throw anything but errors of Platen, or leaves its frame", async () => {
    const tally = await runHostile({ numRuns: 400, seed: 1 });
    // The law must not hold only because everything is refused.
    expect(tally.rendered).toBeGreaterThan(30);
  }, 300_000);

  test.each([
    ["<script>x</script>", "<script> came out"],
    ["<p onclick=x>", "the attribute onclick came out"],
    ["<a href='java\nscript:x'>", "a URL in href came out"],
    ["<p style='position:fixed'>", "CSS came out"],
    ["<div><div id=before>x</div></div><div id=after>y</div>", "the frame broke"],
    ["<div id=before>x</div><div id=after>yz</div>", "text moved"],
  ])("a result such as %j would be noticed", (html, message) => {
    expect(() => checkHtml(html, true)).toThrow(message);
  });
});
