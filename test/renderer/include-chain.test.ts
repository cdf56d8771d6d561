import { expect, test } from "vitest";
import { toSarif } from "../../src/diagnostics/sarif.js";
import { createRenderer, type Diagnostic, diagnosticToJson, formatDiagnostic } from "../../src/index.js";

const layout = "<mjml><mj-body>\n{{> head}}\n{{{@content}}}</mj-body></mjml>";
const files = {
  "t/email.mjml": "---\nsubject: s\nlayout: base\n---\n<mj-section><mj-column>\n{{> card}}</mj-column></mj-section>",
  "layouts/base.mjml": layout,
  "partials/head.mjml": "",
  "partials/card.mjml": "<mj-text>\n  {{> inner}}</mj-text>",
  "partials/inner.mjml": "x",
};

async function chains(changed: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> {
  const result = await createRenderer({ templates: { ...files, ...changed } }).compileSafe({
    type: "email",
    template: "t",
  });
  return result.ok ? [] : result.diagnostics;
}

const places = (diagnostics: readonly Diagnostic[]) =>
  diagnostics
    .map(diagnosticToJson)
    .map(({ file, line, column, includedFrom = [] }) =>
      [{ file, line, column }, ...includedFrom]
        .map((place) => `${place.file}:${place.line}:${place.column}`)
        .join(" < "),
    );

test.each<[name: string, changed: Readonly<Record<string, string>>, expected: string]>([
  [
    "of a helper in a partial of a partial",
    { "partials/inner.mjml": "{{uper x}}" },
    "partials/inner.mjml:1:1 < partials/card.mjml:2:3 < t/email.mjml:6:1",
  ],
  [
    "of a mistake that only the finished HTML shows",
    { "partials/inner.mjml": "<a onclick='{{x}}'>x</a>" },
    "partials/inner.mjml:1:13 < partials/card.mjml:2:3 < t/email.mjml:6:1",
  ],
  [
    "of MJML in a partial of a layout",
    { "partials/head.mjml": "\n<mj-txt></mj-txt>" },
    "partials/head.mjml:2:1 < layouts/base.mjml:2:1 < t/email.mjml:3:9",
  ],
  ["of a layout", { "layouts/base.mjml": `${layout}{{uper x}}` }, "layouts/base.mjml:3:32 < t/email.mjml:3:9"],
  [
    "of syntax in a partial",
    { "partials/inner.mjml": "a\n{{#if x}}" },
    "partials/inner.mjml:2:1 < partials/card.mjml:2:3 < t/email.mjml:6:1",
  ],
  [
    "of an inline partial, which stands in the template",
    { "t/email.mjml": '---\nsubject: s\nlayout: base\n---\n{{#*inline "own"}}{{uper x}}{{/inline}}{{> own}}' },
    "t/email.mjml:5:19",
  ],
  [
    "of a partial block, which stands in the template",
    {
      "t/email.mjml": "---\nsubject: s\nlayout: base\n---\n{{#> box}}{{uper x}}{{/box}}",
      "partials/box.mjml": "{{> @partial-block}}",
    },
    "t/email.mjml:5:11",
  ],
  [
    "of a contract",
    {
      "t/contract.json": '{"properties":{"name":{}}}',
      "partials/inner.mjml": "{{nam}}",
    },
    "partials/inner.mjml:1:3 < partials/card.mjml:2:3 < t/email.mjml:6:1",
  ],
])("the chain %s", async (_, changed, expected) => {
  expect(places(await chains(changed))).toEqual([expected]);
});

test("is printed, and is in SARIF", async () => {
  const diagnostics = await chains({ "partials/inner.mjml": "{{uper x}}" });
  expect(diagnostics.map(formatDiagnostic).join()).toContain(
    [
      " | ^^^^^^^^^^",
      "  = included from partials/card.mjml:2:3",
      "  = included from t/email.mjml:6:1",
      "  = help: did you mean `upper`?",
    ].join("\n"),
  );
  const [result] = toSarif(diagnostics.map(diagnosticToJson), "1.0.0").runs[0].results;
  expect(result?.relatedLocations?.map(({ physicalLocation }) => physicalLocation)).toEqual([
    { artifactLocation: { uri: "partials/card.mjml" }, region: { startLine: 2, startColumn: 3 } },
    { artifactLocation: { uri: "t/email.mjml" }, region: { startLine: 6, startColumn: 1 } },
  ]);
});
