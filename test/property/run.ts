import fc from "fast-check";
import type { Variables } from "../../src/index.js";
import { dataOf, ROOT } from "./data.js";
import { FEATURES } from "./features.js";
import { compare, type Spoil, type Verdict } from "./law.js";
import { generateSources } from "./templates.js";

export type Tally = Record<Verdict, number>;

/**
 * Compares Platen with Handlebars on random templates and data.
 *
 * @throws Error with the seed; its cause names the smallest template and data on which they differ.
 */
export async function runDifferential(parameters: Parameters, spoil?: Spoil): Promise<Tally> {
  const tally: Tally = { equal: 0, "equal when empty": 0, refused: 0, invalid: 0, crashed: 0 };
  const law = fc.asyncProperty(fc.gen(), dataOf(ROOT), async (g, data) => {
    // The shape is that of a record.
    const apart = g(() => fc.constantFrom(...APART));
    const features = FEATURES.filter(({ name }) => !apart.includes(name));
    tally[await compare(generateSources(g, features), data as Variables, spoil)]++;
  });
  await fc.assert(law, parameters);
  return tally;
}

/**
 * Constructs that are not generated together: Handlebars loses block parameters, or breaks, inside of inline partials,
 * where Platen finds them.
 */
const APART = [["inline partial"], ["each as", "with as"]] satisfies string[][];

type Parameters = fc.Parameters<[fc.GeneratorValue, unknown]>;
