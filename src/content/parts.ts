import { type Item, printItems, USUAL } from "./items.js";

/**
 * Cuts a content into parts that are converted each on its own: after a blank line outside of blocks, before a line
 * that starts something new whatever was before.
 *
 * @param starts Offsets of lines at which something starts, in the usual outcome of the content.
 */
export function cutIntoParts(items: readonly Item[], starts: ReadonlySet<number>): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]];
  let offset = 0;
  for (const [index, item] of items.entries()) {
    if (item.type !== "text") {
      parts.at(-1)?.push(item);
      offset += printItems([item], USUAL).length;
      continue;
    }
    let from = 0;
    for (const at of placesToCut(items, index)) {
      if (!starts.has(startAfter(items, { index, at, offset }))) continue;
      parts.at(-1)?.push(...slice(item, from, at));
      parts.push([]);
      from = at;
    }
    parts.at(-1)?.push(...slice(item, from, item.value.length));
    offset += item.value.length;
  }
  return parts.filter((part) => part.some(({ type }) => type !== "text") || printItems(part, USUAL).trim() !== "");
}

type TextItem = Extract<Item, { type: "text" }>;

function slice(item: TextItem, start: number, end: number): TextItem[] {
  if (start === end) return [];
  const span = { source: item.span.source, start: item.span.start + start, end: item.span.start + end };
  return [{ ...item, value: item.value.slice(start, end), span }];
}

/** Ends of blank lines in a text after which something starts that no list or paragraph before can take in. */
function placesToCut(items: readonly Item[], index: number): readonly number[] {
  const item = items[index];
  if (item?.type !== "text") return [];
  const places: number[] = [];
  for (const match of item.value.matchAll(/\n[ \t]*\n(?:[ \t]*\n)*/g)) {
    const at = match.index + match[0].length;
    const start = startOfText(item.value.slice(at));
    if (start === "plain" || (start === "blank" && startOf(items, index + 1) === "plain")) places.push(at);
  }
  return places;
}

/** How the first line with words begins in every outcome, `blank` when there is none. */
function startOf(items: readonly Item[], from: number): "plain" | "other" | "blank" {
  let mayStart = false;
  for (let index = from; index < items.length; index++) {
    const item = items[index];
    const start = item === undefined ? "blank" : startOfItem(item);
    if (start === "plain" || start === "other") return start;
    mayStart ||= start === "maybe";
  }
  return mayStart ? "plain" : "blank";
}

/** `maybe` is a block that prints nothing in some outcome. */
function startOfItem(item: Item): "plain" | "other" | "blank" | "maybe" {
  if (item.type === "leaf") return "plain";
  if (item.type === "text") return startOfText(item.value);
  const arms = [startOf(item.body, 0), startOf(item.otherwise, 0)];
  if (arms.includes("other")) return "other";
  return arms.includes("blank") ? "maybe" : "plain";
}

/** Lists and what is indented may belong to a list before. */
function startOfText(value: string): "plain" | "other" | "blank" {
  const text = value.replace(/^(?:[ \t]*\n)+/, "");
  if (text === "") return "blank";
  return /^(?:[ \t]|[-+*](?:[ \t\n]|$)|\d{1,9}(?:[.)](?:[ \t\n]|$)|$))/.test(text) ? "other" : "plain";
}

/** The offset of the first line with words from a place on, in the usual outcome. */
function startAfter(
  items: readonly Item[],
  { index, at, offset }: { readonly index: number; readonly at: number; readonly offset: number },
): number {
  const item = items[index];
  let text = item?.type === "text" ? item.value.slice(at) : "";
  for (let next = index + 1; next < items.length && text.trim() === ""; next++) {
    text += printItems(items.slice(next, next + 1), USUAL);
  }
  const blank = /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0;
  return offset + at + blank;
}
