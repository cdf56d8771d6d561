import { expect, test } from "vitest";
import { toSarif } from "../../src/diagnostics/sarif.js";

test("findings as SARIF 2.1.0", () => {
  const log = toSarif(
    [
      {
        code: "unknown-variable",
        severity: "error",
        message: "`usr` is not in the contract",
        help: "did you mean `user`?",
        file: "templates/a b/email.mjml",
        line: 3,
        column: 5,
        endLine: 3,
        endColumn: 8,
      },
      { code: "missing-subject", severity: "warning", message: "the email has no subject" },
      { code: "unreadable-file", severity: "error", message: "cannot be read", file: "/x/y.json" },
      { code: "missing-subject", severity: "warning", message: "again", file: "./t/email.mjml", line: 1 },
    ],
    "1.2.3",
  );
  expect(log).toEqual({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "platen",
            version: "1.2.3",
            rules: [
              { id: "missing-subject", shortDescription: { text: "An email without a subject." } },
              { id: "unknown-variable", shortDescription: { text: "A variable that the contract does not have." } },
              { id: "unreadable-file", shortDescription: { text: "A file cannot be read." } },
            ],
          },
        },
        columnKind: "utf16CodeUnits",
        results: [
          {
            ruleId: "unknown-variable",
            ruleIndex: 1,
            level: "error",
            message: { text: "`usr` is not in the contract\nhelp: did you mean `user`?" },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "templates/a%20b/email.mjml" },
                  region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 8 },
                },
              },
            ],
          },
          {
            ruleId: "missing-subject",
            ruleIndex: 0,
            level: "warning",
            message: { text: "the email has no subject" },
          },
          {
            ruleId: "unreadable-file",
            ruleIndex: 2,
            level: "error",
            message: { text: "cannot be read" },
            locations: [{ physicalLocation: { artifactLocation: { uri: "file:///x/y.json" } } }],
          },
          {
            ruleId: "missing-subject",
            ruleIndex: 0,
            level: "warning",
            message: { text: "again" },
            locations: [{ physicalLocation: { artifactLocation: { uri: "t/email.mjml" }, region: { startLine: 1 } } }],
          },
        ],
      },
    ],
  });
});
