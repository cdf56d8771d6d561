import { cleaned, isForbiddenInHeader } from "./cleaned.js";

/**
 * What is wrong with a header, or with text that repeats one: it is one line of visible text, says what was written
 * around the value, and all letters and digits of the value.
 */
export function lineProblem(marked: string, found: string, value: string, marker: string): string | undefined {
  const forbidden = [...found].find((character) => isForbiddenInHeader(character.codePointAt(0) ?? 0));
  if (forbidden !== undefined) return `has a ${JSON.stringify(forbidden)}`;
  const [head = "", ...rest] = squeeze(marked).split(marker);
  const line = squeeze(found);
  if (!line.startsWith(head) || !line.endsWith(rest.at(-1) ?? "")) return "says something else around the value";
  const letters = lettersOf(cleaned(value));
  const expected = [head, ...rest].map(lettersOf).join(letters);
  return lettersOf(line) === expected ? undefined : "does not say the letters of the value";
}

function squeeze(text: string): string {
  return text.replace(/\s/g, "");
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{Nd}]|\p{DI}/gu, "");
}
