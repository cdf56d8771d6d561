import { describe, expect, expectTypeOf, it } from "vitest";
import type { EmailArtifact, SmsArtifact } from "../../src/artifact/artifact.js";
import { ArtifactError, decode } from "../../src/artifact/index.js";
import { type CompiledEmail, type CompiledMessage, type CompiledSms, load } from "../../src/runtime/index.js";
import { sms } from "../../src/sms/index.js";
import { emailArtifact, path, problems, smsArtifact, value } from "./build.js";

const ARTIFACT = emailArtifact({
  subject: [" Order\r\n", value("id", "header"), " for ", value("name", "header"), "  "],
  preheader: [["if", path("name"), ["Hello ", value("name", "header")], []]],
  fromName: ["The \u2028 Shop"],
  html: ["<p>", value("name", "html"), "</p>"],
  text: [["margin", 2], value("name"), ["margin", 2]],
  textMode: "layout",
});

describe("load", () => {
  it("renders all parts of an email", () => {
    expect(load(decode(ARTIFACT), { sms }).render({ id: 7, name: "Ana\r\n<b>\u202e" })).toEqual({
      channel: "email",
      subject: "Order 7 for Ana <b>",
      preheader: "Hello Ana <b>",
      from: { name: "The Shop", email: "shop@example.com" },
      html: "<p>Ana\n&#60;b&#62;\u202e</p>",
      text: "Ana <b>\u202e",
      headers: {},
      attachments: [],
      warnings: [],
    });
  });

  it("renders the same from JSON, every time, and changes nothing", () => {
    const json = JSON.stringify(ARTIFACT);
    const variables = { id: 7, name: "Ana" };
    const compiled = load(decode(ARTIFACT), { sms });
    const first = compiled.render(variables);
    expect(problems(() => compiled.render({}))).toEqual(["missing-variable id", "missing-variable name"]);
    expect(compiled.render(variables)).toEqual(first);
    expect(load(decode(JSON.parse(json)), { sms }).render(variables)).toEqual(first);
    expect(JSON.stringify(ARTIFACT)).toBe(json);
    expect(variables).toEqual({ id: 7, name: "Ana" });
  });

  it("leaves a hand-written text as it is", () => {
    const artifact = emailArtifact({ text: [" a \n\n\n", value("x"), " "] });
    expect(load(decode(artifact), { sms }).render({ x: "b" })).toMatchObject({ text: " a \n\n\nb " });
  });

  it("refuses what is not an artifact", () => {
    expect(() => load(decode({ ...ARTIFACT, strings: [] }), { sms })).toThrow(ArtifactError);
  });

  it("knows the channel from the type of the artifact", () => {
    const unknown = (artifact: unknown) => load(decode(artifact), { sms });
    const email = (artifact: EmailArtifact) => load(artifact);
    const text = (artifact: SmsArtifact) => load(artifact, { sms });
    expectTypeOf(unknown).returns.toEqualTypeOf<CompiledMessage>();
    expectTypeOf(email).returns.toEqualTypeOf<CompiledEmail>();
    expectTypeOf(text).returns.toEqualTypeOf<CompiledSms>();
  });

  it("cannot load an SMS without what counts its segments", () => {
    const artifact = decode(smsArtifact(["Hi"]));
    // @ts-expect-error what `decode` gives may be an SMS
    expect(() => load(artifact)).toThrow(TypeError);
  });
});
