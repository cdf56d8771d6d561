import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CATALOG } from "../src/diagnostics/catalog.js";

const README = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

test("the README explains every code, in the order and words of the catalogue", () => {
  const rows = [...README.matchAll(/^\| <a id="([a-z-]+)"><\/a>`\1` \| (.+?) \| .+ \| .+ \|$/gm)];
  expect(rows.map(([, code, meaning]) => [code, meaning])).toEqual(Object.entries(CATALOG));
});
