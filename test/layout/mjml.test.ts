import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/index.js";
import { loadMjml } from "../../src/layout/mjml.js";

const BODY =
  '<mj-section><mj-column><mj-navbar hamburger="hamburger"><mj-navbar-link href="{{url}}">a</mj-navbar-link></mj-navbar><mj-carousel><mj-carousel-image src="{{image}}" alt="{{name}}" /><mj-carousel-image src="https://x.example/b.png" /></mj-carousel></mj-column></mj-section>';
const DOCUMENT = `<mjml><mj-body>${BODY}</mj-body></mjml>`;

describe("MJML's ids", () => {
  it("are the same in every compile of the same source", async () => {
    const compile = async () => {
      const files = { "t/email.mjml": `---\nsubject: S\n---\n${DOCUMENT}` };
      return JSON.stringify(
        (await createRenderer({ templates: files }).compile({ type: "email", template: "t" })).artifact,
      );
    };
    expect(await compile()).toBe(await compile());
  });

  it("differ within a document", async () => {
    const { html } = await loadMjml().convert(`<mjml><mj-body>${BODY}${BODY}</mj-body></mjml>`);
    const ids = [...html.matchAll(/<input type="checkbox" id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(2);
  });

  it("leave `Math.random` as it was", async () => {
    const { random } = Math;
    const converted = loadMjml().convert(DOCUMENT);
    expect(Math.random).toBe(random);
    await converted;
    await expect(loadMjml().convert("<mjml></mjml>")).rejects.toThrow();
    expect(Math.random).toBe(random);
  });
});
