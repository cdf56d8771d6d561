import fc from "fast-check";
import type { Construct } from "./constructs.js";

/** A stretch of a template that knows what it is made of. */
export type Words = readonly Word[];

export type Word =
  | string
  /** The construct is here. */
  | { readonly construct: Construct }
  /** The construct is this text; a diagnostic about it marks exactly that. */
  | { readonly construct: Construct; readonly text: string }
  /** A partial of its own, called where it stands. */
  | { readonly partial: Words; readonly call: PartialCall };

/** How a partial is called, and the block that it is given, if any. */
export interface PartialCall {
  readonly open: (name: string) => string;
  readonly block?: Words;
}

export type Writing = fc.Arbitrary<Words>;

type Part = string | Words | Writing;

/** Words with generated parts in them: `` write`<b>${inline}</b>` ``. */
export function write(texts: TemplateStringsArray, ...parts: readonly Part[]): Writing {
  const all = texts.flatMap((text, index) => [text, ...parts.slice(index, index + 1)]);
  return sequence(all.map((part) => (isWriting(part) ? part : fc.constant(typeof part === "string" ? [part] : part))));
}

function isWriting(part: Part): part is Writing {
  return typeof part === "object" && "generate" in part;
}

function sequence(parts: readonly Writing[]): Writing {
  return fc.tuple(...parts).map((words) => words.flat());
}

/** One of some literal texts; the first is the simplest. */
export function oneText(...texts: readonly string[]): Writing {
  return fc.constantFrom(...texts).map((text) => [text]);
}

/** The same writing, counted as a construct. */
export function made(construct: Construct, writing: Writing): Writing {
  return writing.map((words) => [{ construct }, ...words]);
}

/** A text that is the construct: the place that a diagnostic about it names. */
export function exactly(construct: Construct, text: string): Words {
  return [{ construct, text }];
}

/** Some of a writing after each other. */
export function some(writing: Writing, least: number, most: number): Writing {
  return fc.array(writing, { minLength: least, maxLength: most }).map((words) => words.flat());
}

/** Nothing, or a writing with the odds of one in `odds`. */
export function maybe(odds: number, writing: Writing): Writing {
  return fc.option(writing, { freq: odds - 1, nil: [] }).map((words) => words);
}

export type Choice = readonly [weight: number, writing: () => Writing];

/** One of some writings. Those without weight are not even made; the first is what others shrink to. */
export function oneOf(...choices: readonly Choice[]): Writing {
  const open = choices.filter(([weight]) => weight > 0);
  return fc.oneof({ withCrossShrink: true }, ...open.map(([weight, writing]) => ({ weight, arbitrary: writing() })));
}
