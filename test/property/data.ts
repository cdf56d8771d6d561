import fc from "fast-check";

/** What the generator knows about the data at a place, so that most of its paths lead somewhere. */
export type Shape =
  | { readonly kind: "scalar" }
  /** Anything at all, or nothing: only conditions ask for it. */
  | { readonly kind: "maybe" }
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: "list" | "map"; readonly item: Shape };

const scalar: Shape = { kind: "scalar" };
const maybe: Shape = { kind: "maybe" };
const list = (item: Shape): Shape => ({ kind: "list", item });
const map = (item: Shape): Shape => ({ kind: "map", item });
const record = (fields: Readonly<Record<string, Shape>>): Shape => ({ kind: "record", fields });

/** The same names on several levels: a wrong scope prints a wrong value instead of nothing. */
const person = record({ name: scalar, on: maybe, tags: list(scalar), address: record({ name: scalar, zip: scalar }) });

export const ROOT: Shape = record({
  name: scalar,
  count: scalar,
  on: maybe,
  "odd key": scalar,
  "0": scalar,
  tags: list(scalar),
  user: person,
  people: list(person),
  grid: list(list(scalar)),
  prices: map(scalar),
  teams: map(record({ name: scalar, people: list(person) })),
});

/** No control characters and no CR: text mode takes them out. */
const CHARACTERS = [..."abxyz019 .,-_/\\|#@!?$%^*()[]+=~;:<>&\"'`{}\n\t", "é", "ß", "中", "😀", "\u00A0", "\u2028"];
const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 });
const number = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const scalarValue = fc.oneof({ weight: 6, arbitrary: text }, { weight: 3, arbitrary: number }, fc.boolean());
const maybeValue = fc.oneof(scalarValue, fc.constantFrom(null, undefined, 0, "", false, [], {}, [0], { name: "n" }));
const key = fc.oneof(fc.constantFrom("a", "b", "name", "on", "1", "10", "2", "odd key"), text).filter(isPlainKey);

function isPlainKey(name: string): boolean {
  return name !== "__proto__";
}

/** Data of a shape; now and then a field is missing or null. */
export function dataOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "scalar":
      return scalarValue;
    case "maybe":
      return maybeValue;
    case "list":
      return fc.array(dataOf(shape.item), { maxLength: 3 });
    case "map":
      return fc.dictionary(key, dataOf(shape.item), { maxKeys: 3, noNullPrototype: true });
    case "record": {
      const fields = Object.entries(shape.fields).map(([name, field]) => [name, rarely(field)] as const);
      // Handlebars throws a TypeError where it compares an object without prototype to a text.
      return fc.record(Object.fromEntries(fields), { noNullPrototype: true });
    }
  }
}

function rarely(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: dataOf(shape) }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) });
}
