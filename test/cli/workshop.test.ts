import { describe, expect, test } from "vitest";
import type { Made } from "../../src/cli/bulk/made.js";
import type { Threads } from "../../src/cli/bulk/threads.js";
import { makeInOrder, type Workshop } from "../../src/cli/bulk/workshop.js";
import type { Row } from "../../src/cli/recipient-row.js";

const BATCH = 10;

function rowsFrom(first: number): readonly Row[] {
  return Array.from({ length: BATCH }, (_, index) => {
    const row = first + index;
    return { row, line: row + 1, next: { line: row + 2, offset: 0 }, values: {} };
  });
}

/** Batches of rows, and how many of them were asked for. */
function recipients(batches: number) {
  const state = { asked: 0 };
  async function* rows() {
    for (; state.asked < batches; ) yield rowsFrom(state.asked++ * BATCH + 1);
  }
  return { state, rows: rows() };
}

/** Threads that answer later for earlier rows. */
function slowThreads() {
  const state = { given: 0, closed: 0 };
  const threads: Threads = {
    async make(rows) {
      const delay = Math.max(0, 5 - state.given++);
      await new Promise((resolve) => setTimeout(resolve, delay));
      return rows.map(({ row }) => ({ content: `thread ${row}` }));
    },
    async close() {
      state.closed++;
    },
  };
  return { state, threads };
}

const here = ({ row }: Row): Made => ({ content: `here ${row}` });

async function contents(batches: AsyncIterable<Row[]> | AsyncIterable<readonly Row[]>, workshop: Workshop) {
  const all: [row: number, content: unknown][] = [];
  for await (const { rows, made } of makeInOrder(batches, workshop)) {
    const outcomes = await Promise.all(made);
    expect(outcomes).toHaveLength(rows.length);
    for (const [index, { row }] of rows.entries()) all.push([row, Object.values(outcomes[index] ?? {})[0]]);
  }
  return all;
}

describe("the workshop", () => {
  test("makes messages here when there is one job, and while there is patience", async () => {
    const openThreads = async () => {
      throw new Error("not needed");
    };
    for (const [jobs, patience] of [
      [1, 0],
      [4, 60_000],
    ] as const) {
      const all = await contents(recipients(3).rows, { make: here, jobs, patience, openThreads });
      expect(all).toEqual(Array.from({ length: 30 }, (_, index) => [index + 1, `here ${index + 1}`]));
    }
  });

  test("takes what threads made in the order of the rows, also the last few, and ends them", async () => {
    const { state, threads } = slowThreads();
    const workshop: Workshop = { make: here, jobs: 2, patience: 0, openThreads: async () => threads };
    const all = await contents(recipients(50).rows, workshop);
    expect(all).toEqual(Array.from({ length: 500 }, (_, index) => [index + 1, `thread ${index + 1}`]));
    expect(state.closed).toBe(1);
    expect(state.given).toBeLessThan(20);
  });

  test("gives threads fewer rows at once the larger messages are", async () => {
    const given: number[] = [];
    const threads: Threads = {
      async make(rows) {
        given.push(rows.length);
        return rows.map(() => ({ content: new Uint8Array(400_000) }));
      },
      close: async () => undefined,
    };
    const workshop: Workshop = { make: here, jobs: 2, patience: 0, openThreads: async () => threads };
    await contents(recipients(20).rows, workshop);
    expect(given.slice(0, 7)).toEqual([8, 8, 8, 8, 8, 8, 8]);
    expect(new Set(given.slice(7, -1))).toEqual(new Set([2]));
  });

  test("reads only so far ahead, and ends threads when nobody wants more", async () => {
    const { state, threads } = slowThreads();
    const people = recipients(10_000);
    const workshop: Workshop = { make: here, jobs: 2, patience: 0, openThreads: async () => threads };
    for await (const _ of makeInOrder(people.rows, workshop)) break;
    expect(people.state.asked * BATCH).toBeLessThan(1000);
    expect(state.closed).toBe(1);
  });

  test("throws what a thread throws, and ends the others", async () => {
    const { state, threads } = slowThreads();
    const failing: Threads = {
      ...threads,
      make: async (rows) => {
        if (rows.some(({ row }) => row === 200)) throw new Error("row 200");
        return threads.make(rows);
      },
    };
    const workshop: Workshop = { make: here, jobs: 2, patience: 0, openThreads: async () => failing };
    await expect(contents(recipients(100).rows, workshop)).rejects.toThrow("row 200");
    expect(state.closed).toBe(1);
  });
});
