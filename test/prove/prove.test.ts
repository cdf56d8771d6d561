import { describe, expect, test } from "vitest";
import type { Diagnostic, RenderedEmail } from "../../src/index.js";
import { CONTROLS, type Control } from "../oracle/controls.js";
import { chunksOf, sumOf } from "./chunks.js";
import type { Spoil } from "./law.js";
import { prove } from "./prove.js";
import { formatReport, isProved, totalOf } from "./report.js";

/** No test waits longer, however slow the machine is: `npm run prove` makes many more runs. */
const MILLISECONDS = 12_000;

describe("random templates", { timeout: 120_000 }, () => {
  test("equal the reference or are refused as expected", async () => {
    // Others are for `npm run prove`: a check that a build waits for finds the same every time.
    const seed = 2026;
    const { failures } = await prove({ seed, count: 60, timeLimit: MILLISECONDS });
    expect(failures.map(({ report, replay }) => `${report}\nagain: npm run prove -- --replay=${replay}`)).toEqual([]);
  });

  test("are the same for the same seed", async () => {
    const runs = { seed: 7, count: 4 };
    expect(await prove(runs)).toEqual(await prove(runs));
  });
});

/** The law fires: a Platen that is broken like this is found out, within so many runs. */
const ENOUGH = 100;

describe("the proof notices that", { timeout: 120_000 }, () => {
  test.each(CONTROLS)("$name", async (control) => {
    const { failures } = await prove({ seed: 1, count: ENOUGH, asFound: true }, { emails: visibleOf(control) });
    expect(failures[0]?.report).toMatch(/^other than the reference/);
  });

  test.each<[string, (diagnostic: Diagnostic) => Diagnostic]>([
    ["a refusal has another code", (diagnostic) => ({ ...diagnostic, code: "invalid-css" })],
    ["a refusal is about another place", (diagnostic) => ({ ...diagnostic, ...movedSpan(diagnostic) })],
    ["a refusal is about no place", ({ span: _, ...diagnostic }) => diagnostic],
  ])("%s", async (_, change) => {
    const spoil: Spoil = { diagnostics: (diagnostics) => diagnostics.map(change) };
    const { failures } = await prove({ seed: 1, count: ENOUGH, asFound: true }, spoil);
    expect(failures[0]?.report).toMatch(/^refused unexpectedly/);
  });
});

test("the proof notices that an earlier compile changes the artifact", { timeout: 120_000 }, async () => {
  const spoil: Spoil = { artifact: (artifact) => ({ ...artifact, strings: [...artifact.strings, "more"] }) };
  const { failures } = await prove({ seed: 1, count: ENOUGH, asFound: true }, spoil);
  expect(failures[0]?.report).toMatch(/^another artifact/);
});

/** As many defects are tried in one email. */
const MUTANTS = 3;

/** Emails with one defect each, of those that can be told from the email without. */
function visibleOf(control: Control): NonNullable<Spoil["emails"]> {
  return function* visible({ artifact, render }, variables): Generator<RenderedEmail> {
    const { html, text } = render(variables);
    let tried = 0;
    for (const spoiled of control.spoil(artifact, variables)) {
      if (spoiled.html === html && spoiled.text === text) continue;
      yield spoiled;
      if (++tried === MUTANTS) return;
    }
  };
}

function movedSpan({ span }: Diagnostic): Pick<Diagnostic, "span"> {
  return span === undefined ? {} : { span: { ...span, end: span.end + 1 } };
}

describe("the runs of a proof", () => {
  test("are cut into pieces of which no two have the same seed", () => {
    const chunks = [...chunksOf(1, 130), ...chunksOf(2, 130)];
    expect(chunks.map(({ count }) => count)).toEqual([50, 50, 30, 50, 50, 30]);
    expect(new Set(chunks.map(({ seed }) => seed)).size).toBe(6);
  });

  test("are summed up", () => {
    const failures = [{ replay: "1:2", report: "other than the reference" }];
    const one = {
      verdicts: { compiled: 6, refused: 4, "known limit": 0 },
      coverage: { hero: { compiled: 3, refused: 1 } },
    };
    const sum = sumOf([
      { ...one, failures: [] },
      { ...one, failures: [] },
    ]);
    expect(totalOf(sum.verdicts)).toBe(20);
    expect(sum.coverage.hero).toEqual({ compiled: 6, refused: 2 });
    expect(isProved(sum)).toBe(true);
    expect(isProved({ ...sum, failures })).toBe(false);
    expect(isProved({ ...sum, verdicts: { ...sum.verdicts, refused: 9 } })).toBe(false);
    expect(formatReport({ ...sum, failures }, "title")).toContain("again: npm run prove -- --replay=1:2");
  });
});
