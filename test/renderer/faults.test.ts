import { describe, expect, test } from "vitest";
import { type CompileRequest, createRenderer, type RendererOptions } from "../../src/index.js";
import { emailOf } from "../layout/judge.js";

/** What a compile finds wrong: codes and messages. */
async function findings(request: unknown, options: RendererOptions = {}): Promise<string[]> {
  // The request is what a caller without types may give.
  const result = await createRenderer({ trust: "trusted", ...options }).compileSafe(request as CompileRequest);
  return result.ok ? [] : result.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("a request that is none", () => {
  test.each([
    [undefined, ["invalid-message: the message is not an object"]],
    [null, ["invalid-message: the message is not an object"]],
    [{ type: "push" }, ["invalid-message: `type` is neither email nor sms"]],
    [{ type: "sms", content: null }, ["invalid-message: `content` is not a string"]],
    [
      { type: "email", template: {}, subject: 5 },
      ["invalid-message: `template` is not a string", "invalid-message: `subject` is not a string"],
    ],
  ])("%j", async (request, expected) => {
    expect(await findings(request)).toEqual(expected);
  });
});

describe("limits", () => {
  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 1.5])("%d is refused", (documentLength) => {
    expect(() => createRenderer({ limits: { documentLength } })).toThrow("the limit `documentLength` is not a whole");
  });

  test("one that is undefined has its default", async () => {
    // A caller without strict types may leave it so.
    const limits = { documentLength: undefined } as object;
    expect(await findings({ type: "sms", content: "hello" }, { limits })).toEqual([]);
    expect(await findings({ type: "sms", content: "a".repeat(1_000_001) }, { limits })).toHaveLength(1);
  });
});

describe("what types would have refused", () => {
  test.each([null, 5, "red", { color: [1] }])("the theme %j", async (theme) => {
    // A caller without types may give it.
    const [finding] = await findings({ type: "sms", content: "x" }, { theme } as object);
    expect(finding).toMatch(/^invalid-theme: `theme` holds something else/);
  });

  test.each([null, 5, {}])("the template text %j", async (text) => {
    const options = { templates: { "t/sms.txt": text } } as object;
    expect(await findings({ type: "sms", template: "t" }, options)).toEqual([
      "unreadable-file: the file `t/sms.txt` is not a string",
    ]);
  });
});

describe("styles that the inliner cannot read", () => {
  const head = "<mj-style>p{color:red}</mj-style>";
  test.each([
    ["a:(a:(", "broken CSS: a parenthesis is never closed"],
    ["&#x5c;:}", "broken CSS: `}` closes nothing"],
    ["a:)b", "broken CSS: `)` closes nothing"],
    ["a\\{a:(*/&#41;", "broken CSS: the inliner cannot read this style"],
    [`a:${"(".repeat(51)}${")".repeat(51)}`, "broken CSS: brackets are nested deeper than 50"],
  ])("%s", async (style, message) => {
    const content = emailOf(`<p style="${style}">x</p>`, head);
    expect(await findings({ type: "email", subject: "s", content })).toEqual([`invalid-css: ${message}`]);
  });

  test("css-tree does not read brackets that are open: after a longer source it never ended", async () => {
    const long = emailOf(`<p style="${"a:(b);".repeat(200)}">x</p>`, head);
    await findings({ type: "email", subject: "s", content: long });
    for (const style of ["[]&#41;a:(a", "[])a:(a", "a:b)c:(d"]) {
      const content = emailOf(`<p style="${style}">x</p>`, head.replace(">", ' inline="inline">'));
      expect((await findings({ type: "email", subject: "s", content })).join()).toContain("invalid-css");
    }
  });
});

describe("what is nested too deeply", () => {
  test.each([99, 2000, 20_000])("%d inline elements", async (count) => {
    const open = Array.from({ length: count }, (_, index) => `<p><i title="${index}">x</p>`).join("");
    const expected = count > 100 ? ["too-deep: more than 100 inline elements are left open"] : [];
    expect(await findings({ type: "email", subject: "s", content: emailOf(open) })).toEqual(expected);
  });

  test("inline elements that end with their cell are not counted", async () => {
    const cells = `<table><tr>${"<td><i>x</td>".repeat(200)}</tr></table>`;
    expect(await findings({ type: "email", subject: "s", content: emailOf(cells) })).toEqual([]);
  });

  test.each([500, 20_000])("%d brackets of a selector", async (count) => {
    const css = `${":not(".repeat(count)}a${")".repeat(count)}{color:red}`;
    const content = emailOf("a", `<mj-style>${css}</mj-style>`);
    expect((await findings({ type: "email", subject: "s", content })).join()).toMatch(/^(?:too-deep|invalid-css)/);
  });

  test("groups of a theme", async () => {
    const theme = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    const [finding] = await findings({ type: "sms", content: "x" }, { templates: { "theme.json": theme } });
    expect(finding).toMatch(/^invalid-theme/);
  });
});
