import { afterEach, describe, expect, test } from "vitest";
import { ESCAPERS } from "../../../src/runtime/escape.js";
import { HTML_ONLY, NO_ESCAPING } from "../controls.js";
import { cssTarget } from "./css-target.js";
import { headerTarget } from "./header-target.js";
import { parserTarget } from "./parser-target.js";
import { renderTarget } from "./render-target.js";
import { shrink } from "./shrink.js";
import { urlTarget } from "./url-target.js";

describe.each([headerTarget, parserTarget, urlTarget, cssTarget, renderTarget])("$name", ({ seeds, fields, judge }) => {
  test.each(seeds.map((seed) => [seed]))("holds its laws for %j", async (seed) => {
    expect(seed).toHaveLength(fields.length);
    expect(await judge(seed)).toBe(undefined);
  });
});

describe("inputs that broke a law once", () => {
  test.each([
    [headerTarget, ["", "\udb40\u{1fffe}\udc65"]],
    [parserTarget, ["\n\u2028{{v}}n"]],
    [parserTarget, ["{{#if}}{{else}}}{{/if}}"]],
    [parserTarget, ['{{#each "}}{{{{"}}{{/each}}']],
    [parserTarget, ["{{[}}{{{{]}}"]],
    [headerTarget, ["", "\u115f@a"]],
    [urlTarget, ["mailto:?", ""]],
    [urlTarget, ["tel://{{v}}", "010"]],
    [urlTarget, ["tel:{{#if}}/{{/}}{{#if}}/{{/}}{{v}}", "010"]],
    [cssTarget, ["r:{{#if}}{{v}}{{else}}b{{/}}()", "d"]],
  ])("$name: %j", async (target, input) => {
    expect(await target.judge(input)).toBe(undefined);
  });
});

describe("broken escapers break the laws", () => {
  const own = { ...ESCAPERS };
  afterEach(() => void Object.assign(ESCAPERS, own));

  test.each([
    [urlTarget, ["https://a.example/{{v}}", "x/y"]],
    [urlTarget, ["/a?b={{v}}", "&c=d"]],
    [urlTarget, ["mailto:{{v}}", "a@b.example?bcc=c@d.example"]],
    [cssTarget, ["color:{{v}};x:y", "red;a:b"]],
    [cssTarget, ["width:{{v}}px", "1px 2"]],
    [cssTarget, ["content:'{{v}}'", "\\"]],
    [cssTarget, ["background:url({{v}})", "https://a.example/)x("]],
  ])("$name: %j", async (target, input) => {
    expect(await target.judge(input)).toBe(undefined);
    for (const escapers of [NO_ESCAPING, HTML_ONLY]) {
      Object.assign(ESCAPERS, escapers);
      expect(await target.judge(input)).toMatch(/./);
    }
  });
});

test("what an input does not need is taken away", async () => {
  const fails = async ([, text = ""]: readonly string[]) => text.includes("b") && text.includes("d");
  expect(await shrink(["kind", "aaabbbcccddd"], renderTarget.fields.slice(1, 3), fails)).toEqual(["kind", "bd"]);
});
