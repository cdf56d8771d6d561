import type { Hole } from "./punch.js";

/** A value of an attribute as a tree: letters, values, and blocks with two arms. */
type Item =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "value" }
  | { readonly type: "block"; readonly kind: string; readonly arms: readonly [readonly Item[], readonly Item[]] };

/** Whether some outcome of the blocks leaves nothing at all. Values count as something: their places refuse empty ones. */
export function mayBeEmpty(parts: readonly (string | Hole)[]): boolean {
  return sequenceMayBeEmpty(toItems(parts), "something");
}

/** Whether some outcome of the blocks and values leaves nothing but white space. */
export function mayBeBlank(parts: readonly (string | Hole)[]): boolean {
  return sequenceMayBeEmpty(toItems(parts), "nothing");
}

/**
 * Whether every block is a choice between whole values: an `if` or `unless` whose arms hold one word or value, or such
 * a choice again. Then a parser of CSS or MJML sees one value, whatever the outcome.
 */
export function blocksAreChoices(parts: readonly (string | Hole)[]): boolean {
  return toItems(parts).every((item) => item.type !== "block" || isChoice(item, WORDS));
}

/** The same where choices between whole URLs may stand as well, which are looked at on their own. */
export function blocksAreStyleChoices(parts: readonly (string | Hole)[]): boolean {
  return toItems(parts).every((item) => item.type !== "block" || isChoice(item, WORDS) || isChoice(item, PLAIN_URL));
}

/** Whether the parts are one such choice between whole URLs, fixed ones being of letters that CSS takes as they are. */
export function isUrlChoice(parts: readonly (string | Hole)[]): boolean {
  const [item, ...rest] = toItems(parts);
  return item?.type === "block" && rest.length === 0 && isChoice(item, PLAIN_URL);
}

const WORDS = /^[\w#%.,() -]*[\w#%.,()-][\w#%.,() -]*$/;
const PLAIN_URL = /^(?:https?:\/\/|cid:)[\w./?=#%:@~+-]+$/i;

function sequenceMayBeEmpty(items: readonly Item[], value: "something" | "nothing"): boolean {
  return items.every((item) => {
    if (item.type === "text") return item.text.trim() === "";
    if (item.type === "value") return value === "nothing";
    return item.kind === "each" || item.arms.some((arm) => sequenceMayBeEmpty(arm, value));
  });
}

function isChoice(item: Item, fixed: RegExp): boolean {
  if (item.type === "value") return true;
  if (item.type === "text") return fixed.test(item.text);
  if (item.kind !== "if" && item.kind !== "unless") return false;
  return item.arms.every((arm) => arm.length === 1 && arm.every((choice) => isChoice(choice, fixed)));
}

function toItems(parts: readonly (string | Hole)[]): readonly Item[] {
  const levels: { items: Item[]; body: Item[] | undefined }[] = [{ items: [], body: undefined }];
  for (const part of parts) {
    const level = levels.at(-1);
    if (level === undefined) break;
    if (typeof part === "string") level.items.push({ type: "text", text: part });
    else if (part.type === "value") level.items.push({ type: "value" });
    else if (part.type === "open") levels.push({ items: [], body: undefined });
    else if (part.type === "else") {
      level.body = level.items;
      level.items = [];
    } else {
      levels.pop();
      const arms = level.body === undefined ? ([level.items, []] as const) : ([level.body, level.items] as const);
      levels.at(-1)?.items.push({ type: "block", kind: part.node.kind, arms });
    }
  }
  return levels[0]?.items ?? [];
}
