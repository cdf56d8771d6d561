import { createHash } from "node:crypto";
import { includeChain } from "../source/source-file.js";
import { originOf, type Punched } from "./punch.js";

/** Components for which MJML draws an id: their tags in MJML, and the id in what it prints, once for each picture. */
const DRAWN = [
  { tag: /<mj-carousel(?=[\s>])/g, id: /\bname="mj-carousel-radio-([0-9a-f]{16})"/g },
  {
    tag: /<mj-navbar(?=\s[^>]*\bhamburger\s*=\s*["']hamburger["'])/g,
    id: /\bid="([0-9a-f]{16})" class="mj-menu-checkbox"/g,
  },
];

/**
 * Gives the ids that MJML draws names by where their components are written. Drawn one after the other, they would be
 * others in every variant of the document in which a component before them is missing.
 */
export function nameIds(html: string, punched: Punched): string {
  let named = html;
  for (const { tag, id } of DRAWN) {
    const drawn = countEach(Array.from(html.matchAll(id), (match) => match[1] ?? ""));
    const places = Array.from(punched.text.matchAll(tag), ({ index }) => writtenAt(index, punched));
    // A default may make a navbar a hamburger, and a comment may look like a tag: then it is not known whose ids they are.
    if (drawn.size !== places.length) continue;
    for (const [index, name] of namesOf(places, [...drawn.values()]).entries()) {
      named = named.replaceAll([...drawn.keys()][index] ?? name, name);
    }
  }
  return named;
}

function countEach(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function writtenAt(offset: number, punched: Punched): string {
  const span = originOf(punched, offset, offset + 1);
  return [...(span === undefined ? [] : [span, ...includeChain(span)])]
    .map(({ source, start }) => `${source.path}:${start}`)
    .join(" ");
}

/**
 * A component that comes several times, as in a loop of known length, is also told by its turn. A carousel of another
 * number of pictures has rules of its own.
 */
function namesOf(places: readonly string[], counts: readonly number[]): readonly string[] {
  const turns = new Map<string, number>();
  return places.map((place, index) => {
    const turn = turns.get(place) ?? 0;
    turns.set(place, turn + 1);
    return createHash("sha256").update(`${place} ${turn} ${counts[index]}`).digest("hex").slice(0, 16);
  });
}
