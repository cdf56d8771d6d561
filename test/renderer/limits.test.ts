import { describe, expect, test } from "vitest";
import { type CompileRequest, createRenderer, LimitError, RenderError, type RendererOptions } from "../../src/index.js";

async function findings(content: string, options: RendererOptions = {}, type: "sms" | "email" = "sms") {
  const result = await createRenderer(options).compileSafe({ type, subject: "s", content } as CompileRequest);
  return result.ok ? [] : result.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const nested = (depth: number, inner = "x") => "{{#if a}}".repeat(depth) + inner + "{{/if}}".repeat(depth);
const chain = (depth: number) =>
  Object.fromEntries(
    Array.from({ length: depth }, (_, index) => [
      `partials/p${index}.txt`,
      index === depth - 1 ? "x" : `{{> p${index + 1}}}`,
    ]),
  );
const elements = (depth: number) =>
  `<mjml><mj-body><mj-raw>${"<div>".repeat(depth)}${"</div>".repeat(depth)}</mj-raw></mj-body></mjml>`;

/** A document of so many elements, with one rule. */
const sheet = (selector: string, elements: number) =>
  `<html><style>${selector}{color:red}</style><body>${"<br>".repeat(elements - 3)}</body></html>`;

describe("each limit has its default, and can be set", () => {
  test.each<[limit: string, most: string, more: string, options: RendererOptions, finding: string, type?: "email"]>([
    ["sourceLength", "abc", "abcd", { limits: { sourceLength: 3 } }, "too-large: `content` is longer than 3"],
    ["documentLength", "abc", "abcd", { limits: { documentLength: 3 } }, "too-large: the document grows longer than 3"],
    [
      "holes",
      "{{a}}{{b}}",
      "{{a}}{{b}}{{c}}",
      { limits: { holes: 2 } },
      "too-large: the message has more than 2 values",
    ],
    ["holes", "{{a}}".repeat(10_000), "{{a}}".repeat(10_000) + nested(1), {}, "too-large: the template has more"],
    [
      "pathLength",
      "{{../a}}",
      "{{../a.b}}",
      { limits: { pathLength: 2 } },
      "too-large: this path has more than 2 names",
    ],
    ["pathLength", `{{${"a.".repeat(49)}b}}`, `{{${"a.".repeat(50)}b}}`, {}, "too-large: this path has more than 50"],
    ["depth", nested(3), nested(4), { limits: { depth: 3 } }, "too-deep: blocks are nested deeper than 3"],
    ["depth", nested(100), nested(101), {}, "too-deep: blocks are nested deeper than 100"],
    [
      "depth",
      "{{#if (not (not a))}}{{/if}}",
      "{{#if (not (not (not a)))}}{{/if}}",
      { limits: { depth: 2 } },
      "too-deep: helpers are",
    ],
    [
      "partialDepth",
      "{{> p1}}",
      "{{> p0}}",
      { limits: { partialDepth: 2 }, templates: chain(3) },
      "too-deep: partials are nested deeper than 2",
    ],
    ["partialDepth", "{{> p1}}", "{{> p0}}", { templates: chain(51) }, "too-deep: partials are nested deeper than 50"],
    [
      "elementDepth",
      elements(2),
      elements(3),
      { limits: { elementDepth: 5 } },
      "too-deep: elements are nested deeper than 5",
      "email",
    ],
    [
      "ruleMatches",
      sheet("a, b", 5),
      sheet("a, b, c", 5),
      { limits: { ruleMatches: 10 }, trust: "trusted" },
      "too-large: 3 selectors for 5 elements are more than 10 matches",
      "email",
    ],
  ])("%s: %#", async (_, most, more, options, finding, type = undefined) => {
    expect(await findings(most, options, type)).toEqual([]);
    expect((await findings(more, options, type)).join()).toMatch(new RegExp(`^${finding}`));
  });

  test("holes of partials count each time", async () => {
    const templates = { "partials/p.txt": "{{a}}".repeat(10) };
    expect(await findings("{{> p}}".repeat(11), { limits: { holes: 100 }, templates })).toEqual([
      "too-large: the message has more than 100 values and blocks",
    ]);
  });

  test("rendering throws a LimitError", async () => {
    const message = await createRenderer().compile({ type: "sms", content: "{{#each list}}{{this}}{{/each}}" });
    const list = ["a", "b", "c"];
    for (const limits of [{ iterations: 2 }, { outputLength: 2 }]) {
      const render = () => message.render({ list }, { limits });
      expect(render).toThrow(LimitError);
      expect(render).toThrow(RenderError);
    }
    expect(() => message.render({})).not.toThrow(LimitError);
    expect(message.render({ list }, { limits: { iterations: 3, outputLength: 3 } }).text).toBe("abc");
  });
});

describe("rules times elements", () => {
  const limits = { ruleMatches: 20 };
  const page = (body: string, inline = "") =>
    `<mjml><mj-head><mj-style${inline}>.a{color:red}.a{color:red}</mj-style></mj-head><mj-body><mj-section><mj-column><mj-text>${body}</mj-text></mj-column></mj-section></mj-body></mjml>`;

  test.each(["", ' inline="inline"'])("of MJML%s", async (inline) => {
    const options: RendererOptions = { limits, trust: "trusted" };
    expect(await findings(page("<br>", inline), options, "email")).toEqual([]);
    expect((await findings(page("<br>".repeat(5), inline), options, "email")).join()).toMatch(
      /^too-large: 2 selectors/,
    );
  });

  test("of a content in a layout", async () => {
    const renderer = createRenderer({ templates: { "t/email.mjml": page("{{{@content}}}") }, limits });
    const codesOf = async (content: string) => {
      const result = await renderer.compileSafe({ type: "email", template: "t", subject: "s", content });
      return result.ok ? [] : result.diagnostics.map(({ code }) => code);
    };
    expect(await codesOf("<br>")).toEqual([]);
    expect(await codesOf("<br>".repeat(11))).toEqual(["too-large"]);
  });
});

/** The best of several times in ms. */
async function best(act: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const begin = performance.now();
    await act();
    times.push(performance.now() - begin);
  }
  return Math.min(...times);
}

describe("what is refused is refused early", () => {
  test.each([
    ["{{#if}}", (length: number) => "{{#if a}}".repeat(length / 9)],
    ["{{else if}}", (length: number) => `{{#if a}}${"{{else if a}}".repeat(length / 13)}{{/if}}`],
  ])("80 kB of nested %s in less than 50 ms, and 160 kB in no more", async (_, source) => {
    expect((await findings(source(80_000))).join()).toMatch(/^too-deep: blocks are nested deeper than 100/);
    expect(await best(() => findings(source(80_000)))).toBeLessThan(50);
    expect(await best(() => findings(source(160_000)))).toBeLessThan(50);
  });

  test("loops of n^4 stop in a time that does not grow with n", async () => {
    const content = `${"{{#each @root.list}}".repeat(4)}x${"{{/each}}".repeat(4)}`;
    const message = await createRenderer().compile({ type: "sms", content });
    const stop = (length: number) => {
      const list = Array(length).fill(0);
      return best(() => expect(() => message.render({ list })).toThrow(LimitError));
    };
    const short = await stop(60);
    expect(short).toBeLessThan(2000);
    // A thousand times the data; 5 ms are for noise.
    expect(await stop(60_000)).toBeLessThan(3 * short + 5);
  });
});
