import type { Place } from "../content/embed.js";
import type { LaidOut } from "../layout/laid-out.js";
import type { TextPiece } from "../layout/plain-text.js";
import type { Hole, Punched } from "../layout/punch.js";
import type { Segment } from "../layout/segments.js";
import type { SourceFile, Span } from "../source/source-file.js";
import type { Parsed } from "../syntax/parse.js";
import type { ReadTemplate } from "./read-template.js";
import type { ReadTheme } from "./theme.js";

/**
 * What one compile leaves for the next: parsed files and laid out documents, by all that they depend on. So a change of a
 * partial is another entry, and nothing has to be thrown away to be right.
 */
export interface CompileCache {
  /** A number for each version of a file. */
  readonly idOf: (source: SourceFile) => number;
  readonly templates: Recent<ReadTemplate>;
  readonly themes: Recent<ReadTheme>;
  /** Nodes of a file with the place where it is included. */
  readonly placed: WeakMap<object, Placed>;
  /** Templates inside of files, such as a subject in the front matter, by where they start. */
  readonly stretches: WeakMap<SourceFile, Map<number, Parsed>>;
  readonly layouts: Recent<LaidOut>;
  /** What is around a slot, by the text before it. */
  readonly places: Recent<Place>;
}

/** A node as it stands where its file is included. */
export interface Placed {
  readonly includedFrom: Span;
  readonly node: object;
}

/** Units of text that each of them keeps alive, roughly. */
const MAX_LENGTH = 20_000_000;

export function createCompileCache(): CompileCache {
  const ids = new WeakMap<SourceFile, number>();
  let count = 0;
  const idOf = (source: SourceFile): number => {
    const id = ids.get(source) ?? ++count;
    ids.set(source, id);
    return id;
  };
  return {
    idOf,
    templates: createRecent(MAX_LENGTH),
    themes: createRecent(MAX_LENGTH),
    placed: new WeakMap(),
    stretches: new WeakMap(),
    layouts: createRecent(MAX_LENGTH),
    places: createRecent(MAX_LENGTH),
  };
}

/** The most recently used values by key. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  /** @param length Of what the value was made of; it is about as large. */
  set(key: string, value: Value, length: number): void;
}

/** @param maxLength Of all values together. */
export function createRecent<Value>(maxLength: number): Recent<Value> {
  const entries = new Map<string, { readonly value: Value; readonly length: number }>();
  let total = 0;
  const remove = (key: string): void => {
    total -= entries.get(key)?.length ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      // A map keeps the order in which keys were added.
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, length) {
      remove(key);
      if (length > maxLength) return;
      entries.set(key, { value, length });
      total += length;
      for (const oldest of entries.keys()) {
        if (total <= maxLength) break;
        remove(oldest);
      }
    },
  };
}

/** All that laying out depends on: the text, and for each stretch and hole which place of which file it is. */
export function layoutKey({ text, holes, pieces }: Punched, { idOf }: CompileCache): string {
  let key = "";
  for (const { type, node } of holes.values()) {
    const kind = node.type === "Block" ? node.kind : node.type;
    key += `${type} ${kind}${"indented" in node && node.indented ? " indented" : ""},`;
  }
  for (const { span, hole } of pieces) {
    // What is around an embedded content does not depend on the content.
    key += hole?.node.type === "Embedded" ? "content," : `${idOf(span.source)}:${span.start}-${span.end},`;
  }
  return `${key}\n${text}`;
}

/** What was laid out in an earlier compile, with the holes of this one. */
export function relink(laidOut: LaidOut, { holes }: Punched): LaidOut {
  // Equal texts have equal tokens, and the key holds the type of each.
  const current = <Some extends Hole>(hole: Some): Some => (holes.get(hole.token) ?? hole) as Some;
  return {
    ...laidOut,
    html: laidOut.html.map(relinkSegment),
    text: laidOut.text.map(relinkPiece),
    defaults: new Set([...laidOut.defaults].map(current)),
  };

  function relinkSegment(segment: Segment): Segment {
    switch (segment.type) {
      case "static":
        return segment;
      case "value":
        return { ...segment, hole: current(segment.hole) };
      case "block":
        return { ...segment, hole: current(segment.hole) };
    }
  }

  function relinkPiece(piece: TextPiece): TextPiece {
    switch (piece.type) {
      case "static":
      case "value":
      case "block":
        return relinkSegment(piece);
      case "margin":
      case "line":
      case "cell":
        return piece;
      case "link":
        return { ...piece, body: piece.body.map(relinkPiece), href: piece.href.map(relinkSegment) };
      default:
        return { ...piece, body: piece.body.map(relinkPiece) };
    }
  }
}
