type Fields = Readonly<Record<string, unknown>>;

/** Makes a marked value; the value of the mark is what it was made of. */
const MARKS: Readonly<Record<string, (content: unknown, whole: Fields) => unknown>> = {
  $undefined: () => undefined,
  $function: () => mustNotBeCalled,
  $boxed: (content) => Object(content),
  $sparse: (content) => sparse(content as { readonly length: number; readonly items: Fields }),
  $iterable: (content) => Object.assign(reviveFields(content as Fields), { [Symbol.iterator]: mustNotBeCalled }),
  $instance: (content, { $inherited }) =>
    Object.assign(Object.create(reviveFields($inherited as Fields)), reviveFields(content as Fields)),
};

/** Makes the variables of a case: `{"$function": true}` and the like become what they stand for. */
export function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  const fields: Fields = { ...value };
  const [mark] = Object.keys(fields).filter((name) => name.startsWith("$") && name !== "$inherited");
  if (mark === undefined) return reviveFields(fields);
  const make = MARKS[mark];
  if (make === undefined) throw new TypeError(`unknown mark ${mark}`);
  return make(fields[mark], fields);
}

function reviveFields(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, revive(value)]));
}

function sparse({ length, items }: { readonly length: number; readonly items: Fields }): unknown[] {
  return Object.assign(new Array<unknown>(length), reviveFields(items));
}

/** Law 4: nothing that lies in the data is ever called. */
function mustNotBeCalled(): never {
  throw new Error("a function in the data was called");
}
