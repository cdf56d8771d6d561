import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import type { ContentType } from "../../src/compile/request.js";
import { createRenderer } from "../../src/index.js";
import { emailDifferences } from "./cases.js";
import { differences } from "./compare.js";
import { DOCUMENTS, HTML, MARKDOWN, PLACES, SHARED, TEXTS } from "./content-corpus.js";
import { fillAndConvert, fillWithReferences } from "./contents.js";
import { CORPUS_VARIABLES } from "./corpus.js";
import { renderReference } from "./reference.js";
import type { TemplateFiles } from "./template-files.js";

/** Law 1 for contents: filling first, then converting, embedding and laying out. */
async function expectEqual(files: TemplateFiles, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const request = { type: "email", template: "t", ...fields } as const;
  const message = await createRenderer({ templates: files, trust: "trusted" }).compile(request);
  for (const [values, variables] of Object.entries(CORPUS_VARIABLES)) {
    const reference = await renderReference({ files, request, variables });
    expect(emailDifferences(message.render(variables), reference), values).toEqual([]);
  }
}

const inPlace = (template: string, file: string, content: string): TemplateFiles => ({
  ...SHARED,
  "t/email.mjml": template,
  [`t/${file}`]: content,
});

const TEXT_PLACE = PLACES["text"] ?? "";

describe("Markdown equals the reference", () => {
  it.each(Object.entries(MARKDOWN))("%s", (_, content) => expectEqual(inPlace(TEXT_PLACE, "content.md", content)));
});

describe("plain text equals the reference", () => {
  it.each(Object.entries(TEXTS))("%s", (_, content) => expectEqual(inPlace(TEXT_PLACE, "content.txt", content)));
});

const KINDS: readonly (readonly [type: ContentType, content: string])[] = [
  ["markdown", MARKDOWN["a list with a loop"] ?? ""],
  ["text", TEXTS["blocks"] ?? ""],
  ["html", HTML["fragment"] ?? ""],
  ["html", " <!-- c -->\n"],
  ["html", ""],
];

describe("contents equal the reference wherever they stand", () => {
  const cases = Object.entries(PLACES).flatMap(([place, template]) =>
    KINDS.map(([type, content]) => ({ place, type, content, template })),
  );
  it.each(cases)("$type in a $place: $content", ({ type, content, template }) =>
    expectEqual({ ...SHARED, "t/email.mjml": template }, { content, content_type: type }),
  );

  const components = Object.entries(PLACES).filter(([place]) => place !== "text");
  it.each(components)("components in a %s", (_, template) =>
    expectEqual({ "t/email.mjml": template }, { content: HTML["components"] ?? "" }),
  );

  it("columns in a body", () =>
    expectEqual(
      { "t/email.mjml": PLACES["body"] ?? "" },
      { content: "<mj-column><mj-text>{{name}}</mj-text></mj-column><mj-column />", content_type: "mjml" },
    ));
});

describe("HTML without MJML equals the reference", () => {
  it.each(Object.entries(DOCUMENTS))("%s", (_, html) =>
    expectEqual({ ...SHARED, "t/email.html": html, "t/content.md": MARKDOWN["a list that is a loop"] ?? "" }),
  );

  it("as the content of a message", async () => {
    const request = { type: "email", content: "<!doctype html><style>p{color:red}</style><p>{{name}}</p>" } as const;
    const message = await createRenderer({ trust: "trusted" }).compile(request);
    const variables = { name: "<x>" };
    const reference = await renderReference({ files: {}, request, variables });
    expect(emailDifferences(message.render(variables), reference)).toEqual([]);
  });
});

describe("templates with layouts equal the reference", () => {
  const layouts = {
    ...SHARED,
    "layouts/page.mjml": PLACES["body"]?.replace(/^---[\s\S]*?---\n/, "") ?? "",
    "layouts/plain.html": DOCUMENTS["a place for content"]?.replace(/^---[\s\S]*?---\n/, "") ?? "",
  };
  const front = (layout: string) => `---\nsubject: S\nlayout: ${layout}\n---\n`;
  it.each([
    ["email.md", "page", "# {{name}}\n\n{{#each items}}\n- {{name}}\n{{/each}}\n"],
    ["email.md", "plain", "# {{name}}\n\n{{#if on}}\nx\n{{/if}}\n"],
    ["email.html", "page", "<div>{{{@content}}}</div>"],
    ["email.html", "plain", "<div>{{{@content}}}</div>"],
    ["email.mjml", "page", "<mj-section><mj-column>{{{@content}}}</mj-column></mj-section>"],
  ])("%s in %s", (file, layout, body) =>
    expectEqual({ ...layouts, [`t/${file}`]: front(layout) + body, "t/content.txt": "c {{name}}\n\nd" }),
  );
});

describe("values with their characters written as references are the same", () => {
  const item = { name: "I *b* - x", note: "n _1_ n", parts: ["p*q"] };
  const variables = { ...CORPUS_VARIABLES["everything"], name: "A *b* _c_ [d](e) `f` <g> # h\\i", items: [item, item] };
  // In code a reference is no character; partials and theme are given to Handlebars elsewhere.
  const others = [
    "values in words",
    "code",
    "characters that are none of Markdown",
    "scopes and partials",
    "theme values",
  ];
  const cases = Object.entries(MARKDOWN).filter(([name]) => !others.includes(name));
  it.each(cases)("%s", (_, content) => {
    const fill = () => Handlebars.compile(content)(variables);
    expect(differences(fillWithReferences(fill), fillAndConvert("markdown", fill))).toEqual([]);
  });
});
