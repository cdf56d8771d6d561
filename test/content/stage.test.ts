import { describe, expect, test } from "vitest";
import { markdownNotation } from "../../src/content/markdown-notation.js";
import { type Notation, type StagedContent, stageContent } from "../../src/content/stage.js";
import { TEXT_NOTATION } from "../../src/content/text-notation.js";
import { createSourceFile } from "../../src/source/source-file.js";
import type { ExpandedNode } from "../../src/syntax/nodes.js";
import { parse } from "../../src/syntax/parse.js";

const markdown = await markdownNotation();

function stage(text: string, notation: Notation): StagedContent {
  const { nodes } = parse({ source: createSourceFile("content.md", text), start: 0, end: text.length }, 100);
  // Without partials a tree is expanded already, but for the fields of blocks that only partials have.
  return stageContent(nodes.map(complete), notation);
}

function complete(node: object): ExpandedNode {
  const { body, otherwise, ...fields } = { body: [], otherwise: [], ...node };
  const arms = { hash: [], climb: 0, body: body.map(complete), otherwise: otherwise.map(complete) };
  return ("kind" in node ? { ...fields, ...arms } : node) as ExpandedNode;
}

/** The tags as they are written, and HTML around them. */
function write(nodes: readonly ExpandedNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === "Text") return node.value.replace(/\n/g, "");
      if (node.type === "Indented") return write(node.body);
      const { source, start, end } = node.span;
      if (node.type !== "Block") return source.text.slice(start, end);
      const otherwise = node.otherwise.length === 0 ? "" : `{{else}}${write(node.otherwise)}`;
      return `{{#${node.kind}}}${write(node.body)}${otherwise}{{/${node.kind}}}`;
    })
    .join("");
}

describe("Markdown with blocks becomes HTML with blocks", () => {
  test.each([
    ["a {{#if b}}**c**{{else}}d{{/if}}", "<p>a {{#if}}<strong>c</strong>{{else}}d{{/if}}</p>"],
    ["- a\n{{#if b}}\n- c\n{{/if}}\n", "<ul><li>a</li>{{#if}}<li>c</li>{{/if}}</ul>"],
    [
      "{{#each a}}\n- {{b}}\n{{/each}}\n",
      "{{#frame}}{{#each}}{{#if}}<ul>{{#enter}}{{#each}}<li>{{b}}</li>{{/each}}{{/enter}}</ul>{{/if}}{{/each}}{{/frame}}",
    ],
    ["{{#if a}}\nx\n{{else}}\n# y\n{{/if}}\n", "{{#if}}<p>x</p>{{else}}<h1>y</h1>{{/if}}"],
    ["x {{#each a}}{{b}}  \n{{/each}}end", "<p>x {{#each}}{{b}}<br>{{/each}}end</p>"],
    [
      "{{#if a}}\n- x\n{{/if}}\n{{#if b}}\n- y\n{{/if}}\n",
      "{{#if}}<ul><li>x</li>{{#if}}<li>y</li>{{/if}}</ul>{{else}}{{#if}}<ul><li>y</li></ul>{{/if}}{{/if}}",
    ],
  ])("%j", (text, expected) => {
    const staged = stage(text, markdown);
    expect(staged.diagnostics).toEqual([]);
    expect(write(staged.nodes)).toBe(expected);
  });
});

test("text with blocks becomes HTML with blocks", () => {
  const staged = stage("a <b>\n{{#each c}}\n{{d}}\n{{/each}}\n\nhttps://x.example/{{e}}.", TEXT_NOTATION);
  expect(write(staged.nodes)).toBe(
    '<p>a &#60;b&#62;{{#each}}<br>{{d}}{{/each}}</p><p><a href="https://x.example/{{e}}">https://x.example/{{e}}</a>.</p>',
  );
});

describe("too much for one piece", () => {
  test("blocks", () => {
    const { diagnostics } = stage(`- x\n${"{{#if a}}\n- y\n{{/if}}\n".repeat(40)}`, markdown);
    expect(diagnostics.map(({ code }) => code)).toEqual(["content-structure"]);
  });

  test("nesting", () => {
    expect(stage(`${">".repeat(200)} x`, markdown).diagnostics.map(({ code }) => code)).toEqual(["too-deep"]);
  });
});

/** Law 6: twice as long a content takes about twice as long. Ratios of the fastest of some runs are robust enough. */
test("time grows no faster than the content", { timeout: 120_000 }, () => {
  const unit = "# {{a}}\n\nHi {{#if b}}**{{c}}**{{else}}you{{/if}}\n\n{{#each d}}\n- {{e}}\n{{/each}}\n\nThe end.\n\n";
  const fastest = (times: number): number => {
    const text = unit.repeat(times);
    const runs = Array.from({ length: 4 }, () => {
      const start = performance.now();
      stage(text, markdown);
      return performance.now() - start;
    });
    return Math.min(...runs);
  };
  fastest(50);
  expect(fastest(400) / fastest(100)).toBeLessThan(10);
});
