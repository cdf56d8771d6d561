import type { Canonical } from "./canonical.js";
import { isEncodedUrl } from "./encoded-components.js";

/** Differences between two canonical trees, each with its path and both sides. */
export function treeDifferences(actual: readonly Canonical[], reference: readonly Canonical[]): string[] {
  return childDifferences(actual, reference, "");
}

function childDifferences(actual: readonly Canonical[], reference: readonly Canonical[], path: string): string[] {
  const differences: string[] = [];
  for (let index = 0; index < Math.max(actual.length, reference.length); index++) {
    const [one, other] = [actual[index], reference[index]];
    const place = `${path}${path === "" ? "" : ">"}${step(other === undefined ? actual : reference, index)}`;
    if (one === undefined || other === undefined || !areSameKind(one, other)) {
      // What follows would be compared out of step; one report is enough.
      return [...differences, report(place, describe(one), describe(other))];
    }
    differences.push(...nodeDifferences(one, other, place));
  }
  return differences;
}

function areSameKind(one: Canonical, other: Canonical): boolean {
  if (one.kind === "element" && other.kind === "element") return one.name === other.name;
  return one.kind === other.kind;
}

function nodeDifferences(one: Canonical, other: Canonical, path: string): string[] {
  if (one.kind !== "element" || other.kind !== "element") {
    const same = one.kind !== "element" && other.kind !== "element" && one.text === other.text;
    return same ? [] : [report(path, ...aroundDifference(textOf(one), textOf(other)))];
  }
  return [
    ...attributeDifferences(one.attributes, other.attributes, path),
    ...childDifferences(one.children, other.children, path),
  ];
}

type Attributes = ReadonlyMap<string, string>;

function attributeDifferences(one: Attributes, other: Attributes, path: string): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names]
    .filter((name) => !isSameAttribute(name, one.get(name), other.get(name)))
    .map((name) => {
      const [actual, reference] = [one.get(name), other.get(name)];
      const sides = aroundDifference(actual ?? "(absent)", reference ?? "(absent)");
      return report(`${path}[${name}]`, ...sides);
    });
}

const URLS = new Set(["href", "src", "background"]);

function isSameAttribute(name: string, one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return URLS.has(name) ? isEncodedUrl(one, other) : isIndented(one, other);
}

/** `indented-values`: whether the reference is the same but for white space at the start of lines after the first. */
function isIndented(actual: string, reference: string): boolean {
  const [lines, expected] = [actual.split("\n"), reference.split("\n")];
  if (lines.length !== expected.length) return false;
  return expected.every((line, index) => {
    const end = lines[index] ?? "";
    const before = line.slice(0, line.length - end.length);
    return line.endsWith(end) && (before === "" || (index > 0 && /^[ \t]+$/.test(before)));
  });
}

/** `div[2]`: the place of a node among its brothers of the same kind and name, from 1. */
function step(siblings: readonly Canonical[], index: number): string {
  const node = siblings[index];
  if (node === undefined) return "?";
  const number = siblings.slice(0, index + 1).filter((sibling) => areSameKind(sibling, node)).length;
  return `${node.kind === "element" ? node.name : `#${node.kind}`}[${number}]`;
}

function describe(node: Canonical | undefined): string {
  if (node === undefined) return "(nothing)";
  if (node.kind !== "element") return shortened(`${node.kind} ${JSON.stringify(node.text)}`);
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${value}"`).join("");
  return shortened(`<${node.name}${attributes}>`);
}

function textOf(node: Canonical): string {
  return node.kind === "element" ? `<${node.name}>` : node.text;
}

/** Cuts two texts down to where they start to differ. */
export function aroundDifference(one: string, other: string): [actual: string, reference: string] {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const start = Math.max(0, same - 20);
  const lead = start > 0 ? "…" : "";
  return [lead + shortened(JSON.stringify(one.slice(start))), lead + shortened(JSON.stringify(other.slice(start)))];
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function report(path: string, actual: string, reference: string): string {
  return `${path}: ${actual} instead of ${reference}`;
}
