import { mkdtempSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Bulk,
  checkOutput,
  digestsOf,
  journalOf,
  killAt,
  outputOf,
  RECIPIENTS,
  sizeOf,
  startBulk,
  writeTemplates,
} from "./law.js";
import { createRandom, type People, writePeople } from "./people.js";

/** The small sister of `test/bulk/long.ts`. SMS start quickly, as they need no MJML. */
const ROWS = 20_000;
const SEED = 7;

const folder = mkdtempSync(join(tmpdir(), "platen-bulk-"));
const bulk = (name: string): Bulk => ({ folder, channel: "sms", name });
const whole = bulk("whole");
let people: People;

beforeAll(async () => {
  await writeTemplates(folder);
  people = await writePeople(join(folder, RECIPIENTS), ROWS, SEED);
  await startBulk(whole).end;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("platen bulk in a process", () => {
  test("loses no row, and reports each that is wrong by its number", async () => {
    expect(people.mistakes.size).toBeGreaterThan(50);
    await checkOutput(whole, people);
  });

  test("killed at random moments and resumed, leaves the same files", async () => {
    const random = createRandom(SEED);
    const killed = bulk("killed");
    const size = await sizeOf(outputOf(whole));
    for (const share of [random(), random(), random()].toSorted()) await killAt(killed, share * size);
    await startBulk(killed).end;
    expect(await digestsOf(killed)).toEqual(await digestsOf(whole));
  });

  test("with threads, killed and resumed with another number of them, leaves the same files", async () => {
    const threaded = { ...bulk("threaded"), jobs: 3 };
    await killAt(threaded, 0.5 * (await sizeOf(outputOf(whole))));
    await startBulk({ ...threaded, jobs: 2 }).end;
    expect(await digestsOf(threaded)).toEqual(await digestsOf(whole));
  });

  test("that is noticed: a journal that says one byte less leaves other files", async () => {
    const wrong = bulk("wrong");
    await startBulk(wrong).end;
    const journal = JSON.parse(await readFile(journalOf(wrong), "utf8"));
    await writeFile(journalOf(wrong), JSON.stringify({ ...journal, outBytes: journal.outBytes - 1 }));
    await startBulk(wrong).end;
    expect(await digestsOf(wrong)).not.toEqual(await digestsOf(whole));
    const other = { ...people, mistakes: new Map([...people.mistakes].slice(1)) };
    await expect(checkOutput(whole, other)).rejects.toThrow(/is lost, or twice/);
  });
});
