import { fieldProblem, type MessageProblem, recordProblem } from "./problem.js";

/** A record as it was given: its fields by name, in order, each once. */
export interface Given {
  readonly values: ReadonlyMap<string, unknown>;
  readonly problems: readonly MessageProblem[];
}

/**
 * Takes apart what a record came as: JSON text, form-encoded text, pairs of name and value such as `URLSearchParams`,
 * `FormData` or a `Map`, or an object.
 */
export function readGiven(input: unknown): Given {
  if (typeof input === "string") return isForm(input) ? readForm(input) : readJson(input);
  if (typeof input !== "object" || input === null || Array.isArray(input)) return notARecord();
  return isIterable(input) ? readPairs(input) : collect(Object.entries(input));
}

/** Whether a text is form-encoded: it begins with a name and `=`, as no JSON does. */
export function isForm(text: string): boolean {
  return /^[\w%+.~-]+=/.test(text);
}

function readJson(text: string): Given {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's own message would quote what was given.
    return failed(recordProblem("the message is neither form-encoded nor valid JSON"));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return notARecord();
  return collect(Object.entries(value));
}

/** Strict, where `URLSearchParams` would put something in place of what cannot be decoded. */
function readForm(text: string): Given {
  const pairs: [name: string, value: string][] = [];
  const problems: MessageProblem[] = [];
  // A file ends its last line; in a value, a line end is written `%0A`.
  for (const pair of text.replace(/\r?\n$/, "").split("&")) {
    if (pair === "") continue;
    const end = pair.indexOf("=");
    const name = decode(end === -1 ? pair : pair.slice(0, end));
    const value = decode(end === -1 ? "" : pair.slice(end + 1));
    if (name === undefined) problems.push(recordProblem("the name of a field is not well encoded"));
    else if (value === undefined) problems.push(fieldProblem(name, `\`${shown(name)}\` is not well encoded`));
    else pairs.push([name, value]);
  }
  const { values, problems: repeated } = collect(pairs);
  return { values, problems: [...problems, ...repeated] };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function readPairs(input: Iterable<unknown>): Given {
  const pairs: [name: string, value: unknown][] = [];
  for (const pair of input) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string") return notARecord();
    pairs.push([pair[0], pair[1]]);
  }
  return collect(pairs);
}

/** Empty is what a form sends for a field that is not set; a database has null. */
function collect(pairs: readonly (readonly [name: string, value: unknown])[]): Given {
  const values = new Map<string, unknown>();
  const repeated = new Set<string>();
  for (const [name, value] of pairs) {
    if (value === undefined) continue;
    if (values.has(name)) repeated.add(name);
    values.set(name, value === "" ? null : value);
  }
  const problems = [...repeated].map((name) => fieldProblem(name, `\`${shown(name)}\` is given more than once`));
  return { values, problems };
}

function isIterable(input: object): input is Iterable<unknown> {
  return Symbol.iterator in input && typeof input[Symbol.iterator] === "function";
}

function notARecord(): Given {
  return failed(
    recordProblem("the message is not an object, nor a form", "give the fields of a message by their names"),
  );
}

function failed(problem: MessageProblem): Given {
  return { values: new Map(), problems: [problem] };
}

/** A name in a message: whoever wrote the record chose it, and its length. */
export function shown(name: string): string {
  return name.length <= 60 ? name : `${name.slice(0, 60)}…`;
}
