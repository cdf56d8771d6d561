import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sheetOf } from "../../src/layout/author-css.js";
import { compactPiece } from "../../src/layout/compact-html.js";
import { readStyleSheet } from "../../src/layout/css.js";
import { readHtml } from "../../src/layout/html.js";
import type { Tokenized } from "../../src/layout/html-token.js";
import { inlineInside } from "../../src/layout/inline-content.js";
import { inlineCss } from "../../src/layout/inline-css.js";
import type { Slot } from "../../src/layout/laid-out.js";

const CSS = `
  p, li { margin: 0 } .soft { color: gray } div .soft { color: silver !important } ul > li { padding: 1px }
  .around p { color: teal } .around > p { font-size: 15px } #one, a[href] { color: red } td { width: 5px; color: blue }
  span { background: url("a;b.png") } b { font-weight: bold !important } h1 p { color: lime } [title] { quotes: none }
`;
const TAGS = ["<table class='outer'>", "<tr>", "<td>", '<div class="around" style="color:#000">'];

function slot(): Slot {
  const nothing = { standard: undefined, outlook: undefined };
  const { inlinable } = readStyleSheet(CSS);
  const rest = { source: undefined, sheets: "kept", open: nothing, prefix: "zzz", length: 0 } as const;
  return { ...rest, tags: TAGS, rules: inlinable, styles: new Map() };
}

/** What the inliner makes of the content in the midst of its document. */
function byTheInliner(html: string): string | undefined {
  const document = `${TAGS.join("")}<!--content-->${html}<!--content--></div></td></tr></table>`;
  return inlineCss(document, sheetOf(slot().rules)).split("<!--content-->")[1];
}

/** Tokens as they are when the HTML is read anew. */
function expectTokens({ html, tokens }: Tokenized): void {
  expect(tokens).toEqual(readHtml(html).tokens);
}

const STYLE = 'style="color:pink; margin:1px !important; font-family:&quot;A B&quot;"';

/** Mostly what the inliner need not be asked for again, and now and then what it reads in a way of its own. */
const { content } = fc.letrec((tie) => ({
  content: fc.array(tie("part"), { maxLength: 4 }).map((parts) => parts.join("")),
  part: fc.oneof(
    { maxDepth: 4 },
    { weight: 12, arbitrary: fc.constantFrom("word", " a &amp; b ", "é", "<!--zzzab-->", "<br>") },
    { weight: 1, arbitrary: fc.constantFrom("a<b", "<br/>", "</p>", "<p>", "{{", "<!--[if mso]>x<![endif]-->") },
    { weight: 12, arbitrary: tie("element") },
  ),
  element: fc
    .tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom("div", "b", "span", "div", "a") },
        { weight: 4, arbitrary: fc.constantFrom("p", "h1", "ul><li", "table><tr><td") },
        { weight: 1, arbitrary: fc.constantFrom("li", "td", "tr", "B", "x-y") },
      ),
      fc.uniqueArray(
        fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom('class="soft"', 'id="one"', 'href="x?a=1&amp;b=2"', STYLE) },
          { weight: 1, arbitrary: fc.constantFrom("title='t'", 'title="style=&quot;"', "hidden", 'CLASS="soft"') },
        ),
        { maxLength: 2 },
      ),
      tie("content"),
    )
    .map(([names, attributes, inner]) => {
      const ends = names.split("><").map((name) => `</${name}>`);
      return `<${[names, ...attributes].join(" ")}>${inner}${ends.toReversed().join("")}`;
    }),
}));

describe("rules come to a content as the inliner brings them", () => {
  test.each([
    '<p class="soft">a</p><ul><li>b</li><li class="soft">c</li></ul>',
    '<p style="color:pink">a <b>b</b></p>',
    '<p style="color:pink" title="t">a</p>',
    "<div><p class='soft'>quotes of the other kind</p></div>",
    "<p>a<p>b",
    "<p>a<ul><li>b</ul>",
    "<b><p>a</b></p>",
    "<P>a</P>",
    '<a href="x"><a href="y">z</a></a>',
    '<p class="soft" class="other">a</p>',
  ])("%s", (html) => {
    expect(inlineInside(readHtml(html), slot())?.html).toBe(byTheInliner(html));
  });

  test("random contents, one after the other in the same place", () => {
    const place = slot();
    let known = 0;
    const law = fc.property(content as fc.Arbitrary<string>, (html) => {
      known += place.styles.size > 0 ? 1 : 0;
      const inlined = inlineInside(readHtml(html), place);
      if (inlined === undefined) return;
      // What the inliner would write otherwise, and does not touch, is left as it is.
      if (inlined.html !== html) expect(inlined.html).toBe(byTheInliner(html));
      else expect(byTheInliner(html)?.includes("style=") ?? false).toBe(html.includes("style="));
      expectTokens(inlined);
      expectTokens(compactPiece(inlined, 10_000));
    });
    fc.assert(law, { numRuns: 1000, seed: 11 });
    expect(known).toBeGreaterThan(900);
    expect(place.styles.size).toBeGreaterThan(50);
  });
});
