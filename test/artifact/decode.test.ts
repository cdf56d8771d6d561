import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { decode } from "../../src/artifact/decode.js";
import { ArtifactError, load, RenderError } from "../../src/runtime/index.js";
import { emailArtifact, path, smsArtifact, value } from "../runtime/build.js";

const EMAIL = emailArtifact({
  subject: ["Hi ", value("name", "header", 1)],
  html: [
    "<p>",
    ["each", path("items", 2), [value("../name", "html"), ["if", path("@first"), ["x"], ["y"]]], ["none"]],
    ["with", path("@root.a"), [["value", ["literal", "x"], "css", 3]], ["z"]],
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
    ["no name", { ...SMS, name: 1 }, "`name` is not a string"],
    ["wrong madeBy", { ...SMS, madeBy: { a: 1 } }, "`madeBy` holds no strings"],
    ["wrong sources", { ...SMS, sources: ["a"] }, "`sources` does not hold paths and checksums"],
    ["wrong strings", { ...SMS, strings: [1] }, "`strings` does not hold strings"],
    ["holes in strings", { ...SMS, strings: new Array(2) }, "`strings` does not hold strings"],
    ["wrong positions", { ...SMS, positions: [0, 1] }, "`positions` does not hold source, line and column"],
    ["position in no source", { ...SMS, positions: [1, 1, 1] }, "`positions` does not hold source, line and column"],
    ["line zero", { ...SMS, positions: [0, 0, 1] }, "`positions` does not hold source, line and column"],
    ["wrong channel", { ...SMS, channel: "fax" }, "`channel` is neither email nor sms"],
    ["wrong programs", { ...SMS, programs: [] }, "`programs` is not an object"],
    ["wrong sender", { ...EMAIL, fromEmail: 1 }, "`fromEmail` is not an address"],
    ["two lines of sender", { ...EMAIL, fromEmail: "a@b.example\r\nBcc: c" }, "`fromEmail` is not an address"],
    ["wrong text mode", { ...EMAIL, textMode: "html" }, "`textMode` is neither layout nor plain"],
    ["no program", email({ html: undefined }), "in program `html`, something is not a list of instructions"],
    ["a string too many", sms([1000]), "in program `text`, a string is missing"],
    ["half a string", sms([0.5]), "in program `text`, a string is missing"],
    ["text in a program", sms(["a"]), "in program `text`, something is not an instruction"],
    ["a hole in a program", sms(new Array(1)), "in program `text`, something is not an instruction"],
    ["a subject as CSS", sms([["header", [], "css"]]), "in program `text`, `header` has a wrong line"],
    ["unknown operation", sms([["jump"]]), "in program `text`, an operation is unknown or not allowed here"],
    ["inherited operation", sms([["toString"]]), "in program `text`, an operation is unknown or not allowed here"],
    ["layout in an SMS", sms([["line"]]), "in program `text`, an operation is unknown or not allowed here"],
    ["layout in HTML", email({ html: [["line"]] }), "in program `html`, an operation is unknown or not allowed here"],
    [
      "layout in a URL",
      email({ text: [["link", [], [["line"]]]] }),
      "in program `text`, an operation is unknown or not allowed here",
    ],
    [
      "layout in a hand-written text",
      { ...EMAIL, textMode: "plain" },
      "in program `text`, an operation is unknown or not allowed here",
    ],
    ["too few operands", sms([["if", path("a"), []]]), "in program `text`, `if` has the wrong number of operands"],
    ["unknown escape", sms([value("a", "js")]), "in program `text`, `value` has a wrong escape"],
    ["wrong position", sms([value("a", "html", 10)]), "in program `text`, `value` has a wrong expression"],
    ["wrong margin", email({ text: [["margin", 3]] }), "in program `text`, `margin` has a wrong margin"],
    ["wrong start", email({ text: [["list", 1.5, []]] }), "in program `text`, `list` has a wrong start"],
    ["wrong prefix", sms([["prefix", "a", []]]), "in program `text`, `prefix` has a wrong string"],
    ["401 levels", sms(nested(401)), "in program `text`, instructions are nested deeper than 400"],
    ["5000 levels", sms(nested(5000)), "in program `text`, instructions are nested deeper than 400"],
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
    ["call", "x"],
    [],
  ])("refuses the expression %j %j %j", (...expression) => {
    expect(refusal(sms([["if", expression, [], []]]))?.message).toContain("`if` has a wrong expression");
  });

  it("ends for programs that contain themselves", () => {
    const loop: unknown[] = [];
    loop.push(["if", path("a"), loop, loop]);
    expect(refusal(sms(loop))?.code).toBe("invalid-artifact");
    let shared: unknown[] = [0];
    for (let level = 0; level < 150; level++) shared = [["if", path("a"), shared, shared]];
    expect(refusal(sms(shared))?.message).toContain("more than 5000000 instructions");
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
          load(mutate(artifact, at, replacement)).render({ name: "Ana", items: [1, 2], a: { b: 1 } });
        } catch (error) {
          expect(error instanceof ArtifactError || error instanceof RenderError).toBe(true);
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
        expect(() => load(json)).toThrow(ArtifactError);
      }),
    );
  });
});
