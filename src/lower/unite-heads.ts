import { align } from "./align.js";
import { type Atom, cut, describeAtom, toPieces } from "./atoms.js";
import type { Piece } from "./decision.js";
import { describeNode, describeOpening, type HeadNode, printHead, readHead } from "./head-nodes.js";

/** A variant of the document, cut around the content of its head. */
export interface Parted {
  readonly before: readonly Atom[];
  readonly head: readonly Atom[];
  readonly after: readonly Atom[];
}

export function partAtHead(atoms: readonly Atom[]): Parted | undefined {
  const at = (tag: RegExp): number => atoms.findIndex((atom) => atom.type === "text" && tag.test(atom.text));
  const [start, end] = [at(/^<head[\s>]/i) + 1, at(/^<\/head>/i)];
  if (start === 0 || end < start) return undefined;
  return { before: atoms.slice(0, start), head: atoms.slice(start, end), after: atoms.slice(end) };
}

/**
 * The head for all variants: web fonts and rules of each of them. Which of them are used shows only in a loop or
 * condition, maybe several of them in one message; the others must not touch what the message shows.
 *
 * @returns undefined when something else differs, or a rule of one variant may touch elements of another.
 */
export function uniteHeads(variants: readonly Parted[]): readonly Atom[] | undefined {
  if (variants.some(({ head }) => head.some((atom) => atom.type === "text" && atom.text.includes("\0"))))
    return undefined;
  const holes = new Map<string, Atom>();
  const heads = variants.map(({ head, after }) => {
    const nodes = readHead(encode(head, holes));
    return { nodes, leaves: collectLeaves(nodes), words: wordsOf(toPieces(after)) };
  });
  const fits = heads.every((one) => heads.every((other) => one === other || isHarmless(one.leaves, other)));
  if (!fits) return undefined;
  return decode(printHead(heads.map(({ nodes }) => nodes).reduce(unite)), holes);
}

/** A mark for what is no text, equal where that is equal. */
const MARK = /\0(\d+)\0/;

function encode(atoms: readonly Atom[], holes: Map<string, Atom>): string {
  const marks = [...holes.keys()];
  return atoms
    .map((atom) => {
      if (atom.type === "text") return atom.text;
      const meaning = describeAtom(atom);
      if (!holes.has(meaning)) marks.push(meaning);
      holes.set(meaning, atom);
      return `\0${marks.indexOf(meaning)}\0`;
    })
    .join("");
}

function decode(text: string, holes: ReadonlyMap<string, Atom>): readonly Atom[] {
  const atoms = [...holes.values()];
  return text.split(MARK).flatMap((part, index) => (index % 2 === 0 ? cut(part) : (atoms[Number(part)] ?? [])));
}

/** Keeps the order of the first, and puts what only the other has beside its neighbours there. */
function unite(one: readonly HeadNode[], other: readonly HeadNode[]): readonly HeadNode[] {
  const known = new Set(one.map(describeNode));
  return align([one, other], describeNode).flatMap((step) => {
    if ("same" in step) return step.same.slice(0, 1);
    return align(step.different, describeOpening).flatMap((inner) => {
      const [mine = [], its = []] = "same" in inner ? inner.same.map((node) => [node]) : inner.different;
      const [node, twin] = [mine[0], its[0]];
      if ("same" in inner && node && twin) return [{ ...node, body: unite(node.body, twin.body) }];
      return [...mine, ...its.filter((each) => !known.has(describeNode(each)))];
    });
  });
}

/** Tags and rules, each selector of these for itself, with what is around them. */
function collectLeaves(nodes: readonly HeadNode[], around = ""): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  for (const node of nodes) {
    const place = `${around}\n${describeOpening(node)}`;
    if (node.body.length === 0) for (const text of cutRule(node.open)) leaves.set(`${around}\n${text}`, text);
    for (const [key, text] of collectLeaves(node.body, place)) leaves.set(key, text);
  }
  return leaves;
}

/** Carousels list their own classes in one rule with those that all of them have. */
function cutRule(text: string): readonly string[] {
  const joined = text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .trim();
  const [, prelude, block] = /^([^@<\0{]+)(\{.*)$/.exec(joined) ?? [];
  return prelude === undefined ? [joined] : prelude.split(",").map((selector) => `${selector.trim()} ${block}`);
}

interface Head {
  readonly leaves: ReadonlyMap<string, string>;
  /** All words of the variant's body. */
  readonly words: ReadonlySet<string>;
}

function isHarmless(leaves: ReadonlyMap<string, string>, { leaves: known, words }: Head): boolean {
  return [...leaves].every(([place, text]) => known.has(place) || isUnused(text, words));
}

/** MJML imports the fonts that a body names; `@goodbye` is no rule, but hides what comes before it from some clients. */
const IMPORT = /^(?:<link\b[^>]*>|@import\b[^{}]*|@goodbye\b[^{}]*\{[^{}]*\})\s*$/;

/** Whether a selector asks for a class that a body does not have, or a web font is imported for it. */
function isUnused(text: string, words: ReadonlySet<string>): boolean {
  if (IMPORT.test(text)) return true;
  const [selector = "", block] = text.split("{");
  if (block === undefined || /[@<\0]/.test(selector)) return false;
  // Classes in parentheses may be those that an element does not have.
  const classes = selector.replace(/\([^)]*\)?/g, "").match(/\.[\w-]+/g) ?? [];
  return classes.some((name) => !words.has(name.slice(1)));
}

function wordsOf(pieces: readonly Piece[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const piece of pieces) {
    const inner = piece.type === "choice" ? piece.arms.flatMap((arm) => [...wordsOf(arm)]) : [];
    const text = piece.type === "static" ? (piece.text.match(/[\w-]+/g) ?? []) : [];
    for (const word of [...text, ...inner]) words.add(word);
  }
  return words;
}
