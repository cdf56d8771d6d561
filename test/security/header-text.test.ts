import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRenderer, RenderError, type RenderedEmail } from "../../src/index.js";
import { problems } from "../runtime/build.js";

const HEAD = "subject: Re {{x}}, or ={{x}}\npreheader: Pre {{x}}\nfrom_name: {{x}} of A@B (Shop)\n";

async function compile(head: string) {
  const templates = { "t/email.html": `---\n${head}---\n<html><body>{{@subject}}{{@preheader}}</body></html>` };
  return createRenderer({ templates }).compile({ type: "email", template: "t", from_email: "shop@example.com" });
}

const message = await compile(HEAD);
const linesOf = ({ subject, preheader, from }: RenderedEmail) => [subject, preheader, from.name];

/** What no header may hold: controls, line and paragraph separators, what reorders or hides text, broken characters. */
const FORBIDDEN =
  /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2060\uFEFF\xAD\p{Cs}\p{NChar}]|=\?[^\s?=]/u;

describe("subject, preheader and from name", () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom("\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\0", "\x1b", "\x7f", "\x9f", "Bcc: a@b.c"),
      fc.constantFrom("\u202e", "\u202a", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\xad", "\u2060", "\u061c"),
      fc.constantFrom("\ud800", "\udc00", "\ufdd0", "\uffff", "\u{1fffe}", "\u{e0041}", "\u3164", "\u180e"),
      fc.constantFrom("=?utf-8?q?", "=?", "=", "?", "=\0?", "=\u200b?utf-8?B?", "?=", "utf-8", "é", "a", " "),
    ),
  });

  test("are one line, whatever the values", () => {
    fc.assert(
      fc.property(hostile, (x) => {
        for (const line of linesOf(message.render({ x }))) expect(line).not.toMatch(FORBIDDEN);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    "Ana 🎉",
    "👩‍👩‍👧‍👦 ❤️",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "مرحبا بالعالم",
    "می‌خواهم",
    "שלום עולם",
    "नमस्ते क्‍ष",
    "한국어 日本語",
    "1+1=2? O’Neil & Co.",
  ])("leave %s as it is", (x) => {
    expect(linesOf(message.render({ x }))).toEqual([`Re ${x}, or =${x}`, `Pre ${x}`, `${x} of A@B (Shop)`]);
  });

  test("hold no encoded word, even of pieces", () => {
    expect(message.render({ x: "=?utf-8?B?SGk=?=" }).subject).toBe("Re = ?utf-8?B?SGk=?=, or == ?utf-8?B?SGk=?=");
    expect(message.render({ x: "?utf-8?B?SGk=?=" }).subject).toBe("Re ?utf-8?B?SGk=?=, or = ?utf-8?B?SGk=?=");
  });

  test("a from name has no address of a value, and keeps what the author wrote", () => {
    const nameOf = (x: string) => message.render({ x }).from.name;
    expect(nameOf('Eve" <eve@evil.example>, (x) [y]; a:b\\c＠d')).toBe(
      "Eve eve evil.example x y a b c d of A@B (Shop)",
    );
    expect(nameOf("Dr. Ana-María d'Arc")).toBe("Dr. Ana-María d'Arc of A@B (Shop)");
  });
});

test.each([
  "a",
  "a@b\r\nBcc: c@d",
  "Ana <a@b.c>",
  "a@b.c, d@e.f",
  "a@b c",
  "a@@b",
  "a\u202e@b.c",
  "a\u115f@b.c",
  "a@b\u3164.c",
])("the sender's address is not %j", async (from_email) => {
  const result = await createRenderer().compileSafe({
    type: "email",
    content: "<html></html>",
    subject: "x",
    from_email,
  });
  expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["invalid-address"]);
});

describe("List-Unsubscribe", () => {
  const ONE_CLICK = { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };

  test.each([
    ["nothing", "", {}, {}],
    [
      "an URL",
      "unsubscribe: https://a.example/u/{{t}}?l={{l}}\n",
      { t: "a/b", l: "ü&x" },
      { "List-Unsubscribe": "<https://a.example/u/a%2Fb?l=%C3%BC%26x>", ...ONE_CLICK },
    ],
    [
      "a whole URL",
      "unsubscribe: {{t}}\n",
      { t: "https://bücher.example/ü?a=1" },
      { "List-Unsubscribe": "<https://b%C3%BCcher.example/%C3%BC?a=1>", ...ONE_CLICK },
    ],
    ["http", "unsubscribe: http://a.example/{{t}}\n", { t: "x" }, { "List-Unsubscribe": "<http://a.example/x>" }],
    [
      "mailto",
      "unsubscribe: mailto:u@a.example?subject={{t}}\n",
      { t: "a b" },
      { "List-Unsubscribe": "<mailto:u@a.example?subject=a%20b>" },
    ],
    ["a condition", "unsubscribe: {{#if t}}https://a.example/{{t}}{{/if}}\n", { t: "" }, {}],
  ])("%s", async (_, line, variables, headers) => {
    const { render } = await compile(`subject: x\n${line}`);
    expect(render(variables).headers).toEqual(headers);
  });

  test("a layout gives it to its templates", async () => {
    const templates = {
      "layouts/base.html": "---\nunsubscribe: https://a.example/{{t}}\n---\n<html><body>{{{@content}}}</body></html>",
      "t/email.html": "---\nsubject: x\nlayout: base\n---\n<p>y</p>",
    };
    const email = await createRenderer({ templates }).compile({ type: "email", template: "t" });
    expect(email.render({ t: 1 }).headers).toMatchObject({ "List-Unsubscribe": "<https://a.example/1>" });
    expect(email.contract.properties.has("t")).toBe(true);
  });

  test("no value ends it, or leads elsewhere", async () => {
    const [part, whole] = [
      await compile("unsubscribe: https://a.example/u/{{t}}\n"),
      await compile("unsubscribe: {{t}}\n"),
    ];
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("..", ">\r\nBcc: x", "javascript:x", "//evil"),
    );
    const header = ({ render }: typeof part, t: string): string | undefined => {
      try {
        return render({ t }).headers["List-Unsubscribe"];
      } catch (error) {
        if (error instanceof RenderError) return undefined;
        throw error;
      }
    };
    fc.assert(
      fc.property(anything, (t) => {
        expect(header(part, t) ?? "<https://a.example/u/x>").toMatch(/^<https:\/\/a\.example\/u\/[\w.~%-]+>$/);
        expect(header(whole, t) ?? "<https:>").toMatch(/^<(?:https?|mailto|tel):[!-~]*>$/);
        expect(header(whole, t) ?? "<https:>").not.toMatch(/[<>].*[<>].+/);
      }),
    );
    expect(problems(() => whole.render({ t: "javascript:alert(1)" }))).toEqual(["unsafe-url t"]);
  });
});
