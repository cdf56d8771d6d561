import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** What may be wrong with a row, and the code that it is reported with. */
export const MISTAKES = {
  "unclosed quote": "invalid-data",
  "quote in a cell": "invalid-data",
  "missing cell": "invalid-data",
  "bad UTF-8": "invalid-data",
  "missing variable": "missing-variable",
  "wrong type": "wrong-type",
} as const;

export type Mistake = keyof typeof MISTAKES;

/** A table of people, of which some rows are wrong on purpose. */
export interface People {
  readonly count: number;
  /** Which rows, and with what. */
  readonly mistakes: ReadonlyMap<number, Mistake>;
}

const KINDS = Object.keys(MISTAKES) as Mistake[];

/** Writes a table; the same for the same seed. One row in about 200 is wrong, and some have line ends in their cells. */
export async function writePeople(path: string, count: number, seed: number): Promise<People> {
  const random = createRandom(seed);
  const mistakes = new Map<number, Mistake>();
  const file = createWriteStream(path);
  file.write("first_name,last_name,points,vip,url\n");
  for (let row = 1; row <= count; row++) {
    const mistake = random() < 1 / 200 ? KINDS[Math.floor(random() * KINDS.length)] : undefined;
    if (mistake !== undefined) mistakes.set(row, mistake);
    if (!file.write(lineOf(row, mistake, random()))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
  return { count, mistakes };
}

function lineOf(row: number, mistake: Mistake | undefined, chance: number): Buffer {
  const name = chance < 0.05 ? `"Ana ""A"", ${row}"` : chance < 0.1 ? `"Ana\n${row}"` : `Ana ${row}`;
  const url = `https://shop.example/p/${row}`;
  const rest = `${row % 977},${row % 3 === 0},${url}\n`;
  switch (mistake) {
    case "unclosed quote":
      return Buffer.from(`"Ana ${row},Müller,${rest}`);
    case "quote in a cell":
      return Buffer.from(`Ana "${row}",Müller,${rest}`);
    case "missing cell":
      return Buffer.from(`Ana ${row},${rest}`);
    case "bad UTF-8":
      return Buffer.concat([Buffer.from(`Ana ${row},M`), Buffer.from([0xfc]), Buffer.from(`ller,${rest}`)]);
    case "missing variable":
      return Buffer.from(`,Müller,${rest}`);
    case "wrong type":
      return Buffer.from(`${name},Müller,many,true,${url}\n`);
    default:
      return Buffer.from(`${name},Müller,${rest}`);
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
