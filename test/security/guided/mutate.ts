import type { Random } from "./random.js";
import type { Field, Input } from "./target.js";

/** Changes an input in a few places. What it is changed with are pieces, characters, itself and another input. */
export function mutate(input: Input, fields: readonly Field[], other: Input, random: Random): Input {
  const changed = [...input];
  const edits = 1 + random.below(2) * random.below(4);
  for (let edit = 0; edit < edits; edit++) {
    const index = random.below(fields.length);
    const field = fields[index];
    if (field === undefined) continue;
    const text = changed[index] ?? "";
    if (field.kind === "choice") changed[index] = random.below(3) === 0 ? random.pick(field.pieces) : text;
    else changed[index] = editText(text, other[index] ?? "", field, random).slice(0, field.maxLength);
  }
  return changed;
}

/** An input that owes nothing to others. */
export function compose(fields: readonly Field[], random: Random): Input {
  return fields.map((field) => {
    if (field.kind === "choice") return random.pick(field.pieces);
    const pieces = Array.from({ length: random.below(15) }, () => something(field, random));
    return pieces.join("").slice(0, field.maxLength);
  });
}

function editText(text: string, other: string, field: Field, random: Random): string {
  const [start, end] = rangeOf(text, random);
  const [from, to] = rangeOf(other, random);
  switch (random.below(8)) {
    case 0:
      return text.slice(0, start) + text.slice(end);
    case 1:
      return text.slice(0, start) + something(field, random) + text.slice(end);
    case 2:
      return text.slice(0, start) + something(field, random) + text.slice(start + 1);
    case 3:
      return text.slice(0, end) + text.slice(start);
    case 4:
      return text.slice(0, start) + other.slice(from);
    case 5:
      return text.slice(0, start) + other.slice(from, to) + text.slice(end);
    default:
      return text.slice(0, start) + something(field, random) + text.slice(start);
  }
}

/** A stretch that is short more often than not. */
function rangeOf(text: string, random: Random): readonly [start: number, end: number] {
  const start = random.below(text.length + 1);
  const length = random.below(3) === 0 ? random.below(text.length - start + 1) : random.below(4);
  return [start, start + length];
}

function something({ pieces }: Field, random: Random): string {
  return random.below(4) > 0 ? random.pick(pieces) : character(random);
}

const CODES = [0x80, 0x100, 0x3000, 0x10000];

/** Any UTF-16 unit; ASCII most often, and often one that is special somewhere. */
function character(random: Random): string {
  if (random.below(2) === 0) return random.pick(SPECIAL);
  return String.fromCharCode(random.below(random.pick(CODES)));
}

const SPECIAL = Array.from("<>&\"'`={}()[]\\;:/@?#%.,!*+-_$|~^ \n\r\t\0\f09aZé\u200b\u2028\u202e\ud800");
