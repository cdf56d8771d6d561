import { MARKS, softened } from "./text-marks.js";

/** What stands between two words. Line breaks add up, everything else is the strongest. */
interface Gap {
  readonly space: boolean;
  readonly cell: boolean;
  readonly margin: number;
  readonly lines: number;
}

/** Laid out text, and what it asks for before its first and after its last word. */
interface Block {
  readonly before: Gap;
  readonly text: string;
  readonly after: Gap;
}

const NOTHING: Gap = { space: false, cell: false, margin: 0, lines: 0 };
const SPACE: Gap = { ...NOTHING, space: true };
const MARGIN: Gap = { ...NOTHING, margin: 1 };

/** Lays out the words and marks that come out of html-to-text. Nothing separates at the start and at the end. */
export function layOutText(marked: string): string {
  const tokens = marked.match(/[ \n]+|[\uFDD0-\uFDDF]|[^ \n\uFDD0-\uFDDF]+/g) ?? [];
  return readUntil({ tokens, next: 0 }, []).text;
}

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

/** Reads up to one of some marks, which is consumed, or to the end. */
function readUntil(reader: Reader, ends: readonly string[]): Block {
  const list: Numbering = { next: undefined };
  return readItems(reader, ends, list);
}

/** The number of the next item of a list; undefined stands for bullets. */
interface Numbering {
  next: number | undefined;
}

function readItems(reader: Reader, ends: readonly string[], numbering: Numbering): Block {
  const blocks: Block[] = [];
  while (reader.next < reader.tokens.length) {
    const token = reader.tokens[reader.next++] ?? "";
    if (ends.includes(token)) break;
    blocks.push(readOne(reader, token, numbering));
  }
  return blocks.reduce(join, { before: NOTHING, text: "", after: NOTHING });
}

function readOne(reader: Reader, token: string, numbering: Numbering): Block {
  switch (token) {
    case MARKS.line:
      return gap({ ...NOTHING, lines: 1 });
    case MARKS.margin1:
      return gap(MARGIN);
    case MARKS.margin2:
      return gap({ ...NOTHING, margin: 2 });
    case MARKS.cell:
      return gap({ ...NOTHING, cell: true });
    case MARKS.link:
      return readLink(reader);
    case MARKS.list:
      return readList(reader);
    case MARKS.item:
      return readItem(reader, numbering);
    case MARKS.quote:
      return prefixed(readUntil(reader, [MARKS.quoteEnd]), "> ", "> ");
    case MARKS.pre:
      return withoutBlankEdges(readUntil(reader, [MARKS.preEnd]));
    default:
      return /^[ \n]+$/.test(token) ? gap(SPACE) : { before: NOTHING, text: softened(token), after: NOTHING };
  }
}

/**
 * The target follows the words in angle brackets, unless it says the same or there are no words. It belongs to the
 * words, so what separates them from the next ones comes after it, white space of a `<pre>` as well.
 */
function readLink(reader: Reader): Block {
  const words = readUntil(reader, [MARKS.href]);
  const target = readUntil(reader, [MARKS.linkEnd]);
  const label = words.text.replace(/[ \t\n\f]+$/, "");
  if (label === target.text) return words;
  if (label === "") return join(words, target);
  return { ...words, text: `${label} <${target.text}>${words.text.slice(label.length)}` };
}

function readList(reader: Reader): Block {
  const argument = readUntil(reader, [MARKS.argumentEnd]).text;
  return readItems(reader, [MARKS.listEnd], { next: argument === "" ? undefined : Number(argument) });
}

function readItem(reader: Reader, numbering: Numbering): Block {
  const item = readUntil(reader, [MARKS.itemEnd]);
  const marker = numbering.next === undefined ? "- " : `${numbering.next}. `;
  if (numbering.next !== undefined) numbering.next++;
  return prefixed(item, marker, " ".repeat(marker.length));
}

/** Puts one string before the first line and another before all others; nothing happens to no words. */
function prefixed(block: Block, first: string, others: string): Block {
  if (block.text === "") return block;
  const [line = "", ...rest] = block.text.split("\n");
  const lines = [first + line, ...rest.map((text) => (text === "" ? others.trimEnd() : others + text))];
  return { ...block, text: lines.join("\n") };
}

/** Lines of a `<pre>` before its first and after its last word separate like line breaks. */
function withoutBlankEdges(block: Block): Block {
  const [, before = "", text = "", after = ""] = /^((?:[ \t\f]*\n)*)([\s\S]*?)([ \t\f\n]*)$/.exec(block.text) ?? [];
  const linesIn = (blank: string): Gap => ({ ...NOTHING, lines: blank.split("\n").length - 1 });
  const words = { before: block.before, text, after: strongest(linesIn(after), block.after) };
  return join(gap(linesIn(before)), words);
}

function gap(between: Gap): Block {
  return { before: between, text: "", after: NOTHING };
}

function join(left: Block, right: Block): Block {
  if (right.text === "") {
    const rest = strongest(right.before, right.after);
    if (left.text === "") return { ...left, before: strongest(left.before, rest) };
    return { ...left, after: strongest(left.after, rest) };
  }
  if (left.text === "") return { ...right, before: strongest(strongest(left.before, left.after), right.before) };
  return {
    ...right,
    before: left.before,
    text: left.text + separator(strongest(left.after, right.before)) + right.text,
  };
}

function strongest(one: Gap, other: Gap): Gap {
  return {
    space: one.space || other.space,
    cell: one.cell || other.cell,
    margin: Math.max(one.margin, other.margin),
    lines: one.lines + other.lines,
  };
}

function separator({ space, cell, margin, lines }: Gap): string {
  const breaks = Math.min(2, Math.max(margin, lines));
  if (breaks > 0) return "\n".repeat(breaks);
  if (cell) return " | ";
  return space ? " " : "";
}
