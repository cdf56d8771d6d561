import { describe, expect, it } from "vitest";
import { checkAgainstSlow, runAgainstSlow } from "./law.js";
import { decodeSlowly, encodeSlowly, type SlowMessage } from "./slow-reference.js";

const hex = ({ octets }: SlowMessage): string[] => octets.map((field) => Buffer.from(field).toString("hex"));

describe("the slow reference", () => {
  it("packs known octets", () => {
    // The packing of "hellohello" that many descriptions of the alphabet give as their example.
    expect(hex(encodeSlowly("hellohello"))).toEqual(["e8329bfd4697d9ec37"]);
    expect(hex(encodeSlowly("€"))).toEqual(["9b32"]);
    expect(hex(encodeSlowly("ж😀"))).toEqual(["0436d83dde00"]);
  });

  it("fills 140 octets, and no more", () => {
    expect(encodeSlowly("a".repeat(160)).octets.map(({ length }) => length)).toEqual([140]);
    expect(encodeSlowly("a".repeat(306)).octets.map(({ length }) => length)).toEqual([140, 140]);
    expect(encodeSlowly("ж".repeat(134)).octets.map(({ length }) => length)).toEqual([140, 140]);
  });

  it("reads what it wrote", () => {
    const text = `${"a".repeat(152)}€{}~ ${"b".repeat(200)}`;
    expect(decodeSlowly(encodeSlowly(text)).join("")).toBe(text);
  });
});

describe("segments equal the slow reference", () => {
  it("for random texts", () => runAgainstSlow(1500, 7));

  it.each<[name: string, change: (message: SlowMessage) => SlowMessage, text: string]>([
    ["a segment too many", (slow) => ({ ...slow, octets: [...slow.octets, new Uint8Array(1)] }), "abc"],
    ["another encoding", (slow) => ({ ...slow, encoding: "UCS-2" }), "ab"],
    ["a unit more", (slow) => ({ ...slow, lengths: slow.lengths.map((length) => length + 1) }), "abcdefgh"],
    ["a character of another code", (slow) => ({ ...slow, octets: slow.octets.map((f) => f.map((o) => o ^ 1)) }), "ab"],
  ])("and %s would be noticed", (_, change, text) => {
    expect(() => checkAgainstSlow(text, {}, (each) => change(encodeSlowly(each)))).toThrow(/^other /);
  });

  it("and a split pair would be noticed among random texts", () => {
    // Fills segments without keeping pairs together.
    const careless = (text: string): SlowMessage => {
      const whole = encodeSlowly(text);
      if (whole.encoding === "GSM-7" || whole.octets.length < 2) return whole;
      const units = Array.from({ length: text.length }, (_, at) => text.charAt(at));
      const fields = Array.from({ length: Math.ceil(units.length / 67) }, (_, at) =>
        units.slice(at * 67, at * 67 + 67),
      );
      const octets = fields.map((field) =>
        Uint8Array.from([5, 0, 3, 0, 0, 0, ...Buffer.from(field.join(""), "utf16le").swap16()]),
      );
      return { encoding: "UCS-2", octets, lengths: octets.map(({ length }) => length) };
    };
    expect(() => runAgainstSlow(1500, 7, careless)).toThrow();
  });
});
