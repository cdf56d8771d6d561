import type { Notation } from "./stage.js";

/** Plain text: paragraphs stand apart by blank lines, lines stay lines, and addresses of web pages are links. */
export const TEXT_NOTATION: Notation = {
  name: "text",
  open: (text, words) => ({
    starts: new Set([0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]),
    declares: () => false,
    toHtml: (part) => ({ html: textToHtml(part, words), isTooDeep: false }),
  }),
};

/** @param words Matches words that stand for values. */
function textToHtml(text: string, words: RegExp): string {
  return text
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map(
      (paragraph) =>
        `<p>${paragraph
          .split(/[ \t]*\n[ \t]*/)
          .map((line) => lineToHtml(line, words))
          .join("<br>\n")}</p>\n`,
    )
    .join("");
}

const ADDRESS = /https?:\/\/[^\s<>"]+/g;

function lineToHtml(line: string, words: RegExp): string {
  let html = "";
  let end = 0;
  for (const match of line.matchAll(ADDRESS)) {
    const url = withoutMarks(match[0]);
    // Whose host is a value is no link: it would lead anywhere.
    if (!/^https?:\/\/[^/?#]+/.test(url) || (/^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? "").search(words) !== -1) continue;
    html += `${escapeText(line.slice(end, match.index))}<a href="${escapeText(url)}">${escapeText(url)}</a>`;
    end = match.index + url.length;
  }
  return html + escapeText(line.slice(end));
}

/** Marks at the end belong to the sentence, and so does a bracket that the address does not open. */
function withoutMarks(address: string): string {
  const url = address.replace(/[.,;:!?'*_~]+$/, "");
  const isOpened = (url.match(/\(/g)?.length ?? 0) >= (url.match(/\)/g)?.length ?? 0);
  return url.endsWith(")") && !isOpened ? withoutMarks(url.slice(0, -1)) : url;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
