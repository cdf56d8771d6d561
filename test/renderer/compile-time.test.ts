import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";
import { emailOf } from "../layout/judge.js";

/** Sources that took the square of their length; now all of them take a fraction of a second. */
const LENGTH = 100_000;
const email = (content: string) => ({ type: "email", subject: "s", content }) as const;

describe("compile time grows with the source", () => {
  test.each([
    ["tags in a comment", email(emailOf(`x<!--${"<mj-".repeat(LENGTH)}-->`))],
    ["a word in a choice", email(emailOf(`<p style="color:{{#if a}}${"a".repeat(LENGTH)}!{{else}}b{{/if}}">x</p>`))],
    ["values in a style", email(emailOf(`<p style="${"color:{{c}};".repeat(LENGTH / 10)}">x</p>`))],
    ["values in a URL", email(emailOf(`<a href="https://a.example/${"{{c}}/".repeat(LENGTH / 10)}">x</a>`))],
    ["brackets", email(emailOf(`<p style="width:${"a(".repeat(LENGTH)}${"'{{c}}'".repeat(LENGTH / 10)}">x</p>`))],
  ])("%s", async (_, request) => {
    const begin = performance.now();
    await createRenderer().compileSafe(request);
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  test("spaces in front matter", async () => {
    const templates = { "t/email.mjml": `---\nsubject: a${" ".repeat(LENGTH)}b \n---\n${emailOf("a")}` };
    const begin = performance.now();
    const message = await createRenderer({ templates }).compile({ type: "email", template: "t" });
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(message.render({}).subject).toBe("a b");
  });
});
