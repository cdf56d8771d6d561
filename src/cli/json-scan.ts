/** Where a text stops being JSON, and what should have come there. */
export interface JsonError {
  /** UTF-16 offset of the first character that does not belong. */
  readonly offset: number;
  /** Says what was expected; never quotes the text, which may hold personal data. */
  readonly message: string;
}

/**
 * Finds the first error of a JSON text, as RFC 8259 defines JSON.
 *
 * `JSON.parse` will not do: its messages quote the text, and in Node 20 most name no position.
 *
 * @returns undefined exactly for the texts that `JSON.parse` accepts.
 */
export function findJsonError(text: string): JsonError | undefined {
  const open: Closer[] = [];
  let expected: Expected = "value";
  let offset = skipSpace(text, 0);
  for (;;) {
    const token = tokenAt(text, offset);
    if (token.kind === "broken") return { offset: token.end, message: token.message };
    if (token.kind === "end" && expected === "end") return undefined;
    const next = advance(expected, token.kind, open);
    if (next === undefined) return { offset, message: describe(expected, token.kind, open) };
    expected = next;
    offset = skipSpace(text, token.end);
  }
}

/**
 * Where each field of an object is named: the offset of its opening quote; of the last one when a name is given twice.
 *
 * @param text JSON of an object, known to be valid. Names within nested values are not told.
 */
export function fieldOffsets(text: string): ReadonlyMap<string, number> {
  const fields = new Map<string, number>();
  let depth = 0;
  let last = { start: 0, end: 0 };
  for (let start = skipSpace(text, 0); start < text.length; start = skipSpace(text, last.end)) {
    const token = tokenAt(text, start);
    if (token.kind === "{" || token.kind === "[") depth++;
    if (token.kind === "}" || token.kind === "]") depth--;
    if (token.kind === ":" && depth === 1) fields.set(String(JSON.parse(text.slice(last.start, last.end))), last.start);
    last = { start, end: token.end };
  }
  return fields;
}

type Closer = "}" | "]";
type Expected = "value" | "value or ]" | "name" | "name or }" | ":" | "comma" | "end";
type Kind = "string" | "scalar" | "{" | "[" | Closer | ":" | "," | "end";
type Token =
  | { readonly kind: Kind; readonly end: number }
  | { readonly kind: "broken"; readonly end: number; readonly message: string };

/** What is expected after a token; undefined when the token does not belong. */
function advance(expected: Expected, kind: Kind, open: Closer[]): Expected | undefined {
  switch (expected) {
    case "value or ]":
      return kind === "]" ? close(open) : startValue(kind, open);
    case "value":
      return startValue(kind, open);
    case "name or }":
      if (kind === "}") return close(open);
      return kind === "string" ? ":" : undefined;
    case "name":
      return kind === "string" ? ":" : undefined;
    case ":":
      return kind === ":" ? "value" : undefined;
    case "comma":
      if (kind === open.at(-1)) return close(open);
      if (kind !== ",") return undefined;
      return open.at(-1) === "}" ? "name" : "value";
    case "end":
      return undefined;
  }
}

function startValue(kind: Kind, open: Closer[]): Expected | undefined {
  switch (kind) {
    case "{":
      open.push("}");
      return "name or }";
    case "[":
      open.push("]");
      return "value or ]";
    case "string":
    case "scalar":
      return afterValue(open);
    default:
      return undefined;
  }
}

function close(open: Closer[]): Expected {
  open.pop();
  return afterValue(open);
}

function afterValue(open: readonly Closer[]): Expected {
  return open.length === 0 ? "end" : "comma";
}

function describe(expected: Expected, found: Kind, open: readonly Closer[]): string {
  const what = {
    value: "expected a value",
    "value or ]": "expected a value or `]`",
    name: "expected a name in double quotes",
    "name or }": "expected a name in double quotes or `}`",
    ":": "expected `:`",
    comma: `expected \`,\` or \`${open.at(-1) ?? ""}\``,
    end: "expected nothing more",
  }[expected];
  return found === "end" ? `${what}, found the end` : what;
}

function tokenAt(text: string, offset: number): Token {
  const character = text[offset];
  switch (character) {
    case undefined:
      return { kind: "end", end: offset };
    case "{":
    case "}":
    case "[":
    case "]":
    case ":":
    case ",":
      return { kind: character, end: offset + 1 };
    case '"':
      return stringAt(text, offset);
    default:
      return scalarAt(text, offset);
  }
}

function stringAt(text: string, start: number): Token {
  const escapes = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  let offset = start + 1;
  for (;;) {
    const character = text[offset];
    if (character === '"') return { kind: "string", end: offset + 1 };
    if (character === undefined) return { kind: "broken", end: start, message: "a string that does not end" };
    if (character < " ") return { kind: "broken", end: offset, message: "a line end or control character in a string" };
    if (character !== "\\") {
      offset++;
      continue;
    }
    escapes.lastIndex = offset;
    if (!escapes.test(text)) return { kind: "broken", end: offset, message: "an unknown escape in a string" };
    offset = escapes.lastIndex;
  }
}

/** Numbers and words. The whole run of characters is taken, so that `nul` and `01` are one mistake, not two. */
function scalarAt(text: string, offset: number): Token {
  const run = /[^\s{}[\]:,"]+/y;
  run.lastIndex = offset;
  const word = run.exec(text)?.[0] ?? "";
  const valid = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(word);
  if (valid) return { kind: "scalar", end: offset + word.length };
  return { kind: "broken", end: offset, message: "neither a string in double quotes, a number, true, false nor null" };
}

function skipSpace(text: string, offset: number): number {
  const space = /[ \t\n\r]*/y;
  space.lastIndex = offset;
  space.test(text);
  return space.lastIndex;
}
