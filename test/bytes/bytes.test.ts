import { describe, expect, it } from "vitest";
import { decode } from "../../src/artifact/index.js";
import { loadBytes } from "../../src/bytes/index.js";
import { createRenderer } from "../../src/index.js";
import { type EmailArtifact, load } from "../../src/runtime/index.js";
import { casesWith, TEMPLATE_ROOT } from "../oracle/cases.js";
import { emailArtifact, path, problems, type Source, value } from "../runtime/build.js";
import { bytesDifferences, decoded, loadBoth } from "./law.js";

const renderer = createRenderer({ templates: TEMPLATE_ROOT });
const samples = casesWith("email.mjml");

function artifactOf(parts: Parameters<typeof emailArtifact>[0]): EmailArtifact {
  return decode(emailArtifact(parts)) as EmailArtifact; // which is what was decoded
}

describe("every sample of a shipped template", () => {
  it.each(samples)("$name, in the memory that was given", async ({ template, variables }) => {
    const { artifact } = await renderer.compile({ type: "email", template });
    const both = loadBoth(artifact);
    expect(bytesDifferences(both, variables)).toEqual([]);
    const memory = new Uint8Array(1 << 18);
    const { html, text, subject } = both.bytes(memory, variables);
    expect([html.buffer, html.byteOffset]).toEqual([memory.buffer, 0]);
    expect([text.buffer, text.byteOffset]).toEqual([memory.buffer, html.length]);
    expect([subject.buffer, subject.byteOffset]).toEqual([memory.buffer, html.length + text.length]);
  });
});

const each = (...body: Source) => ["each", path("list"), 0, body, []];

describe("bytes", () => {
  const greeting = loadBytes(
    artifactOf({
      html: ["<p>", value("x", "html"), "</p>"],
      text: [value("x", "plain")],
      subject: ["For ", value("x", "header")],
    }),
  );

  it("lie one behind the other where the memory begins, and touch nothing outside of it", () => {
    const all = new Uint8Array(40).fill(0x2e);
    const { html, text, subject } = greeting.renderTo(all.subarray(4, 35), { x: "Ana" });
    const written = new TextDecoder().decode(all);
    expect(written.slice(0, 24)).toBe("....<p>Ana</p>AnaFor Ana");
    expect(written.slice(35)).toBe(".".repeat(5));
    expect([html, text, subject].map(({ byteOffset }) => byteOffset)).toEqual([4, 14, 17]);
  });

  it("have memory of their own where that is too small", () => {
    const memory = new Uint8Array(12);
    const email = greeting.renderTo(memory, { x: "Ana" });
    expect(decoded(email)).toMatchObject({ html: "<p>Ana</p>", text: "Ana", subject: "For Ana" });
    expect(email.html.buffer).not.toBe(memory.buffer);
  });

  it("know nothing of the message before", () => {
    const memory = new Uint8Array(100);
    const texts = ["Ana", "Bo", "A&B"].map((x) => decoded(greeting.renderTo(memory, { x })).html);
    expect(texts).toEqual(["<p>Ana</p>", "<p>Bo</p>", "<p>A&#38;B</p>"]);
  });

  it("come with the same errors", () => {
    expect(problems(() => greeting.renderTo(new Uint8Array(100), {}))).toEqual(["missing-variable x"]);
  });

  it("never call a getter, of an element either", () => {
    const fail = () => expect.fail("a getter was called");
    const list = Object.defineProperty([{}], 0, { get: fail });
    const loop = loadBytes(artifactOf({ html: [each(value("x", "html"))], text: [value("x", "plain")] }));
    const variables = Object.defineProperty({ list }, "x", { get: fail });
    const found = problems(() => loop.renderTo(new Uint8Array(100), variables));
    expect(found).toEqual(
      problems(() => load(artifactOf({ html: [each(value("x", "html"))], text: [value("x")] })).render(variables)),
    );
  });

  it("take nothing that is inherited", () => {
    const inherited = Object.create({ x: "inherited" });
    expect(problems(() => greeting.renderTo(new Uint8Array(100), inherited))).toEqual(["missing-variable x"]);
  });
});
