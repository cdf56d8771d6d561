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
    const compile = (length: number) => createRenderer().compileSafe(email(emailOf(html(length))));
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
