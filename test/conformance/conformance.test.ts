import { beforeAll, describe, expect, test } from "vitest";
import { CASE_FILES } from "./cases.js";
import { kindOf, type Outcomes, readOutcomes, runAll, writeOutcomes } from "./outcomes.js";

/**
 * The cases of the Handlebars and Mustache specifications against `outcomes.json`. When an outcome has changed on
 * purpose: `UPDATE=1 npx vitest run --config test/vitest.config.ts test/conformance`, and read the difference.
 */
let outcomes: Outcomes = {};

beforeAll(async () => {
  outcomes = await runAll();
  if (process.env["UPDATE"] === "1") writeOutcomes(outcomes);
});

const all = (): string[] => Object.values(outcomes).flatMap((file) => Object.values(file));

describe("conformance", () => {
  test.each(CASE_FILES.map(({ name }) => name))("%s", (name) => {
    expect(outcomes[name]).toEqual(readOutcomes()[name]);
  });

  test("nothing is recorded that is not a case any more", () => {
    expect(Object.keys(readOutcomes())).toEqual(CASE_FILES.map(({ name }) => name));
  });

  test.each(CASE_FILES)(
    "$name says where its cases come from, and has no id twice",
    ({ origin, commit, licence, cases }) => {
      expect(origin).toMatch(/^https:/);
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(licence).toMatch(/^MIT, Copyright/);
      expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    },
  );

  test("no case prints another text, and none is refused without a place or a reason", () => {
    const wrong = Object.entries(outcomes).flatMap(([name, file]) =>
      Object.entries(file).flatMap(([id, outcome]) =>
        kindOf(outcome) === "wrong" ? [`${name}: ${id}: ${outcome}`] : [],
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("whatever has not passed has a reason", () => {
    expect(all().filter((outcome) => !/^(passed|(refused|skipped): .+)$/.test(outcome))).toEqual([]);
  });

  test("as many cases pass as are recorded", () => {
    const recorded = Object.values(readOutcomes()).flatMap((file) => Object.values(file));
    const passed = (list: readonly string[]): number => list.filter((outcome) => outcome === "passed").length;
    expect(passed(all())).toBeGreaterThanOrEqual(passed(recorded));
    expect(passed(all())).toBeGreaterThan(all().length / 4);
  });
});
