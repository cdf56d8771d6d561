import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { decode } from "../../src/artifact/decode.js";
import { ArtifactError } from "../../src/artifact/index.js";
import { load } from "../../src/runtime/index.js";
import { sms as finishSms } from "../../src/sms/index.js";
import { isRefusal } from "../own-errors.js";
import { emailArtifact, path, smsArtifact, value } from "../runtime/build.js";

const EMAIL = emailArtifact({
  subject: ["Hi ", value("name", "header", 1)],
  html: [
    "<p>",
    ["each", path("items", 2), 0, [value("../name", "html"), ["if", path("@first"), ["x"], ["y"]]], ["none"]],
    ["with", path("@root.a"), 0, [["value", ["literal", "x"], "css", 3]], ["z"]],
    ["prefix", "  ", ["a\nb"]],
  ],
  text: [
    ["margin", 2],
    ["link", ["a", ["line"]], ["https://x.example/", value("name", "url-component")]],
    ["list", 3, [["item", ["b", ["cell"], "c"]]]],
    ["quote", "> ", [["pre", ["d"]]]],
  ],
  textMode: "layout",
});
const SMS = smsArtifact(["Hi ", value("name")]);

/** Code and message that decode throws. */
function refusal(json: unknown): { code: string; message: string; help: string } | undefined {
  try {
    decode(json);
    return undefined;
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    const { code, message, help } = error;
    return { code, message, help };
  }
}

function nested(depth: number): unknown[] {
  return depth === 1 ? [] : [["if", path("a"), nested(depth - 1), []]];
}

const sms = (text: unknown, more: object = {}) => ({ ...SMS, programs: { text }, ...more });
const email = (programs: object, more: object = {}) => ({
  ...EMAIL,
  programs: { ...EMAIL.programs, ...programs },
  ...more,
});

