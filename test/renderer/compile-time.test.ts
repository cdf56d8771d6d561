import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";
import { emailOf } from "../layout/judge.js";

/** Sources that took the square of their length: four times the length took sixteen times as long. */
const LENGTH = 100_000;
const email = (content: string) => ({ type: "email", subject: "s", content }) as const;

/** The better of two times in ms, at least so much that noise does not count. */
async function timeOf(compile: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 2; round++) {
    const begin = performance.now();
    await compile();
    times.push(performance.now() - begin);
  }
  return Math.max(250, Math.min(...times));
}

/** Linear growth comes to 4. */
async function growth(compile: (length: number) => Promise<unknown>): Promise<number> {
  const quarter = await timeOf(() => compile(LENGTH / 4));
  return (await timeOf(() => compile(LENGTH))) / quarter;
}

describe("compile time grows with the source", () => {
  test.each<[string, (length: number) => string]>([
    ["tags in a comment", (length) => `x<!--${"<mj-".repeat(length)}-->`],
    ["a word in a choice", (length) => `<p style="color:{{#if a}}${"a".repeat(length)}!{{else}}b{{/if}}">x</p>`],
    ["values in a style", (length) => `<p style="${"color:{{c}};".repeat(length / 10)}">x</p>`],
    ["values in one declaration", (length) => `<p style="width:${"'{{c}}'".repeat(length / 10)}">x</p>`],
    ["values in a URL", (length) => `<a href="https://a.example/${"{{c}}/".repeat(length / 10)}">x</a>`],
    ["brackets", (length) => `<p style="width:${"a(".repeat(length)}${"'{{c}}'".repeat(length / 10)}">x</p>`],
  ])("%s", async (_, html) => {
    const compile = (length: number) => createRenderer({ trust: "trusted" }).compileSafe(email(emailOf(html(length))));
    expect(await growth(compile)).toBeLessThan(10);
  });

  test.each<[string, (length: number) => string]>([
    ["tags", (length) => "<b>x</b>".repeat(length / 8)],
    ["tags that are refused", (length) => "<script>x</script>".repeat(length / 18)],
    ["values between letters", (length) => "a{{c}}".repeat(length / 20)],
    ["declarations", (length) => `<p style="${"color:red;".repeat(length / 10)}">x</p>`],
    ["elements that stay open", (length) => "<p><b>".repeat(length / 6)],
    ["an attribute of references", (length) => `<a href="https://a.example/${"&amp;".repeat(length / 5)}">x</a>`],
    [
      "attributes",
      (length) => `<p ${Array.from({ length: length / 10 }, (_, index) => `data-${index}=x`).join(" ")}>x</p>`,
    ],
    ["end tags of nothing", (length) => "</b>".repeat(length / 4)],
  ])("of authors who are not trusted: %s", async (_, html) => {
    const templates = { "t/email.html": "---\nsubject: s\n---\n<html><body>{{{@content}}}</body></html>" };
    const compile = (length: number) =>
      createRenderer({ templates }).compileSafe({ type: "email", template: "t", content: html(length) });
    expect(await growth(compile)).toBeLessThan(10);
  });

  test("rules times elements", async () => {
    const compile = (length: number) => {
      const count = Math.sqrt(length) * 2;
      const rules = Array.from({ length: count }, (_, index) => `.c${index} b{color:red}`).join("");
      const templates = {
        "t/email.html": `---\nsubject: s\n---\n<html><style>${rules}</style><body>${"<b>x</b>".repeat(count)}</body></html>`,
      };
      return createRenderer({ templates }).compileSafe({ type: "email", template: "t" });
    };
    // Four times the product of both.
    expect(await growth(compile)).toBeLessThan(10);
  });

  test("spaces in front matter", async () => {
    const compile = (length: number) => {
      const templates = { "t/email.mjml": `---\nsubject: a${" ".repeat(length)}b \n---\n${emailOf("a")}` };
      return createRenderer({ templates }).compile({ type: "email", template: "t" });
    };
    expect(await growth(compile)).toBeLessThan(10);
    expect((await compile(LENGTH)).render({}).subject).toBe("a b");
  });
});
