import { describe, expect, test } from "vitest";
import { createSourceFile } from "../../src/source/source-file.js";
import { parse } from "../../src/syntax/parse.js";
import { preScan } from "../../src/syntax/pre-scan.js";
import { growthProblem } from "../security/guided/growth.js";

const bodyOf = (text: string) => ({ source: createSourceFile("t", text), start: 0, end: text.length });

describe("line and paragraph separators", () => {
  test.each([
    ["\n\u2028{{a}}b", ["Text:\n\u2028", "Value:{{a}}", "Text:b"]],
    ["\n\u2029 \u2028{{a}}b\n\u2028c{{d}}", ["Text:\n\u2029 \u2028", "Value:{{a}}", "Text:b\n\u2028c", "Value:{{d}}"]],
    ["\n\u2028{{{{raw}}}}{{x}}{{{{/raw}}}}", ["Text:\n\u2028", "Text:{{x}}"]],
    // The parser does not count it, and there is no space left to stand for it.
    ["\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000\u1680\u2028{{a}}", undefined],
  ])("are counted in %j", (text, expected) => {
    const { nodes, diagnostics } = parse(bodyOf(text), 100);
    const found = nodes.map(({ type, span }) => `${type}:${text.slice(span.start, span.end)}`);
    expect(diagnostics).toEqual([]);
    if (expected !== undefined) expect(found).toEqual(expected);
  });

  test("stay in what is written", () => {
    const { nodes } = parse(bodyOf('\u2028{{f "a\u2028b\u2029c"}}'), 100);
    expect(nodes.map((node) => node.type === "Value" && node.expression)).toMatchObject([
      false,
      { args: [{ value: "a\u2028b\u2029c" }] },
    ]);
  });
});

describe("braces in quotes and brackets", () => {
  test.each([
    "{{[}}{{{{]}}",
    "{{#each '}}{{{{'}}{{/each}}",
    '{{f "}} {{#if a}} \\" }}"}}',
    "{{f '\"}}{{/x}}' [a}}b]}}",
  ])("end no tag: %s", (text) => {
    const { nodes, diagnostics } = parse(bodyOf(text), 100);
    expect(diagnostics).toEqual([]);
    expect(nodes).toHaveLength(1);
  });

  test.each(['{{f "a}}', "{{#if a}}{{f 'a}}{{/if}}", "{{a.[b}}"])("have to end: %s", (text) => {
    expect(parse(bodyOf(text), 100).diagnostics.map(({ code }) => code)).toEqual(["syntax-error"]);
  });
});

describe("braces after a tag", () => {
  test.each(["{{else}}", "{{~ else }}", "{{^}}", "{{^ }}"])("are text after %s", (tag) => {
    const { nodes, diagnostics } = parse(bodyOf(`{{#if a}}b${tag}}c{{/if}}`), 100);
    expect(diagnostics).toEqual([]);
    expect(nodes).toMatchObject([{ otherwise: [{ type: "Text", value: "}c" }] }]);
  });

  test.each(["{{a}}}", "{{#if a}}}{{/if}}", "{{#if a}}{{/if}}}", "{{#if a}}{{else if b}}}{{/if}}"])(
    "are refused in %s",
    (text) => {
      expect(parse(bodyOf(text), 100).diagnostics.map(({ code }) => code)).toEqual(["syntax-error"]);
    },
  );
});

describe("the time of the scan grows with the text", () => {
  const scan = (text: string) => void preScan(bodyOf(text), 100);

  test.each([
    "{{a}}",
    "{{a}} (",
    "{{!-- a --}}",
    "{{#if a}}{{/if}}",
    '{{a \\"}}',
    "{{a 'b'}}",
    "\\{{a}}",
    "{{{{raw}}}}{{{{/raw}}}}",
  ])("%s", (text) => {
    expect(growthProblem(text, scan)).toBe(undefined);
  });

  test("which another one would not", () => {
    const square = (text: string) => {
      let found = 0;
      for (let at = text.indexOf("a"); at !== -1; at = text.indexOf("a", at + 1)) found += text.indexOf("\0", at);
      expect(found).toBeLessThan(0);
    };
    expect(growthProblem("a bcdefghi", square)).toMatch("time grows faster than the text");
  });
});
