import { describe, expect, it, test } from "vitest";
import { toAtoms, toPieces } from "../../src/lower/atoms.js";
import { partAtHead, uniteHeads } from "../../src/lower/unite-heads.js";

/** The head for documents, each as head and body; undefined when there is none. */
function united(...documents: readonly (readonly [head: string, body: string])[]): string | undefined {
  const parted = documents.flatMap(([head, body]) => {
    const text = `<html>\n<head>\n${head}</head>\n<body>\n${body}\n</body>\n</html>`;
    return partAtHead(toAtoms([{ type: "static", text }])) ?? [];
  });
  expect(parted).toHaveLength(documents.length);
  const atoms = uniteHeads(parted);
  return (
    atoms &&
    toPieces(atoms)
      .map((piece) => (piece.type === "static" ? piece.text : "?"))
      .join("")
  );
}

const style = (css: string) => `<style type="text/css">\n${css}</style>\n`;
const media = (css: string) => style(`@media only screen and (min-width:480px) {\n${css}}\n`);
const fonts = (...names: readonly string[]) => {
  const urls = names.map((name) => `https://f.example/css?family=${name}:wght@400;700`);
  const links = urls.map((url) => `<link href="${url}" rel="stylesheet">\n`).join("");
  const imports = urls.map((url) => `@import url(${url});\n`).join("");
  return `<!--[if !mso]><!-->\n${links}${style(imports)}<!--<![endif]-->\n`;
};
const BASE = `<title></title>\n<!--[if !mso]><!-->\n<meta charset="utf-8">\n<!--<![endif]-->\n${style("p { margin:0; }\n")}`;
const A = ".a { width:1px; }\n";
const B = ".b, .b:hover { width:2px; }\n";
const C = '.c::after { content:"}"; }\n';

describe("heads of variants become one", () => {
  test.each<[name: string, heads: readonly string[], expected: string]>([
    ["equal ones", [BASE, BASE], BASE],
    ["rules side by side", [BASE + media(A), BASE + media(B)], BASE + media(A + B)],
    ["rules between rules", [media(A + C), media(A + B + C)], media(A + B + C)],
    ["rules in another order", [media(A + B), media(B + A)], media(A + B)],
    ["a style sheet", [BASE, BASE + style(A)], BASE + style(A)],
    [
      "style sheets beside another",
      [style(A) + style(C), style(A) + style(B) + style(C)],
      style(A) + style(B) + style(C),
    ],
    ["web fonts", [BASE + fonts("Lato") + style(A), BASE + style(A)], BASE + fonts("Lato") + style(A)],
    ["web fonts of each", [fonts("Lato"), fonts("Inter"), fonts("Inter", "Lato")], fonts("Lato", "Inter")],
    ["a hack of MJML's", [style(A), style(`${A}@goodbye { @gmail }\n`)], style(`${A}@goodbye { @gmail }\n`)],
  ])("%s", (_, heads, expected) => {
    expect(united(...heads.map((head) => [head, ""] as const))).toBe(expected);
  });
});

describe("what may touch another variant is refused", () => {
  const inB = '<p class="x b">';
  test.each<[name: string, one: readonly [string, string], other: readonly [string, string]]>([
    ["a rule for a class that the other has", [media(B), ""], [media(""), inB]],
    ["another rule for the same class", [style(B), inB], [style(".b { color:red; }\n"), inB]],
    ["the same rule for another medium", [media(B), inB], [style(B), inB]],
    ["a rule for any element", [style("p { color:red; }\n"), ""], [BASE, ""]],
    ["a rule for what has not a class", [style("p:not(.a) { color:red; }\n"), ""], [BASE, ""]],
    ["one selector of several", [style(".a, p { color:red; }\n"), ""], [BASE, ""]],
    ["a declaration of a font", [style("@font-face { font-family:A; }\n"), ""], [BASE, ""]],
    ["another element", [`${BASE}<meta name="a">\n`, ""], [BASE, ""]],
    ["another title", ["<title>a</title>\n", ""], ["<title>b</title>\n", ""]],
  ])("%s", (_, one, other) => {
    expect(united(one, other)).toBeUndefined();
    expect(united(other, one)).toBeUndefined();
  });

  it("unless it has the same rule for its own classes", () => {
    const [one, other] = [".m, .a { color:red; }\n", ".m, .c { color:red; }\n"];
    const body = '<p class="m">';
    expect(united([style(one), body], [style(other), body])).toBe(style(one + other));
    expect(united([style(one), body], [style(".m, .c { color:blue; }\n"), body])).toBeUndefined();
  });

  it("unless it is a class of another name that starts the same", () => {
    expect(united([style(B), ""], [style(A), '<p class="bb b-b">'])).toBe(style(B + A));
  });
});