describe("decode", () => {
  test.each([
    ["an email", EMAIL],
    ["an SMS", SMS],
    ["no sender", { ...EMAIL, fromEmail: null }],
    ["properties of later versions", { ...SMS, contract: {} }],
    ["no positions", sms([], { positions: [] })],
    ["400 levels", sms(nested(400))],
  ])("accepts %s", (_, artifact) => {
    expect(decode(artifact)).toBe(artifact);
  });

  it("tells how to bring another format up to date", () => {
    expect(refusal({ ...SMS, platen: 2, name: "receipt" })).toEqual({
      code: "unsupported-artifact",
      message: "the artifact has format 2, and this version of Platen reads format 1",
      help: "compile it again: platen compile receipt -o FILE",
    });
    expect(refusal({ platen: 0 })?.help).toBe("compile it again: platen compile NAME -o FILE");
  });

  test.each<[name: string, json: unknown, fact: string]>([
    ["null", null, "it has no version `platen`"],
    ["an array", [], "it has no version `platen`"],
    ["text", "{}", "it has no version `platen`"],
    ["no version", {}, "it has no version `platen`"],
    ["no name", { ...SMS, name: 1 }, "`name` is not valid"],
    ["wrong madeBy", { ...SMS, madeBy: { a: 1 } }, "`madeBy` is not valid"],
    ["wrong sources", { ...SMS, sources: ["a"] }, "`sources` is not valid"],
    ["wrong strings", { ...SMS, strings: [1] }, "`strings` is not valid"],
    ["holes in strings", { ...SMS, strings: new Array(2) }, "`strings` is not valid"],
    ["wrong positions", { ...SMS, positions: [0, 1] }, "`positions` is not valid"],
    ["position in no source", { ...SMS, positions: [1, 1, 1] }, "`positions` is not valid"],
    ["line zero", { ...SMS, positions: [0, 0, 1] }, "`positions` is not valid"],
    ["wrong channel", { ...SMS, channel: "fax" }, "`channel` is not valid"],
    ["wrong programs", { ...SMS, programs: [] }, "item 0 of `text` is not valid"],
    ["no programs", { ...SMS, programs: null }, "`programs` is not valid"],
    ["wrong sender", { ...EMAIL, fromEmail: 1 }, "`fromEmail` is not valid"],
    ["two lines of sender", { ...EMAIL, fromEmail: "a@b.example\r\nBcc: c" }, "`fromEmail` is not valid"],
    ["wrong text mode", { ...EMAIL, textMode: "html" }, "`textMode` is not valid"],
    ["no program", email({ html: undefined }), "item 0 of `html` is not valid"],
    ["a string too many", sms([1000]), "item 0 of `text` is not valid"],
    ["half a string", sms([0.5]), "item 0 of `text` is not valid"],
    ["text in a program", sms(["a"]), "item 1 of `text` is not valid"],
    ["a hole in a program", sms(new Array(1)), "item 1 of `text` is not valid"],
    ["unknown operation", sms([["jump"]]), "item 1 of `text` is not valid"],
    ["inherited operation", sms([["toString"]]), "item 1 of `text` is not valid"],
    ["an operation in a list", sms([[["line"]]]), "item 1 of `text` is not valid"],
    ["a subject as CSS", sms([["header", [], "css"]]), "item 1 of `text` is not valid"],
    ["layout in an SMS", sms([["line"]]), "item 1 of `text` is not valid"],
    ["layout in HTML", email({ html: [["line"]] }), "item 1 of `html` is not valid"],
    ["layout in a URL", email({ text: [["link", [], [["line"]]]] }), "item 2 of `text` is not valid"],
    ["layout in a hand-written text", { ...EMAIL, textMode: "plain" }, "item 1 of `text` is not valid"],
    ["an SMS of another text mode", sms([0], { textMode: "html" }), "`textMode` is not valid"],
    [
      "an indented partial in a laid-out SMS",
      sms([["prefix", 0, []]], { textMode: "layout" }),
      "item 1 of `text` is not valid",
    ],
    ["layout in a header", email({ html: [["header", [["line"]], "html"]] }), "item 2 of `html` is not valid"],
    ["too few operands", sms([["if", path("a"), []]]), "item 1 of `text` is not valid"],
    ["unknown escape", sms([value("a", "js")]), "item 2 of `text` is not valid"],
    ["wrong position", sms([value("a", "html", 10)]), "item 2 of `text` is not valid"],
    ["wrong margin", email({ text: [["margin", 3]] }), "item 1 of `text` is not valid"],
    ["wrong start", email({ text: [["list", 1.5, []]] }), "item 1 of `text` is not valid"],
    [
      "an indented partial in a laid-out text",
      email({ text: [["prefix", "  ", []]] }),
      "item 1 of `text` is not valid",
    ],
    ["wrong prefix", sms([["prefix", "a", []]]), "item 1 of `text` is not valid"],
    ["401 levels", sms(nested(401)), "item 800 of `text` is not valid"],
    ["5000 levels", sms(nested(5000)), "item 800 of `text` is not valid"],
  ])("refuses %s", (_, json, fact) => {
    expect(refusal(json)).toEqual({
      code: "invalid-artifact",
      message: `this is not a valid artifact: ${fact}`,
      help: "give the JSON that `platen compile` wrote, unchanged",
    });
  });

  test.each([
    ["path", -1, [], 0],
    ["path", 0, [1], 0],
    ["path", 0, "a", 0],
    ["path", 0, [], 10],
    ["path", 0, []],
    ["path", 0, [], 0, 0],
    ["root", [], -1],
    ["root", 0],
    ["data", 0, "root", 0],
    ["data", 0.5, "key", 0],
    ["literal"],
    ["literal", {}],
    ["literal", undefined],
    ["literal", []],
    ["param", 0, 0, [], 10],
    ["param", 0, -1, [], 0],
    ["param", 0, 0, [1], 0],
    ["call", "x"],
    ["call", "x", [], []],
    ["call", 1, [], [], 0],
    ["call", "x", ["a"], [], 0],
    ["call", "x", [], ["a"], 0],
    ["call", "x", [], [["a"]], 0],
    ["call", "x", [], [["a", "b"]], 0],
    ["call", "x", [], [[1, ["literal", 1]]], 0],
    ["call", "x", [], [["a", ["literal", 1], 0]], 0],
    ["call", "x", [], new Array(1), 0],
    ["lookup", ["literal", 1], 0],
    ["lookup", ["literal", 1], "a", 0],
    ["toString"],
    [["literal"], 1],
    [],
  ])("refuses the expression %j %j %j %j %j", (...expression) => {
    expect(refusal(sms([["if", expression, [], []]]))?.message).toMatch(/item [234] of `text` is not valid$/);
  });

  test.each([
    ["path", 2, ["a"], 0],
    ["literal", null],
    ["param", 1, 0, ["a"], 0],
    [
      "call",
      "list",
      [
        ["path", 0, ["a"], 0],
        ["call", "x", [], [], 0],
      ],
      [["type", ["literal", "unit"]]],
      0,
    ],
    ["lookup", ["path", 0, [], 0], ["param", 0, 0, [], 0], 9],
  ])("accepts the expression %j %j %j %j %j", (...expression) => {
    expect(refusal(sms([["if", expression, [], []]]))).toBeUndefined();
  });

  it("ends for programs that contain themselves", () => {
    const loop: unknown[] = [];
    loop.push(["if", path("a"), loop, loop]);
    expect(refusal(sms(loop))?.code).toBe("invalid-artifact");
    let shared: unknown[] = [0];
    for (let level = 0; level < 150; level++) shared = [["if", path("a"), shared, shared]];
    expect(refusal(sms(shared))?.message).toContain("item 5000001 of `text`");
    let name: unknown[] = ["literal", 1];
    for (let level = 0; level < 150; level++) name = ["lookup", name, name, 0];
    expect(refusal(sms([["if", name, [], []]]))?.message).toContain("item 5000001 of `text`");
    const call: unknown[] = ["call", "x", [], [], 0];
    call[2] = [call];
    expect(refusal(sms([["if", call, [], []]]))?.message).toContain("item 401 of `text`");
  });
});

