import { describe, expect, test } from "vitest";
import { attack, formatFailures, tells } from "./attack.js";
import { HTML_ONLY, NO_ESCAPING } from "./controls.js";
import { PLACES, type Place } from "./places.js";

/** The same for every build; `long.ts` looks further with others. */
const SEED = 5;
const HOSTILE = { seed: SEED, runs: 20, every: 3 };

const named = PLACES.map((place) => [place.name, place] as const);

describe("a hostile value changes nothing but itself in", { timeout: 240_000 }, () => {
  test.each(named)("%s", async (_, place) => {
    const tally = await attack(place, HOSTILE);
    expect(tally.failures, formatFailures(place, tally)).toEqual([]);
    expect(tally.printed).toBeGreaterThan(place.templates.length * place.accepts.length);
    expect(tally.refused > 0).toBe(!isAnyText(place));
  });
});

/** Places that refuse no value, because any text can be written there. */
function isAnyText({ reading, name }: Place): boolean {
  return reading === "text" || reading === "line" || /part of a (?:query|fragment)/.test(name);
}

/** The laws fire: nothing but the escapers is another. */
describe("the laws notice", { timeout: 240_000 }, () => {
  test.each(named)("values without escaping in %s", async (_, place) => {
    expect((await firstFailure(place, NO_ESCAPING)).length).toBe(1);
  });

  const elsewhere = named.filter(([, place]) => !isHtml(place));
  test.each(elsewhere)("escaping for HTML in %s", async (_, place) => {
    expect((await firstFailure(place, HTML_ONLY)).length).toBe(1);
  });
});

function firstFailure(place: Place, escapers: typeof NO_ESCAPING) {
  return attack(place, { ...HOSTILE, escapers, endOnFailure: true }).then(({ failures }) => failures);
}

function isHtml({ reading, name }: Place): boolean {
  return reading === "text" && !/CSS|SMS|text part/.test(name);
}

test("the error's law notices a value in a message", () => {
  expect(tells("`v` is <b>, which is no colour", "<b>")).toBe(true);
  expect(tells("`v` is not a single CSS value", "CSS value")).toBe(true);
  expect(tells("`v` is not a single CSS value", "value")).toBe(false);
  expect(tells("`v` is not a single CSS value", "<b>")).toBe(false);
});
