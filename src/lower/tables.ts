import type { PositionIndex, StringIndex } from "../artifact/instructions.js";
import { positionAt, type SourceFile, type Span } from "../source/source-file.js";

/** The tables of an artifact while its programs are made. Equal strings and equal places are kept once. */
export interface Tables {
  string(text: string): StringIndex;
  position(span: Span): PositionIndex;
  readonly strings: () => readonly string[];
  /** Source index, line and column of every place, flattened. */
  readonly positions: readonly number[];
}

/** @param all The sources of the compile, in the order in which positions refer to them. */
export function createTables(all: readonly SourceFile[]): Tables {
  const strings = new Map<string, number>();
  const sources = new Map(all.map((source, index) => [source, index]));
  const places = new Map<string, number>();
  const positions: number[] = [];

  return {
    string: (text) => indexIn(strings, text),
    position(span) {
      const source = indexIn(sources, span.source);
      const { line, column } = positionAt(span.source, span.start);
      const key = `${source}:${line}:${column}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      positions.push(source, line, column);
      places.set(key, positions.length / 3 - 1);
      return positions.length / 3 - 1;
    },
    strings: () => [...strings.keys()],
    positions,
  };
}

function indexIn<Key>(table: Map<Key, number>, key: Key): number {
  const known = table.get(key);
  if (known !== undefined) return known;
  table.set(key, table.size);
  return table.size - 1;
}
