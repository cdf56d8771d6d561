/**
 * Marks by which the structure of a document travels through html-to-text as literal text. They are noncharacters, so
 * no value can hold one; what does is stripped before.
 */
export const MARKS = {
  line: "\uFDD0",
  margin1: "\uFDD1",
  margin2: "\uFDD2",
  cell: "\uFDD3",
  /** link, its words, href, its target, linkEnd */
  link: "\uFDD4",
  href: "\uFDD5",
  linkEnd: "\uFDD6",
  /** list, first number or nothing for bullets, argumentEnd, items, listEnd */
  list: "\uFDD7",
  argumentEnd: "\uFDD8",
  listEnd: "\uFDD9",
  item: "\uFDDA",
  itemEnd: "\uFDDB",
  quote: "\uFDDC",
  quoteEnd: "\uFDDD",
  pre: "\uFDDE",
  preEnd: "\uFDDF",
} as const;

/** White space of `<pre>`, which counts as words. */
export const HARD_SPACE: Readonly<Record<string, string>> = {
  " ": "\uFDE0",
  "\n": "\uFDE1",
  "\t": "\uFDE2",
  "\f": "\uFDE3",
  "\r": "\uFDE1",
};

/** Takes everything out of HTML that would be read as a mark: the characters and references to them. */
export function withoutMarks(html: string): string {
  return html
    .replace(/[\uFDD0-\uFDEF]/g, "")
    .replace(/&#(?:x([0-9a-f]+)|(\d+));?/gi, (reference, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code >= 0xfdd0 && code <= 0xfdef ? "" : reference;
    });
}

/** Gives `<pre>` its white space back. */
export function softened(text: string): string {
  return text.replace(/[\uFDE0-\uFDE3]/g, (mark) => {
    const [soft = ""] = Object.entries(HARD_SPACE).find(([, hard]) => hard === mark) ?? [];
    return soft;
  });
}
