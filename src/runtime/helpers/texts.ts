import { latePattern } from "../late-pattern.js";
import { own } from "../scope.js";
import { print } from "../value.js";
import { type Hash, type HelperContext, refuse, textOf } from "./helper.js";
import { intl } from "./intl.js";
import { readNumber } from "./numbers.js";

/** `{{list names}}`, `{{list names "disjunction"}}` */
export function formatList([list, type]: readonly unknown[], inputs: HelperContext, hash: Hash): string {
  const length = Array.isArray(list) ? list.length : 1;
  const texts = Array.from({ length }, (_, at) => {
    const text = print(own(list, at));
    if (Array.isArray(list) && typeof text === "string") return text;
    throw refuse(0, "a list of texts or numbers");
  });
  return intl("ListFormat", inputs, { type, ...hash }).format(texts);
}

/** `{{upper name}}` */
export function upper([value]: readonly unknown[], inputs: HelperContext): string {
  return textOf(value, 0).toLocaleUpperCase(localeOf(inputs));
}

/** `{{lower name}}` */
export function lower([value]: readonly unknown[], inputs: HelperContext): string {
  return textOf(value, 0).toLocaleLowerCase(localeOf(inputs));
}

const UP_TO_FIRST_LETTER = latePattern(String.raw`^[^\p{L}\p{N}]*\p{L}\p{M}*`, "u");

/** `{{capitalize name}}`: the first letter, even after a quotation mark. */
export function capitalize([value]: readonly unknown[], inputs: HelperContext): string {
  return textOf(value, 0).replace(UP_TO_FIRST_LETTER(), (start) => upper([start], inputs));
}

function localeOf(inputs: HelperContext): string {
  return intl("ListFormat", inputs).resolvedOptions().locale;
}

/** `{{truncate text 20 ellipsis=" [..]"}}`: so many characters as people see them, with the ellipsis. */
export function truncate([value, size]: readonly unknown[], inputs: HelperContext, hash: Hash): string {
  const { ellipsis = "…" } = hash;
  const length = Number(readNumber(size, 1));
  const start = take(textOf(value, 0), length, inputs);
  const end = start.length > length ? take(textOf(ellipsis, "ellipsis"), length, inputs) : [];
  return [...start.slice(0, length - end.length), ...end].slice(0, length).join("");
}

/** As many characters as asked for, and one more. */
function take(text: string, length: number, inputs: HelperContext): readonly string[] {
  const graphemes: string[] = [];
  for (const { segment } of intl("Segmenter", inputs).segment(text)) if (graphemes.push(segment) > length) break;
  return graphemes;
}
