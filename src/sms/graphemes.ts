import type { SmsPart } from "./part.js";

/**
 * The same parts, each end of them moved in front of the grapheme that it cuts. A grapheme that fills a part and more is
 * cut all the same.
 */
export function withWholeGraphemes(text: string, parts: readonly SmsPart[]): readonly SmsPart[] {
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  let start = 0;
  return parts.map((part) => {
    const whole = graphemes.containing(part.end)?.index ?? part.end;
    const end = whole > start ? whole : part.end;
    const shown = { text: text.slice(start, end), start, end, units: end - start };
    start = end;
    return shown;
  });
}
