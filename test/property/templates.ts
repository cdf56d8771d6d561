import fc from "fast-check";
import { ROOT } from "./data.js";
import { FEATURES, type Feature } from "./features.js";
import type { Place, WriteBody } from "./place.js";

/** A random template over the language with the partials it uses. */
export interface Sources {
  readonly template: string;
  readonly partials: Readonly<Record<string, string>>;
}

/** @param features What may be written; the whole table unless given. */
export function generateSources(g: fc.GeneratorValue, features: readonly Feature[] = FEATURES): Sources {
  const write = bodyWriter(features.filter(({ on }) => on));
  const place: Place = { g, levels: [ROOT], named: [], inLoop: false, room: 3, partials: new Map() };
  const template = write(place, 6);
  return { template, partials: Object.fromEntries(place.partials) };
}

function bodyWriter(features: readonly Feature[]): WriteBody {
  const write: WriteBody = (place, atMost) => {
    const length = place.g(fc.integer, { min: 1, max: atMost });
    return Array.from({ length }, () => pickFeature(features, place).write(place, write)).join("");
  };
  return write;
}

function pickFeature(features: readonly Feature[], place: Place): Feature {
  const open = features.filter(({ isBlock, needs }) => (!isBlock || place.room > 0) && (needs?.(place) ?? true));
  const choices = open.flatMap((feature) => new Array<Feature>(feature.weight).fill(feature));
  const choice = choices[place.g(fc.integer, { min: 0, max: choices.length - 1 })];
  if (choice === undefined) throw new Error("no construct is possible here");
  return choice;
}
