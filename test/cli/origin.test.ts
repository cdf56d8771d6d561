import { describe, expect, test } from "vitest";
import { findingOfCompile, findingOfRender, messageOrigin, templateOrigin } from "../../src/cli/origin.js";
import { createSourceFile } from "../../src/source/source-file.js";
import { memoryStore } from "../../src/templates/memory-store.js";

const store = memoryStore({ "receipt/email.mjml": "<p>\n  Hi {{user.name}}, {{#if a.b}}x{{/if}}\n</p>" });
const templates = templateOrigin(store, "./mail");
const message = messageOrigin(
  { path: "message.json", fields: { content: "Hi {{{x}}}", subject: undefined } },
  templates,
);

describe("problems of rendering", () => {
  const problem = { code: "missing-variable", message: "`user.name` has no value", path: "user.name" } as const;

  test.each([
    ["a tag", 6, "^^^^^^^^^^^^^"],
    ["a path in a tag", 8, "^^^^^^^^^"],
    ["a path in a block tag", 27, "^^^"],
    ["beyond the line", 90, "^"],
  ])("the frame marks %s", async (_, column, carets) => {
    const at = { file: "receipt/email.mjml", line: 2, column };
    const { text } = await findingOfRender({ ...problem, at }, templates);
    expect(
      text
        .split("\n")
        .at(-1)
        ?.replace(/^[ |]+/, ""),
    ).toBe(carets);
  });

  test("the whole of it", async () => {
    const at = { file: "receipt/email.mjml", line: 2, column: 6 };
    const { text, json } = await findingOfRender({ ...problem, at, help: "pass one" }, templates);
    expect(text).toBe(
      [
        "error[missing-variable]: `user.name` has no value",
        " --> ./mail/receipt/email.mjml:2:6",
        "  |",
        "2 |   Hi {{user.name}}, {{#if a.b}}x{{/if}}",
        "  |      ^^^^^^^^^^^^^",
        "  = help: pass one",
      ].join("\n"),
    );
    expect(json).toEqual({
      ...problem,
      severity: "error",
      help: "pass one",
      file: "./mail/receipt/email.mjml",
      line: 2,
      column: 6,
      endLine: 2,
      endColumn: 19,
    });
  });

  test("a source that is gone leaves the place", async () => {
    const at = { file: "receipt/gone.mjml", line: 2, column: 6 };
    const { text, json } = await findingOfRender({ ...problem, at }, templates);
    expect(text).toBe("error[missing-variable]: `user.name` has no value\n --> ./mail/receipt/gone.mjml:2:6");
    expect(json).toMatchObject({ file: "./mail/receipt/gone.mjml", line: 2, column: 6, path: "user.name" });
  });

  test("a problem without place", async () => {
    const { text, json } = await findingOfRender(problem, templates);
    expect(text).toBe("error[missing-variable]: `user.name` has no value");
    expect(json).toEqual({ ...problem, severity: "error" });
  });

  test("in a field of a message", async () => {
    const { text } = await findingOfRender({ ...problem, at: { file: "content", line: 1, column: 4 } }, message);
    expect(text).toContain(" --> message.json#content:1:4\n");
    expect(text).toContain("\n1 | Hi {{{x}}}\n  |    ^^^^^^^");
  });
});

test.each([
  ["content", "message.json#content"],
  ["subject", "./mail/subject"],
  ["constructor", "./mail/constructor"],
  ["receipt/email.mjml", "./mail/receipt/email.mjml"],
])("%s is shown as %s", (path, shown) => {
  expect(message.show(path)).toBe(shown);
});

test("a folder typed with its slash is not given a second one", () => {
  expect(templateOrigin(store, "mail/").show("a/b")).toBe("mail/a/b");
});

test("a diagnostic of the compiler keeps all but its path", () => {
  const source = createSourceFile("content", "{{a}} {{b}}");
  const diagnostic = {
    code: "unsafe-position",
    severity: "error",
    message: "no",
    span: { source, start: 6, end: 11 },
  } as const;
  expect(findingOfCompile(diagnostic, message).json).toMatchObject({
    code: "unsafe-position",
    file: "message.json#content",
    column: 7,
    endColumn: 12,
  });
});
