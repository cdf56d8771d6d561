import type { Diagnostic } from "../diagnostics/diagnostic.js";

/**
 * Refuses to compile where prototypes were written to, as happens when untrusted JSON is merged into objects: MJML, juice
 * and the other libraries read options that nobody gave. Rendering reads own properties only and needs no such check.
 */
export function checkPrototypes(): readonly Diagnostic[] {
  for (const [name, sample] of SAMPLES) {
    // Inherited properties are what is looked for.
    for (const _ in sample) {
      const message = `\`${name}.prototype\`, or that of Object, has enumerable properties`;
      return [{ code: "polluted-prototype", severity: "error", message, help: "find the code that writes there" }];
    }
  }
  return [];
}

const SAMPLES: readonly (readonly [name: string, sample: object])[] = [
  ["Array", []],
  ["String", Object("")],
  ["Function", () => undefined],
  ["RegExp", /x/],
  ["Map", new Map()],
];
