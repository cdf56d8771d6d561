import { describe, expect, it, test } from "vitest";
import { createRenderer, RenderError, type RendererOptions, type SmsRequest } from "../../src/index.js";

async function compile(request: Omit<SmsRequest, "type">, options: RendererOptions = {}) {
  const result = await createRenderer(options).compileSafe({ type: "sms", ...request });
  if (!result.ok) throw new Error(result.diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return result.message;
}

const codesOf = async (request: Omit<SmsRequest, "type">, options: RendererOptions = {}) => {
  const result = await createRenderer(options).compileSafe({ type: "sms", ...request });
  return (result.ok ? result.message.warnings : result.diagnostics).map(({ code }) => code);
};

describe("options for SMS", () => {
  it("are those of the rendering, then those of the renderer", async () => {
    const message = await compile({ content: "{{price}}" }, { sms: { alphabet: "telnyx", pricePerSegment: 0.1 } });
    expect(message.render({ price: "5 €" })).toMatchObject({ encoding: "UCS-2", cost: 0.1 });
    expect(message.render({ price: "5 €" }, { sms: { alphabet: "gsm" } })).toMatchObject({
      encoding: "GSM-7",
      cost: 0.1,
    });
  });

  it("keep a price for Germany in GSM-7", async () => {
    const message = await compile({ content: "Nur {{currency price 'EUR'}}, {{percent 0.25}} gespart" });
    const options = { locale: "de-DE" } as const;
    expect(message.render({ price: 1234.5 }, { ...options, sms: { smart: "off" } }).encoding).toBe("UCS-2");
    expect(message.render({ price: 1234.5 }, options)).toMatchObject({
      text: "Nur 1.234,50 €, 25 % gespart",
      encoding: "GSM-7",
      replaced: [{ codePoint: "U+00A0", count: 2, replacement: " " }],
    });
    // The space before the French sign of thousands is another one.
    expect(message.render({ price: 1234.5 }, { locale: "fr-FR" }).encoding).toBe("GSM-7");
  });

  it("make an MMS", async () => {
    const message = await compile({ content: "Hi {{name}}" });
    const sms = { mediaUrls: ["https://cdn.example/1.png"] };
    expect(message.render({ name: "😀" }, { sms })).toMatchObject({
      text: "Hi 😀",
      segments: 0,
      encoding: null,
      ...sms,
    });
  });

  it("refuse with a RenderError, after what is missing", async () => {
    const message = await compile({ content: "{{a}} {{b}} 😀" }, { sms: { smart: "strict" } });
    const codes = (variables: object) => {
      try {
        message.render({ ...variables });
      } catch (error) {
        if (error instanceof RenderError) return error.problems.map(({ code }) => code);
      }
      return [];
    };
    expect(codes({})).toEqual(["missing-variable", "missing-variable"]);
    expect(codes({ a: 1, b: 2 })).toEqual(["not-gsm"]);
  });
});

describe("a content", () => {
  it("is text unless it is said to be HTML", async () => {
    const content = "<p>Hi <b>{{name}}</b></p>";
    expect((await compile({ content })).render({ name: "Ana" }).text).toBe("<p>Hi <b>Ana</b></p>");
    expect((await compile({ content, content_type: "html" })).render({ name: "A & <i>" }).text).toBe("Hi A & <i>");
  });

  it("of HTML becomes a text like the text part of an email", async () => {
    const content = `<style>p { color: red }</style><h1>Order {{id}}</h1>
      <p>Caf&eacute;<br>{{#if late}}Late{{else}}On time{{/if}}</p>
      <ul>{{#each items}}<li>{{this}}</li>{{/each}}</ul>
      <p><a href="https://x.example/?q={{id}}">Track</a> STOP</p>`;
    const message = await compile({ content, content_type: "html" });
    expect(message.artifact.textMode).toBe("layout");
    expect(message.warnings).toEqual([]);
    expect(message.render({ id: "a b", late: false, items: ["x", "y"] }).text).toBe(
      "Order a b\n\nCafé\nOn time\n\n- x\n- y\n\nTrack <https://x.example/?q=a%20b> STOP",
    );
    const bare = message.render({ id: 1, late: true, items: [] }).text;
    expect(bare).toBe("Order 1\n\nCafé\nLate\n\nTrack <https://x.example/?q=1> STOP");
  });

  it("of Markdown, too", async () => {
    const message = await compile({
      content: "Hi **{{name}}**,\n\n{{#each items}}\n- {{this}}\n{{/each}}",
      content_type: "markdown",
    });
    expect(message.render({ name: "*A*", items: [1, 2] }).text).toBe("Hi *A*,\n\n- 1\n- 2");
  });

  it("of HTML may change with a condition what is shown", async () => {
    const content = `<p class="{{#if a}}x{{else}}y{{/if}}">A</p>{{#if a}}<p hidden>B</p>{{/if}}<p>C</p>`;
    const message = await compile({ content, content_type: "html" });
    expect(message.render({ a: true }).text).toBe("A\n\nC");
  });

  it.each<[content: string, code: string]>([
    ["<p>{{#if a}}<b>{{/if}}x</p>", "unbalanced-block"],
    ["<p class={{a}}>x</p>", "unsafe-position"],
    ["<p", "invalid-html"],
    ["{{a", "syntax-error"],
  ])("of HTML is refused as in an email: %s", async (content, code) => {
    expect(await codesOf({ content, content_type: "html" })).toContain(code);
  });

  it("cannot be MJML", async () => {
    // @ts-expect-error from code without types
    const result = await createRenderer().compileSafe({ type: "sms", content: "x", content_type: "mjml" });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "invalid-message" }] });
  });
});

