import type { SourceFile, Span } from "../source/source-file.js";

/** A JSON value that knows where it stands. */
export type LocatedJson =
  | { readonly kind: "object"; readonly span: Span; readonly entries: readonly Entry[] }
  | { readonly kind: "array"; readonly span: Span; readonly items: readonly LocatedJson[] }
  | { readonly kind: "scalar"; readonly span: Span; readonly value: string | number | boolean | null };

export interface Entry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: LocatedJson;
}

/** Where a text stops being JSON. The message never quotes the text. */
export interface JsonFault {
  readonly message: string;
  readonly span: Span;
}

/** Nesting of values in each other; no contract or sample comes near. */
const MAX_DEPTH = 200;

/** Reads JSON as RFC 8259 defines it; names that are given twice are refused. */
export function readLocatedJson(source: SourceFile): LocatedJson | JsonFault {
  const reader: Reader = { source, text: source.text, offset: 0 };
  try {
    const value = readValue(reader, 0);
    const next = skip(reader);
    return next === undefined ? value : raise(reader, "expected nothing more");
  } catch (error) {
    if (error instanceof Broken) return error.fault;
    throw error;
  }
}

interface Reader {
  readonly source: SourceFile;
  readonly text: string;
  offset: number;
}

class Broken extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

function raise({ source, offset }: Reader, message: string): never {
  throw new Broken({ message, span: { source, start: offset, end: Math.min(offset + 1, source.text.length) } });
}

/** Goes over white space, to the character that comes then. */
function skip(reader: Reader): string | undefined {
  const space = /[ \t\n\r]*/y;
  space.lastIndex = reader.offset;
  space.test(reader.text);
  reader.offset = space.lastIndex;
  return reader.text[reader.offset];
}

function readValue(reader: Reader, depth: number): LocatedJson {
  if (depth > MAX_DEPTH) raise(reader, `values are nested deeper than ${MAX_DEPTH}`);
  switch (skip(reader)) {
    case "{":
      return readObject(reader, depth);
    case "[":
      return readArray(reader, depth);
    default:
      return readScalar(reader);
  }
}

function readObject(reader: Reader, depth: number): LocatedJson {
  const start = reader.offset++;
  const entries: Entry[] = [];
  const names = new Set<string>();
  if (skip(reader) !== "}") {
    do {
      if (skip(reader) !== '"') raise(reader, "expected a name in double quotes");
      const key = readScalar(reader);
      const name = key.kind === "scalar" ? String(key.value) : "";
      if (names.has(name)) raise({ ...reader, offset: key.span.start }, "this name is given twice");
      names.add(name);
      if (skip(reader) !== ":") raise(reader, "expected `:`");
      reader.offset++;
      entries.push({ name, nameSpan: key.span, value: readValue(reader, depth + 1) });
    } while (isMore(reader, "}"));
  }
  reader.offset++;
  return { kind: "object", span: { source: reader.source, start, end: reader.offset }, entries };
}

function readArray(reader: Reader, depth: number): LocatedJson {
  const start = reader.offset++;
  const items: LocatedJson[] = [];
  if (skip(reader) !== "]") {
    do items.push(readValue(reader, depth + 1));
    while (isMore(reader, "]"));
  }
  reader.offset++;
  return { kind: "array", span: { source: reader.source, start, end: reader.offset }, items };
}

function isMore(reader: Reader, closer: string): boolean {
  const next = skip(reader);
  if (next === closer) return false;
  if (next !== ",") raise(reader, `expected \`,\` or \`${closer}\``);
  reader.offset++;
  return true;
}

function readScalar(reader: Reader): LocatedJson {
  const start = reader.offset;
  const scalar = /"(?:[^"\\]|\\.)*"|[^\s{}[\]:,"]+/y;
  scalar.lastIndex = start;
  const word = scalar.exec(reader.text)?.[0];
  const value = word === undefined ? undefined : parseScalar(word);
  if (word === undefined || value === undefined) return raise(reader, "expected a value");
  reader.offset = start + word.length;
  return { kind: "scalar", span: { source: reader.source, start, end: reader.offset }, value };
}

function parseScalar(word: string): string | number | boolean | null | undefined {
  try {
    return JSON.parse(word); // a scalar, as the word has no brackets around
  } catch {
    return undefined;
  }
}

/** Where a value of the path is named; when it is not there, what it should be in. */
export function locate(json: LocatedJson, path: readonly (string | number)[]): Span {
  let value = json;
  let span = json.span;
  for (const step of path) {
    const entry = value.kind === "object" ? value.entries.find(({ name }) => name === step) : undefined;
    const item = value.kind === "array" && typeof step === "number" ? value.items[step] : undefined;
    const next = entry?.value ?? item;
    if (next === undefined) return span;
    span = entry?.nameSpan ?? next.span;
    value = next;
  }
  return span;
}
