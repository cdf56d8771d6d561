import { describe, expect, it } from "vitest";
import { differences, textPartDifferences } from "./compare.js";

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><title>T</title></head><body>${body}</body></html>`;
}

describe("encoded-components", () => {
  const link = (url: string): string => page(`<a href="${url}">x</a>`);
  const target = (url: string): string => `x <${url}>`;

  it.each([
    ["https://x/?u=https%3A%2F%2Fy%2F%3Fa%3D1", "https://x/?u=https://y/?a=1"],
    ["https://x/a%20b%26c%C3%A9%F0%9F%91%8D", "https://x/a b&amp;cé👍"],
    ["https://x/%20%2520%25", "https://x/%20%20%"],
    ["https://x/%25", "https://x/%25"],
  ])("allows %s", (actual, reference) => {
    expect(differences(link(actual), link(reference))).toEqual([]);
    expect(textPartDifferences(target(actual), target(reference.replace("&amp;", "&")))).toEqual([]);
  });

  it("allows phone numbers and addresses", () => {
    expect(differences(link("tel:+1%20555"), link("tel:+1 555"))).toEqual([]);
    expect(differences(link("mailto:o%27b@c.d?subject=a%20b"), link("mailto:o'b@c.d?subject=a b"))).toEqual([]);
    expect(textPartDifferences("x <a@b.c?subject=a%20b>", "x <a@b.c?subject=a b>")).toEqual([]);
  });

  it.each([
    ["another host", "https://a%2Eb/", "https://a.b/"],
    ["a host that goes on", "https://a%2Fb", "https://a/b"],
    ["another parameter", "https://x/?a=1", "https://x/?b=1"],
    ["another value", "https://x/?a=%20b", "https://x/?a= c"],
    ["a value that is missing", "https://x/?a=", "https://x/?a=b"],
    ["a letter that needs no encoding", "https://x/%61", "https://x/a"],
    ["what the reference encodes", "https://x/a b", "https://x/a%20b"],
    ["what was encoded twice", "https://x/%2520", "https://x/ "],
    ["a scheme", "https%3A//x/", "https://x/"],
  ])("reports %s", (_, actual, reference) => {
    expect(differences(link(actual), link(reference))).not.toEqual([]);
    expect(textPartDifferences(target(actual), target(reference))).not.toEqual([]);
  });

  it("compares many percent signs in no time", () => {
    const [actual, reference] = ["%25".repeat(200), "%".repeat(200)];
    expect(textPartDifferences(target(`https://x/${actual}`), target(`https://x/${reference}`))).toEqual([]);
    expect(textPartDifferences(target(`https://x/${actual}a`), target(`https://x/${reference}b`))).not.toEqual([]);
  });

  it("reports words that are encoded", () => {
    expect(textPartDifferences("a%20b", "a b")).not.toEqual([]);
    expect(differences(page('<p title="a%20b">x</p>'), page('<p title="a b">x</p>'))).not.toEqual([]);
  });
});