/** Replaces, removes or adds something at one place of a JSON value; the place is chosen by `steps`. */
function mutate(json: unknown, steps: readonly number[], change: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof json !== "object" || json === null || steps.length === 0) return change;
  const keys = Object.keys(json);
  const key = keys[step % (keys.length + 1)];
  if (Array.isArray(json)) {
    if (key === undefined) return [...json, change];
    if (change === undefined) return json.toSpliced(Number(key), 1);
    return json.with(Number(key), mutate(json[Number(key)], rest, change));
  }
  if (key === undefined) return { ...json, extra: change };
  return { ...json, [key]: mutate(Reflect.get(json, key), rest, change) };
}

describe("a damaged artifact", () => {
  const change = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      -1,
      0,
      1,
      2,
      99,
      0.5,
      "",
      "html",
      "if",
      "value",
      true,
      [],
      {},
      [[]],
      ["line"],
    ),
    fc.jsonValue(),
  );
  const steps = fc.array(fc.nat(12), { minLength: 1, maxLength: 8 });

  it.each([
    ["email", EMAIL],
    ["SMS", SMS],
  ])("is refused, or renders: %s", (_, artifact) => {
    let refused = 0;
    fc.assert(
      fc.property(steps, change, (at, replacement) => {
        try {
          load(decode(mutate(artifact, at, replacement)), { sms: finishSms }).render({
            name: "Ana",
            items: [1, 2],
            a: { b: 1 },
          });
        } catch (error) {
          expect(error instanceof ArtifactError || isRefusal(error)).toBe(true);
          if (error instanceof ArtifactError) refused++;
        }
      }),
      { numRuns: 5000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it("is refused whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => load(decode(json as unknown), { sms: finishSms })).toThrow(ArtifactError);
      }),
    );
  });
});
