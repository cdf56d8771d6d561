import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeMarkdown } from "./markdown.js";
import { compareMarkdown, type MarkdownTally, runMarkdown } from "./run-markdown.js";

describe("random Markdown", { timeout: 240_000 }, () => {
  test("is the same converted before it is filled and after", async () => {
    const tally = await runMarkdown({ numRuns: 150, endOnFailure: true });
    expect(tally.equal).toBeGreaterThan(tally.refused);
  });
});

/** The comparison fires: Markdown that is filled otherwise than it was compiled is found out. */
describe("the comparison notices", { timeout: 120_000 }, () => {
  test.each([
    ["swapped branches", /\{\{([#/])if\b/g, "{{$1unless"],
    ["lists of another kind", /^1\. /gm, "- "],
    ["loose lists", /^- (.*)\n(?=-)/gm, "- $1\n\n"],
    ["lost emphasis", /\*\*/g, ""],
    ["a lost turn", /\{\{#each (?=items)/g, "{{#with "],
  ])("%s", async (_, pattern, replacement) => {
    const tally: MarkdownTally = { equal: 0, refused: 0 };
    const spoil = (text: string) =>
      text
        .replace(pattern, replacement)
        .replaceAll("{{/each}}", replacement.includes("with") ? "{{/with}}" : "{{/each}}");
    const run = fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        await compareMarkdown(writeMarkdown(g), tally, spoil);
      }),
      { numRuns: 300, seed: 1, endOnFailure: true },
    );
    await expect(run).rejects.toThrow("Property failed");
  });
});
