import fc from "fast-check";
import type { Writing } from "./words.js";

/** Where in a template something is written: what paths mean there, and what may be put there. */
export interface Place {
  /** What `this` is. All records have the same fields; in `any` it may be everything. */
  readonly scope: "root" | "record" | "scalar" | "any";
  /** Whether `../` leads to a record. */
  readonly hasOuter: boolean;
  readonly inLoop: boolean;
  /** Whether `@index` has a value. */
  readonly hasIndex: boolean;
  /** Whether the block parameter `item` is a record. */
  readonly hasItem: boolean;
  /** Whether all white space shows. */
  readonly inPre: boolean;
  /** Whether this may be a partial whose lines are indented. */
  readonly inPartial: boolean;
  /** Whether constructs that are to be refused are put in. */
  readonly planted: boolean;
  /** Whether the document has no expressions at all. */
  readonly fixed: boolean;
}

/** A grammar rule with a place; `room` is how much may still be nested. Each is made once for each place. */
export type Rule = (place: Place, room: number) => Writing;

export function rule(make: Rule): Rule {
  const known = new Map<string, Writing>();
  return (place, room) => {
    const key = `${room} ${JSON.stringify(place)}`;
    const made = known.get(key) ?? make(place, room);
    known.set(key, made);
    return made;
  };
}

/** The place inside of a loop over records or texts, of a `with`, or of a section, of which only the data knows what it is. */
export function within(place: Place, scope: Place["scope"], kind: "loop" | "with" | "section"): Place {
  const [inLoop, hasIndex] = [place.inLoop || kind !== "with", place.hasIndex || kind === "loop"];
  // A record in a record may be the same one, and then opens no level.
  const hasOuter = scope === "record" && place.scope === "record" ? place.hasOuter : place.scope !== "scalar";
  return { ...place, scope, hasOuter, inLoop, hasIndex };
}

/** The place in a partial: its `../` leads nowhere, and block parameters do not reach it. */
export function inPartial(place: Place): Place {
  return { ...place, hasOuter: false, hasItem: false, inPartial: true };
}

/** The names under which a field can be reached. */
export function pathsTo(field: string, { scope, hasOuter, hasItem }: Place): readonly string[] {
  return [
    ...(scope === "scalar" || scope === "any" ? [] : [field, field]),
    ...(hasItem ? [`item.${field}`] : []),
    ...(hasOuter ? [`../${field}`] : []),
    `@root.${field}`,
  ];
}

/** A place to which something is copied from the head: only paths from the root mean the same there. */
export function anywhere(place: Place): Place {
  return { ...place, scope: "any", hasOuter: false, hasItem: false };
}

/** A path to a field. */
export function path(field: string, place: Place): fc.Arbitrary<string> {
  return fc.constantFrom(...pathsTo(field, place));
}
