import { describe, expect, test } from "vitest";
import { emailOf, judge } from "./judge.js";

const VARIABLES = {
  x: "evil.example",
  u: "https://ok.example/a",
  yes: true,
  dots: "..",
  dot: ".",
  empty: "",
  list: ["a", ".."],
  hex: "2e",
  e: "e",
};

/** What becomes of a link's URL: the finished one, or the code that refuses it. */
async function href(url: string): Promise<string> {
  const html = await judge(emailOf(`<a href="${url}">L</a>`), VARIABLES);
  return /<a href="([^"]*)"/.exec(html)?.[1] ?? html;
}

describe("a value that would choose the host", () => {
  test.each([
    "https://{{x}}/",
    "https://shop.{{x}}",
    "https://a.example:{{x}}/",
    "//{{x}}",
    "/{{x}}",
    "https:/{{x}}/",
    "https:\\\\{{x}}/",
    "https:///{{x}}",
    // Character references are decoded before a URL is read.
    "/&#47;{{x}}",
    "/&sol;{{x}}",
    "/&bsol;{{x}}",
    "/&Tab;/{{x}}",
    "https://shop&#46;{{x}}",
    "https://shop&#46;{{x}}/a",
    "https://a&#64;{{x}}",
    "java&#115;cript:{{x}}",
    "/&{{x}};b",
    "/&#{{x}};b",
    "/&#4{{#if yes}}7;{{/if}}{{x}}",
    // Readers of URLs drop tabs and line ends.
    "/\t/{{x}}",
    "/\n/{{x}}",
    "https://\t/{{x}}",
    "https://&#x9;/{{x}}",
    "java\nscript:{{x}}",
    // Readers of URLs do not agree about hosts with other characters.
    "https://a b/{{x}}",
    "https://a.example\\\\{{x}}/",
    "https://a.example\\x/{{x}}",
    "https://a.example;/{{x}}",
    "https://a%2eb/{{x}}",
    "https://u@a.example/{{x}}",
  ])("%j", async (url) => {
    expect(await href(url)).toBe("unsafe-position");
  });
});

describe("a value that has its place", () => {
  test.each([
    ["https://a.example/{{x}}", "https://a.example/evil.example"],
    ["HTTPS://a.example:8080/{{x}}", "HTTPS://a.example:8080/evil.example"],
    ["https://münchen.example/{{x}}", "https://m&#252;nchen.example/evil.example"],
    ["https://[::1]/{{x}}", "https://[::1]/evil.example"],
    ["https://a.example?{{x}}", "https://a.example?evil.example"],
    ["https://a.example/?a=1&amp;b={{x}}", "https://a.example/?a=1&amp;b=evil.example"],
    ["https://a.example/?a=1&{{x}}=2", "https://a.example/?a=1&evil.example=2"],
    ["https://a.example&#47;x&#47;{{x}}", "https://a.example&#47;x&#47;evil.example"],
    ["https://a.example/a\n/{{x}}", "https://a.example/a\n/evil.example"],
    ["/a/{{x}}", "/a/evil.example"],
    ["?{{x}}", "?evil.example"],
    ["#{{x}}", "#evil.example"],
    ["{{u}}", "https://ok.example/a"],
    ["{{u}}/{{x}}", "https://ok.example/a/evil.example"],
    ["//a.example/static", "//a.example/static"],
  ])("%j", async (url, expected) => {
    expect(await href(url)).toBe(expected);
  });
});

describe("a segment of a path that could climb", () => {
  test.each([
    "https://a.example/x/{{dots}}",
    "https://a.example/x/{{dot}}/y",
    "https://a.example/x/{{empty}}/y",
    "https://a.example/x/{{#if yes}}{{dots}}{{/if}}",
    "https://a.example/x/y/{{#if yes}}{{dots}}{{/if}}/z",
    "https://a.example/x/{{#each list}}{{this}}/{{/each}}",
    "https://a.example/x/.{{dot}}",
    "https://a.example/x/{{dot}}.",
    "https://a.example/x/{{dot}}.{{empty}}",
    "https://a.example/x/{{empty}}{{dots}}",
    "https://a.example/x/%2e{{dot}}/",
    "https://a.example/x/.\n{{dot}}/",
    "https://a.example/x/y\\\\{{dots}}/",
    "https://a.example/x&#47;{{dots}}",
  ])("%j", async (url) => {
    expect(await href(url)).toMatch(/^unsafe-url$/);
  });

  test.each(["https://a.example/%{{hex}}", "https://a.example/.%2{{e}}"])("%j", async (url) => {
    expect(await href(url)).toBe("unsafe-position");
  });
});

describe("a segment of a path that cannot climb", () => {
  test.each([
    ["https://a.example/x-{{dots}}", "https://a.example/x-.."],
    ["https://a.example/{{dot}}x/", "https://a.example/.x/"],
    ["https://a.example/{{x}}{{empty}}", "https://a.example/evil.example"],
    ["https://a.example/{{x}}.{{empty}}", "https://a.example/evil.example."],
    ["https://a.example/{{dot}}-{{dot}}", "https://a.example/.-."],
    ["https://a.example/?a={{dots}}", "https://a.example/?a=.."],
  ])("%j", async (url, expected) => {
    expect(await href(url)).toBe(expected);
  });
});
