import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createRecent } from "../../src/compile/cache.js";
import { type CompileRequest, createRenderer } from "../../src/index.js";
import { FILES } from "../oracle/cases.js";

/** Contents that stand apart from their layout, and some that are a part of it. */
const CONTENTS = [
  "<p>Hi {{first_name}}</p>",
  "<p>Hi {{#if first_name}}{{first_name}}{{else}}you{{/if}}, <a href='{{url}}'>go</a></p>",
  "<ul>{{#each items}}<li class='tap'>{{this}}</li>{{/each}}</ul><table><tr><td>{{x}}</td><td>b</td></tr></table>",
  "<p>Grüße, {{name}} 🎉</p>",
  "  <h1>{{@subject}}</h1>  ",
  "<p class='{{#if x}}soft{{/if}}'>{{x}}</p>",
  "<style>p { color: red }</style><p>{{x}}</p>",
  "<p style='font-family: Lato'>{{x}}</p>",
  "<!--[if mso]>{{x}}<![endif]--><p>y</p>",
  "</div><div>{{x}}",
  "\u00a0{{x}}\u00a0",
  "{{x}}",
  "text only",
];
const requestOf = (content: string, subject = "News for {{first_name}}"): CompileRequest => ({
  type: "email",
  template: "announcement",
  subject,
  content,
});

async function artifactOf(renderer: ReturnType<typeof createRenderer>, request: CompileRequest): Promise<string> {
  const result = await renderer.compileSafe(request);
  return result.ok
    ? JSON.stringify(result.message.artifact)
    : JSON.stringify(result.diagnostics.map(({ code }) => code));
}

describe("compiling in a process that has compiled before", () => {
  const warm = createRenderer({ templates: FILES });

  test.each(CONTENTS)("gives the same bytes: %s", async (content) => {
    for (const subject of ["A", "B {{x}}"]) {
      const request = requestOf(content, subject);
      const fresh = await artifactOf(createRenderer({ templates: FILES }), request);
      expect(await artifactOf(warm, request)).toBe(fresh);
      expect(await artifactOf(warm, request)).toBe(fresh);
    }
  });

  test("also of whole templates", async () => {
    for (const template of ["receipt", "event-reminder", "receipt"]) {
      const request = { type: "email", template } as const;
      expect(await artifactOf(warm, request)).toBe(await artifactOf(createRenderer({ templates: FILES }), request));
    }
  });
});

describe("what changed is compiled anew", () => {
  const folder = mkdtempSync(join(tmpdir(), "platen-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const renderer = createRenderer({ templates: folder });
  const html = async (): Promise<string> => {
    const request = { type: "email", template: "t", subject: "s", content: "<p>{{x}}</p>" } as const;
    return (await renderer.compile(request)).render({ x: "value", size: "1px", foot: "F" }).html;
  };

  test.each([
    [
      "the template",
      "t/email.mjml",
      "layout: base\n---\n<mj-section><mj-column><mj-text>NEW {{{@content}}}</mj-text></mj-column></mj-section>",
    ],
    ["a partial", "partials/foot.mjml", "<mj-section><mj-column><mj-text>NEW</mj-text></mj-column></mj-section>"],
    [
      "the layout",
      "layouts/base.mjml",
      "<mjml><mj-body>{{{@content}}}<mj-raw><i>NEW</i></mj-raw>{{> foot}}</mj-body></mjml>",
    ],
    ["the theme", "theme.json", '{ "word": "NEW" }'],
  ])("%s", async (_, path, text) => {
    write("theme.json", '{ "word": "old" }');
    write(
      "partials/foot.mjml",
      "<mj-section><mj-column><mj-text>{{foot}} {{@theme.word}}</mj-text></mj-column></mj-section>",
    );
    write("layouts/base.mjml", "<mjml><mj-body>{{{@content}}}{{> foot}}</mj-body></mjml>");
    write(
      "t/email.mjml",
      "---\nlayout: base\n---\n<mj-section><mj-column><mj-text>{{{@content}}}</mj-text></mj-column></mj-section>",
    );
    const before = await html();
    expect(before).not.toContain("NEW");
    write(path, path === "t/email.mjml" ? `---\n${text}` : text);
    expect(await html()).toContain("NEW");
  });
});

describe("what is kept is bounded", () => {
  test("the least recently used goes first", () => {
    const recent = createRecent<number>(30);
    recent.set("a", 1, 10);
    recent.set("b", 2, 10);
    recent.set("c", 3, 10);
    expect(recent.get("a")).toBe(1);
    recent.set("d", 4, 10);
    expect(["a", "b", "c", "d"].map((letter) => recent.get(letter))).toEqual([1, undefined, 3, 4]);
  });

  test("what is too large is not kept", () => {
    const recent = createRecent<number>(5);
    recent.set("a", 1, 6);
    expect(recent.get("a")).toBeUndefined();
  });
});
