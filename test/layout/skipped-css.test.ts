import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";
import { emailOf } from "./judge.js";

/** How many rules of a style sheet are reported as not inlined. */
async function countSkipped(content: string): Promise<number> {
  const message = await createRenderer({ trust: "trusted" }).compile({ type: "email", subject: "s", content });
  return message.warnings.filter(({ code }) => code === "skipped-css").length;
}

const page = (css: string, body: string): string =>
  `<html><head><style>${css}</style></head><body id="body">${body}</body></html>`;

describe("rules for what only mail clients add are no surprise", () => {
  test.each([
    ["Gmail's `u`", "u + #body a { color: red }", "<p><a href='https://x.example'>x</a></p>"],
    ["an id that is not there", "#app + #body a { color: red }", "<p>x</p>"],
    ["a class that is not there", ".client ~ p { color: red }", "<p>x</p>"],
    ["Android's margins", 'div[style*="margin: 16px 0;"] { margin: 0 !important }', '<div style="margin:0">x</div>'],
    ["a property that no value can be", '[style*="margin: 16px"] { margin: 0 }', '<p style="color:{{color}}">x</p>'],
    ["Apple's links", "a[x-apple-data-detectors=true] { color: inherit }", "<a href='https://x.example'>x</a>"],
    [
      "two that no element has at once",
      "p.a[title=b]:first-child { color: red }",
      '<p class="a">x</p><p title="b">y</p>',
    ],
  ])("%s", async (_, css, body) => {
    expect(await countSkipped(page(css, body))).toBe(0);
  });
});

describe("rules that might style something are reported", () => {
  test.each([
    ["a neighbour", "h1 + p { color: red }", "<h1>x</h1><p>y</p>"],
    ["a place among siblings", "td:last-child { color: red }", "<table><tr><td>x</td></tr></table>"],
    ["an attribute", 'A[HREF^="https:"] { color: red }', "<a href='https://x.example'>x</a>"],
    ["an attribute with a value", "[title=a] { color: red }", '<p title="{{title}}">x</p>'],
    ["a style with a value", '[style*="margin: 16px"] { margin: 0 }', '<p style="margin: {{gap}}">x</p>'],
    ["one selector of two", "u + p, h1 + p { color: red }", "<h1>x</h1><p>y</p>"],
    ["any element", "h1 + * { color: red }", "<h1>x</h1><p>y</p>"],
  ])("%s", async (_, css, body) => {
    expect(await countSkipped(page(css, body))).toBe(1);
  });

  test("elements that MJML writes", async () => {
    const style = "<mj-style>td:last-child { color: red } u + p { color: red }</mj-style>";
    expect(await countSkipped(emailOf("<p>x</p>", style))).toBe(1);
  });
});
