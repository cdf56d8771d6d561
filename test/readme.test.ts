import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CATALOG } from "../src/diagnostics/catalog.js";

const README = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

test("the README explains every code, in the order and words of the catalogue", () => {
  const rows = [...README.matchAll(/^\| <a id="([a-z-]+)"><\/a>`\1` \| (.+?) \| .+ \| .+ \|$/gm)];
  expect(rows.map(([, code, meaning]) => [code, meaning])).toEqual(Object.entries(CATALOG));
});

test("the README has the table of the benchmark, with all that is measured", () => {
  const [, table = ""] =
    /```\n(Platen \w+, Node [\s\S]*?)```/.exec(README.slice(README.indexOf("## Benchmarks"))) ?? [];
  const titles = [...table.matchAll(/^(?! )(?!Platen )(\S.*)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    expect.stringMatching(/^small: /),
    expect.stringMatching(/^medium: /),
    expect.stringMatching(/^large: /),
    expect.stringMatching(/^sms: /),
    "rendering, by variables",
    "rendering, by items of a loop",
    "the medium email, on all cores",
    "compiling the receipt",
    "a new content in a known layout",
    "compiling documents of",
    "from import to first message, in a process that runs",
    "importing",
    "process start to first message",
    "size",
  ]);
  expect(table).toContain("limit: joining finished pieces");
});
