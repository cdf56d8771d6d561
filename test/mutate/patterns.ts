/** A change of a stretch of source text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Wrong versions of a regular expression, or of the text that one is made of: without an anchor, a part of a class, a
 * branch or a flag, with another quantifier or the opposite class.
 *
 * @param pattern As it is written in the source.
 * @param offset Of the pattern in the source.
 */
export function mutatePattern(pattern: string, offset: number): readonly Edit[] {
  const edits: Edit[] = [];
  const edit = (start: number, end: number, text: string) =>
    edits.push({ start: start + offset, end: end + offset, text });
  const tokens = [...pattern.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
  for (const { text, at } of tokens) {
    const end = at + text.length;
    if (text.startsWith("[")) mutateClass(text, at, edit);
    else if (text === "^" || text === "$") edit(at, end, "");
    else if (/^(?:\*|\+)/.test(text)) edit(at, end, text.startsWith("*") ? "+" : "*");
    else if (text.startsWith("?")) edit(at, end, "");
    else if (text.startsWith("{")) mutateRepeat(text, at, edit);
    else if (text === "(?!" || text === "(?=") edit(at, end, text === "(?!" ? "(?=" : "(?!");
    else if (/^\\+[dswDSWpP]/.test(text)) edit(at, end, opposite(text));
  }
  for (const [start, end] of branchesOf(tokens, pattern.length)) edit(start, end, "");
  return edits;
}

/** Escapes may be written with two backslashes, where the pattern is in a text. */
const TOKEN =
  /\$\{[^}]*\}|\\{1,2}[pPu]\{[^}]*\}|\\{1,2}x[\da-f]{2}|\\{1,2}u[\da-f]{4}|\\{1,2}[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?(?:[:!=]|<[!=]?)|\{\d+(?:,\d*)?\}|[*+?]\??|[\s\S]/gi;

function mutateClass(text: string, at: number, edit: (start: number, end: number, text: string) => void): void {
  const negated = text.startsWith("[^");
  edit(at, at + text.length, negated ? `[${text.slice(2)}` : `[^${text.slice(1)}`);
  const from = negated ? 2 : 1;
  const inner = text.slice(from, -1);
  const items = [...inner.matchAll(ITEM)];
  if (items.length < 2) return;
  for (const item of items) {
    const start = at + from + item.index;
    edit(start, start + item[0].length, "");
  }
}

const ATOM = String.raw`\\{1,2}[pPu]\{[^}]*\}|\\{1,2}x[\da-fA-F]{2}|\\{1,2}u[\da-fA-F]{4}|\\{1,2}[\s\S]|[^\\]`;
const ITEM = new RegExp(`(?:${ATOM})(?:-(?:${ATOM}))?`, "g");

function mutateRepeat(text: string, at: number, edit: (start: number, end: number, text: string) => void): void {
  for (const number of text.matchAll(/\d+/g)) {
    const start = at + number.index;
    const value = Number(number[0]);
    if (value > 0) edit(start, start + number[0].length, String(value - 1));
    edit(start, start + number[0].length, String(value + 1));
  }
}

function opposite(text: string): string {
  const at = text.search(/[dswp]/i);
  const letter = text[at] ?? "";
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** Stretches that leave out one branch of an alternation, with its bar. */
function branchesOf(tokens: readonly { text: string; at: number }[], length: number): [number, number][] {
  const open: { start: number; bars: number[] }[] = [{ start: 0, bars: [] }];
  const found: [number, number][] = [];
  const finish = (end: number) => {
    const { start, bars } = open.pop() ?? { start: 0, bars: [] };
    if (bars.length === 0) return;
    found.push([start, (bars[0] ?? 0) + 1]);
    for (const [index, bar] of bars.entries()) found.push([bar, bars[index + 1] ?? end]);
  };
  for (const { text, at } of tokens) {
    if (text.startsWith("(")) open.push({ start: at + text.length, bars: [] });
    else if (text === "|") open.at(-1)?.bars.push(at);
    else if (text === ")") finish(at);
  }
  while (open.length > 0) finish(length);
  return found;
}
