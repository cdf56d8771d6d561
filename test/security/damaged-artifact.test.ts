import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArtifactError, createRenderer, decode, helpers, load } from "../../src/index.js";
import { isRefusal } from "../own-errors.js";

const MARK = "<img src=x onerror='a\"b'>";

const message = await createRenderer({
  templates: {
    "t/email.html": `---\nsubject: S {{x}}\nfrom_name: F {{x}}\nunsubscribe: https://a.example/{{x}}\n---\n<html><body title="{{x}}">{{@subject}}
      {{x}} {{#if x}}a{{else}}b{{/if}}{{#each items as |it|}}<p>{{it}} {{@index}} {{../x}}</p>{{/each}}{{#with user}}{{x}}{{/with}}
      <a href="https://a.example/{{x}}" style="content:'{{x}}'">{{upper x}}</a><pre>{{x}}</pre><ul><li>{{x}}</li></ul>{{> part y=x}}</body></html>`,
    "partials/part.html": "<i>{{y}}</i>",
  },
}).compile({ type: "email", template: "t" });
const TEXT = JSON.stringify(message.artifact);
const VARIABLES = { x: MARK, items: [MARK, MARK], user: { x: MARK } };

/** Every place in a tree of JSON. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => placesOf(Reflect.get(value, key), [...path, key]))];
}

const PLACES = placesOf(message.artifact).filter((path) => path.length > 0);
/** Those of the instructions: what is damaged elsewhere is static text, which may be anything. */
const INSTRUCTIONS = PLACES.filter(([name]) => name === "programs");

const words = [
  "raw",
  "plain",
  "html",
  "css",
  "header",
  "name",
  "value",
  "each",
  "path",
  "root",
  "data",
  "constructor",
  "__proto__",
  "x",
];
const replacement = fc.oneof(
  fc.constantFrom<unknown>(...words, 0, 1, 7, -1, 1e9, 0.5, null, true, [], {}, [[]], "", undefined),
  fc.constantFrom(...INSTRUCTIONS.map((path) => () => at(JSON.parse(TEXT), path))).map((pick) => pick()),
);

function at(tree: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((node, key) => Reflect.get(Object(node), key), tree);
}

interface Damage {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

function damaged(damages: readonly Damage[]): unknown {
  const tree: unknown = JSON.parse(TEXT);
  for (const { path, value } of damages) {
    const parent = at(tree, path.slice(0, -1));
    if (typeof parent === "object" && parent !== null) Reflect.set(parent, path.at(-1) ?? "", value);
  }
  return JSON.parse(JSON.stringify(tree));
}

const damages = (places: typeof PLACES) =>
  fc.array(fc.record({ path: fc.constantFrom(...places), value: replacement }), { minLength: 1, maxLength: 3 });

/** What rendering makes of it, or undefined when it is refused, in one of our own ways. */
function outcome(json: unknown) {
  try {
    return load(decode(json) as typeof message.artifact, { helpers }).render(VARIABLES);
  } catch (error) {
    if (error instanceof ArtifactError || isRefusal(error)) return undefined;
    throw error;
  }
}

describe("a damaged artifact", () => {
  test("is refused, or renders texts", () => {
    let refused = 0;
    fc.assert(
      fc.property(damages(PLACES), (all) => {
        const email = outcome(damaged(all));
        if (email === undefined) refused++;
        else if (email.channel === "email")
          expect([typeof email.html, typeof email.text, typeof email.subject]).toEqual(["string", "string", "string"]);
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  test("lets no value open a tag or end a header, whatever its instructions are", () => {
    let rendered = 0;
    fc.assert(
      fc.property(damages(INSTRUCTIONS), (all) => {
        const email = outcome(damaged(all));
        if (email === undefined) return;
        rendered++;
        expect(email.html).not.toMatch(/<img|onerror=|'a"b/);
        expect([email.subject, email.preheader, email.from.name].join("")).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 3000 },
    );
    expect(rendered).toBeGreaterThan(20);
  });

  test("a value of HTML is not to be printed as text is", () => {
    const json = JSON.parse(TEXT.replaceAll('"html",', '"plain",'));
    expect(() => decode(json)).toThrow(ArtifactError);
  });
});
