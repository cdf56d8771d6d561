import { describe, expect, test } from "vitest";
import { runCli } from "./run-cli.js";

const page = (body: string) => `---\nsubject: s\n---\n<html><body>${body}</body></html>`;
const FILES = {
  "templates/t/email.html": page("{{{body}}}{{#each items}}{{{note}}}{{/each}}<p>{{name}}</p>"),
  "templates/t/samples/default.json": JSON.stringify({
    body: "<b>B &amp; b</b>",
    items: [{ note: "<i>1</i>" }, { note: "<i>2</i>" }],
    name: "<u>",
  }),
};
const render = (...more: readonly string[]) => runCli(["render", "t", "--part", "html", ...more], { files: FILES });

describe("platen render", () => {
  test("refuses HTML that nobody vouches for, and says how to", async () => {
    const { code, stderr } = await render();
    expect(code).toBe(1);
    expect(stderr).toContain("`--trust-html body`");
    expect(stderr).toContain("`--trust-html items[].note`");
  });

  test("prints what --trust-html names, and nothing else", async () => {
    const { code, stdout } = await render("--trust-html", "body, items[].note");
    expect(code).toBe(0);
    expect(stdout).toContain("<b>B &amp; b</b><i>1</i><i>2</i><p>&#60;u&#62;</p>");
  });

  test("gives the text part the words", async () => {
    const { stdout } = await runCli(["render", "t", "--part", "text", "--trust-html", "body,items[].note"], {
      files: FILES,
    });
    expect(stdout).not.toContain("<b>");
    expect(stdout).toContain("B &amp; b");
  });

  test("trusted HTML stands in no other place", async () => {
    const { code, stderr } = await render("--trust-html", "body,items[].note,name");
    expect(code).toBe(1);
    expect(stderr).toContain("error[wrong-type]: `name` is trusted for another place");
  });

  test.each(["bdy", "items", "items.note", "body.x", "__proto__", ""])(
    "knows that there is no text at %j",
    async (path) => {
      const { code, stderr } = await render(`--trust-html=${path}`);
      expect(code).toBe(1);
      expect(stderr).toContain(`error[invalid-data]: the data has no text at \`${path}\``);
    },
  );

  test("takes data and artifacts", async () => {
    const data = { "vars.json": '{ "body": "<b>x</b>", "items": [], "name": "n" }' };
    const compiled = await runCli(["compile", "t"], { files: FILES });
    const files = { ...FILES, ...data, "t.json": compiled.stdout };
    for (const what of ["t", "t.json"]) {
      const argv = ["render", what, "--part", "html", "--data", "vars.json", "--trust-html", "body"];
      expect((await runCli(argv, { files })).stdout).toContain("<b>x</b><p>n</p>");
    }
  });
});

describe("platen check", () => {
  test("takes texts of samples for HTML", async () => {
    const { code, stdout } = await runCli(["check", "t"], { files: FILES });
    expect([code, stdout]).toEqual([0, "1 template, 1 sample: no problems\n"]);
  });

  test("still finds what is missing there", async () => {
    const files = { ...FILES, "templates/t/samples/default.json": '{ "items": [], "name": "n" }' };
    const { code, stderr } = await runCli(["check", "t"], { files });
    expect(code).toBe(1);
    expect(stderr).toContain("error[missing-variable]: `body` has no value");
  });
});