describe("opt-out", () => {
  test.each<[content: string, marketing: boolean | undefined]>([
    ["See https://x.example", undefined],
    ["See www.x.example", undefined],
    ["See {{shop.url}}", undefined],
    ["{{#each items}}{{trackingUrl}}{{/each}}", undefined],
    ["Sale!", true],
    ["Do not stop at https://x.example", undefined],
  ])("is missing in %j", async (content, marketing) => {
    const flag = marketing === undefined ? {} : { marketing };
    expect(await codesOf({ content, ...flag })).toEqual(["missing-opt-out"]);
  });

  test.each<[content: string, marketing: boolean | undefined]>([
    ["Your code is {{code}}", undefined],
    ["Curls and {{curl}}", undefined],
    ["See https://x.example", false],
    ["https://x.example Reply STOP to opt out", undefined],
    ["https://x.example txt 'stop' or text stop to quit", true],
    ["https://x.example/abmelden: Abmeldung", undefined],
    ["https://x.example {{unsubscribe_url}}", undefined],
    ["https://x.example {{#if eu}}Opt-out: {{code}}{{/if}}", undefined],
  ])("is not missing in %j", async (content, marketing) => {
    const flag = marketing === undefined ? {} : { marketing };
    expect(await codesOf({ content, ...flag })).toEqual([]);
  });

  it("is asked for, or not, where the front matter of the template says so", async () => {
    const templates = {
      "a/sms.txt": "---\nmarketing: true\n---\nSale!",
      "b/sms.txt": "---\nmarketing: false\n---\nYour receipt: https://x.example",
      "c/sms.txt": "---\nmarketing: no\n---\nHi",
    };
    expect(await codesOf({ template: "a" }, { templates })).toEqual(["missing-opt-out"]);
    expect(await codesOf({ template: "b" }, { templates })).toEqual([]);
    expect(await codesOf({ template: "b", marketing: true }, { templates })).toEqual(["missing-opt-out"]);
    expect(await codesOf({ template: "c" }, { templates })).toEqual(["bad-front-matter"]);
  });

  it("is asked for where the contract says that a variable is an address", async () => {
    const templates = { "t/sms.txt": "See {{page}}", "t/contract.json": '{"properties":{"page":{"format":"uri"}}}' };
    expect(await codesOf({ template: "t" }, { templates })).toEqual(["missing-opt-out"]);
  });
});
