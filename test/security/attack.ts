import fc from "fast-check";
import type { Escape } from "../../src/artifact/instructions.js";
import type { Escaper } from "../../src/runtime/matching.js";
import { lawBroken } from "./laws.js";
import { compileTemplate, type Output, type Render, renderWith } from "./messages.js";
import type { Place } from "./places.js";
import { hostileValue, samplesFor } from "./values.js";

/** What became of the values tried at one place. */
export interface Tally {
  printed: number;
  refused: number;
  readonly failures: Failure[];
}

export interface Failure {
  readonly value: string;
  /** Index among the templates of the place. */
  readonly template: number;
  readonly fact: string;
}

export interface Attack {
  readonly seed: number;
  /** Random values for each template, besides the corpus. */
  readonly runs: number;
  /** Takes one of so many texts of the corpus for each template, others for the next one. */
  readonly every: number;
  /** What stands in place of Platen's escapers, for negative controls. */
  readonly escapers?: Partial<Record<Escape, Escaper>>;
  readonly endOnFailure?: boolean;
}

/** Fills every template of a place with hostile values and holds what comes out to the laws. */
export async function attack(
  place: Place,
  { seed, runs, every, escapers, endOnFailure = false }: Attack,
): Promise<Tally> {
  const tally: Tally = { printed: 0, refused: 0, failures: [] };
  for (const [template, source] of place.templates.entries()) {
    const message = await compileTemplate(source);
    // The marker shows where values come out even when escapers are broken.
    const marked = renderWith(message)(place.marker);
    if ("refused" in marked) throw new Error(`${place.name}, template ${template}: ${marked.refused.join()}`);
    const render = renderWith(message, escapers);
    const random = fc.sample(hostileValue(place.accepts), { seed: seed + template, numRuns: runs });
    const samples = samplesFor(place.accepts).filter((_, index) => (index + template) % every === 0);
    for (const value of [...place.accepts, ...samples, ...random]) {
      const fact = judge(render, { value, marked, place }, tally);
      if (fact !== undefined) tally.failures.push({ value, template, fact });
      if (endOnFailure && fact !== undefined) return tally;
    }
  }
  return tally;
}

interface Case {
  readonly value: string;
  readonly marked: Output;
  readonly place: Place;
}

function judge(render: Render, { value, marked, place }: Case, tally: Tally): string | undefined {
  const found = render(value);
  if ("refused" in found) {
    tally.refused++;
    if (place.accepts.includes(value)) return `a value that the place takes is refused: ${found.refused[0]}`;
    return found.refused.some((message) => tells(message, value)) ? "the error tells the value" : undefined;
  }
  tally.printed++;
  return lawBroken(marked, found, value, place);
}

/** Whether a message holds a value. Words of the messages themselves are not counted. */
export function tells(message: string, value: string): boolean {
  return value.length > 2 && /[^a-z .]/.test(value) && message.includes(value);
}

/** The first failures, for a message. */
export function formatFailures(place: Place, { failures }: Tally): string {
  const lines = failures
    .slice(0, 5)
    .map(({ value, template, fact }) => `${place.name}, template ${template}, ${JSON.stringify(value)}: ${fact}`);
  return [`${failures.length} failures`, ...lines].join("\n");
}
