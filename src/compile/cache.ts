import type { Place } from "../content/embed.js";
import type { LaidOut } from "../layout/laid-out.js";
import type { TextPiece } from "../layout/plain-text.js";
import type { Hole, Punched } from "../layout/punch.js";
import type { Segment } from "../layout/segments.js";
import type { SourceFile } from "../source/source-file.js";
import type { ReadTemplate } from "./read-template.js";

/**
 * What one compile leaves for the next: parsed files and laid out documents, by all that they depend on. So a change of a
 * partial is another entry, and nothing has to be thrown away to be right.
 */
export interface CompileCache {
  /** A number for each version of a file. */
  readonly idOf: (source: SourceFile) => number;
  readonly templates: Recent<ReadTemplate>;
  readonly layouts: Recent<LaidOut>;
  /** What is around a slot, by the text before it. */
  readonly places: Recent<Place>;
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
    layouts: createRecent(MAX_LENGTH),
    places: createRecent(MAX_LENGTH),
  };
}

/** The most recently used values by key. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** @param maxLength Of all keys together; values are about as large. */
export function createRecent<Value>(maxLength: number): Recent<Value> {
  const entries = new Map<string, Value>();
  let length = 0;
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      // A map keeps the order in which keys were added.
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      if (key.length > maxLength || entries.has(key)) return;
      entries.set(key, value);
      length += key.length;
      for (const oldest of entries.keys()) {
        if (length <= maxLength) break;
        entries.delete(oldest);
        length -= oldest.length;
      }
    },
  };
}

/** All that laying out depends on: the text, and for each stretch and hole which place of which file it is. */
export function layoutKey({ text, holes, pieces }: Punched, { idOf }: CompileCache): string {
  const tags = [...holes.values()].map(({ type, node }) => [
    type,
    node.type === "Block" ? node.kind : node.type,
    "indented" in node && node.indented,
  ]);
  // What is around an embedded content does not depend on the content.
  const places = pieces.map(({ span, hole }) =>
    hole?.node.type === "Embedded" ? "content" : [idOf(span.source), span.start, span.end],
  );
  return JSON.stringify([text, tags, places]);
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
