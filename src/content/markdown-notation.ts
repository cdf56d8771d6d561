import { loadMarkdown } from "./markdown.js";
import type { Notation } from "./stage.js";

/** Markdown, whose link definitions hold for the whole content. */
export async function markdownNotation(): Promise<Notation> {
  const markdown = await loadMarkdown();
  return {
    name: "Markdown",
    open(text) {
      const { starts, definitions } = markdown.outline(text);
      return {
        starts,
        declares: (part) => /^[ \t>]*\[[^\]]+\]:/m.test(part),
        toHtml: (part) => markdown.toHtml(part, definitions),
      };
    },
  };
}
