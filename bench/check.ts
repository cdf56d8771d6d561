import { differences, textDifferences } from "../test/oracle/compare.js";
import { renderReference } from "../test/oracle/reference.js";
import { textReference } from "../test/oracle/text-reference.js";
import type { BenchCase } from "./cases/case.js";
import type { Contestant, Encoded, Strings } from "./contestants/contestant.js";

/** What the output of a contestant is compared with, and how strictly. */
export type Agreement = "same bytes" | "same document" | "same html" | "same words" | "reference";

/**
 * Lists how the output of a contestant differs from what it has to be; nothing is timed when there is anything.
 *
 * - `same bytes`: Platen's.
 * - `same document`: Platen's HTML as mail clients see it, its subject, and the words of its text.
 * - `same words`: the words of its HTML and its text, and its subject.
 * - `same html`: as before, with all values somewhere in the text.
 * - `reference`: the bytes of the reference, and what Platen renders means the same.
 */
export async function disagreements(
  contestant: Contestant,
  agreement: Agreement,
  benchCase: BenchCase,
): Promise<readonly string[]> {
  const actual = decoded(await contestant.render());
  const found = await compare(actual, agreement, benchCase);
  return found.map((difference) => `${contestant.name}: ${difference}`);
}

/**
 * The negative control: lists the parts of a message in which a contestant could say another name than Platen without
 * being noticed.
 */
export async function unnoticed(
  contestant: Contestant,
  agreement: Agreement,
  benchCase: BenchCase,
): Promise<readonly string[]> {
  const { rendered } = benchCase;
  const others = [
    { part: "html", other: rendered.html.replace("Ana", "Eve") },
    // Only values are looked for in a text of `same html`.
    { part: "text", other: agreement === "same html" ? "" : rendered.text.replace("Ana", "Eve") },
    { part: "subject", other: rendered.subject && `${rendered.subject}.` },
  ].filter(({ other }) => other !== "");
  const found: string[] = [];
  for (const { part, other } of others) {
    const changed = { ...benchCase, rendered: { ...rendered, [part]: other } };
    const wrong = await disagreements(contestant, agreement, changed);
    if (wrong.length === 0) found.push(`${contestant.name}: another ${part} is not noticed`);
  }
  return found;
}

async function compare(actual: Strings, agreement: Agreement, benchCase: BenchCase): Promise<readonly string[]> {
  const { rendered, variables } = benchCase;
  switch (agreement) {
    case "same bytes":
      return exactly(actual, rendered);
    case "same document":
      return [...sameHtml(actual, rendered), ...textDifferences("text", words(actual.text), words(rendered.text))];
    case "same html":
      return [...sameHtml(actual, rendered), ...missingValues(actual.text, variables)];
    case "same words":
      return [
        ...textDifferences("html", wordsOfHtml(actual.html), wordsOfHtml(rendered.html)),
        ...textDifferences("text", words(actual.text), words(rendered.text)),
        ...textDifferences("subject", actual.subject, rendered.subject),
      ];
    case "reference": {
      const { files, template } = benchCase;
      const reference = await renderReference({ files, request: { type: "email", template }, variables });
      return [...exactly(actual, reference), ...sameHtml(rendered, reference), ...sameText(rendered, reference)];
    }
  }
}

function exactly(actual: Strings, expected: Strings): readonly string[] {
  return [...textDifferences("html", actual.html, expected.html), ...sameText(actual, expected)];
}

function sameText(actual: Strings, expected: Strings): readonly string[] {
  return [
    ...textDifferences("text", actual.text, expected.text),
    ...textDifferences("subject", actual.subject, expected.subject),
  ];
}

function sameHtml(actual: Strings, expected: Strings): readonly string[] {
  // Comparing documents of large messages takes seconds, and most differ in nothing else.
  const isSpelledAlike = spelledAlike(actual.html) === spelledAlike(expected.html);
  return [
    ...(isSpelledAlike ? [] : differences(actual.html, expected.html)),
    ...textDifferences("subject", actual.subject, expected.subject),
  ];
}

/** HTML with one spelling for each character that every engine writes in its own way. */
function spelledAlike(html: string): string {
  return html
    .replace(/&(?:quot|amp|lt|gt);/g, (reference) => SPELLINGS[reference] ?? reference)
    .replace(/&#x([\da-f]+);/gi, (_, digits: string) => `&#${Number.parseInt(digits, 16)};`)
    .replaceAll("&#61;", "=")
    .replaceAll("&#96;", "`");
}

const SPELLINGS: Readonly<Record<string, string>> = {
  "&quot;": "&#34;",
  "&amp;": "&#38;",
  "&lt;": "&#60;",
  "&gt;": "&#62;",
};

function wordsOfHtml(html: string): string {
  return words(textReference(html));
}

/** A text without what separates its words. */
function words(text: string): string {
  return text
    .split(/[\s|]+/)
    .filter(Boolean)
    .join("\n");
}

function missingValues(text: string, variables: unknown): readonly string[] {
  const present = text.replace(/\s+/g, " ");
  return leaves(variables)
    .filter((value) => !present.includes(value))
    .map(() => "a value is missing from the text");
}

function leaves(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
}

function decoded({ html, text, subject }: Encoded): Strings {
  const decoder = new TextDecoder();
  return { html: decoder.decode(html), text: decoder.decode(text), subject: decoder.decode(subject) };
}
