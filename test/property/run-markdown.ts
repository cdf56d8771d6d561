import fc from "fast-check";
import { createRenderer } from "../../src/index.js";
import { emailDifferences } from "../oracle/cases.js";
import { renderReference } from "../oracle/reference.js";
import { MARKDOWN_DATA, writeMarkdown } from "./markdown.js";

export interface MarkdownTally {
  equal: number;
  refused: number;
}

/** What a random Markdown may be refused for; nothing else is. */
const REFUSALS = new Set([
  "content-structure",
  "unbalanced-block",
  "unsafe-position",
  "lost-expression",
  "invalid-html",
]);

/**
 * Compares Markdown that is converted first and filled later with the reference, which fills first.
 *
 * @throws Error with the seed; its cause names the smallest Markdown in which they differ.
 */
export async function runMarkdown(parameters: fc.Parameters<[fc.GeneratorValue]>): Promise<MarkdownTally> {
  const tally: MarkdownTally = { equal: 0, refused: 0 };
  const law = fc.asyncProperty(fc.gen(), (g) => compareMarkdown(writeMarkdown(g), tally));
  await fc.assert(law, parameters);
  return tally;
}

/** @param spoil Changes what Platen compiles, and not what the reference is made of. */
export async function compareMarkdown(
  markdown: string,
  tally: MarkdownTally,
  spoil: (text: string) => string = (text) => text,
): Promise<void> {
  const fail = (fact: string, found: unknown): never => {
    throw new Error(`${fact}: ${JSON.stringify(found, null, 1)}\nMarkdown: ${JSON.stringify(markdown)}\n${markdown}`);
  };
  const files = { "t/email.html": "<div>{{{@content}}}</div>", "t/content.md": markdown };
  const templates = { ...files, "t/content.md": spoil(markdown) };
  const request = { type: "email", template: "t", subject: "S" } as const;
  const compiled = await createRenderer({ templates, trust: "trusted" }).compileSafe(request);
  if (!compiled.ok) {
    const other = compiled.diagnostics.filter(({ code, severity }) => severity === "error" && !REFUSALS.has(code));
    if (other.length > 0)
      fail(
        "refused for another reason",
        other.map(({ code, message }) => `${code}: ${message}`),
      );
    tally.refused++;
    return;
  }
  for (const variables of MARKDOWN_DATA) {
    const reference = await renderReference({ files, request, variables });
    const found = emailDifferences(compiled.message.render(variables), reference);
    if (found.length > 0) fail(`differs for ${JSON.stringify(variables)}`, found);
  }
  tally.equal++;
}
