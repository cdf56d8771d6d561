import type { Hole } from "../../src/layout/punch.js";

/** Literal text and holes: `{{x}}`, `{{#if}}`, `{{#each}}`, `{{else}}`, `{{/}}`. Readers ask holes for nothing but this. */
export function partsOf(written: string): (string | Hole)[] {
  const blocks: unknown[] = [];
  return written
    .split(/(\{\{[^}]*\}\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const [, sign, name] = /^\{\{([#/]?)(\w*)\}\}$/.exec(part) ?? [];
      if (name === undefined) return part;
      if (sign === "#") blocks.push({ kind: name });
      const type = sign === "#" ? "open" : sign === "/" ? "close" : name === "else" ? "else" : "value";
      const node = type === "value" ? { type: "Value" } : blocks.at(-1);
      if (type === "close") blocks.pop();
      // The readers look at the type and at the node's kind only.
      return { type, token: name, branch: undefined, node } as unknown as Hole;
    });
}
