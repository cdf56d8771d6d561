import type { HelperDefinition } from "../../src/index.js";

type Helper = HelperDefinition["run"];

/** A helper of raw blocks that prints the body: a raw block does that without one. */
const BODY = "body";

/** The helpers of the cases, each under the words that the data uses; `text:x` is a helper that gives `x`. */
const KINDS: Readonly<Record<string, Helper>> = {
  same: ([value]) => value,
  nothing: () => undefined,
  twice: ([value]) => `${value}${value}`,
  equal: ([a, b]) => a === b,
  dash: ([a, b]) => `${a}-${b}`,
  concat: ([a, b]) => `${a}${b}`,
  "to-text": ([value]) => String(value),
  "type-of": ([value]) => typeof value,
  "list-of-one": ([value]) => [value],
  "bar-and-value": ([value]) => `bar ${value}`,
  "val-is": ([value]) => `val is ${value}`,
  "val-is-three": ([a, b, c]) => `val is ${a}, ${b} and ${c}`,
  "val-is-fun": (_, { fun }) => `val is ${fun}`,
  "length-argument": (_, { length }) => length,
  "hello-and-value": ([value]) => `Hello ${value}`,
  "hello-and-noun": (_, { noun }) => `Hello ${noun}`,
  "hello-number": ([times]) => `Hello ${ifIs("number", times, "NaN")} times`,
  "hello-two-numbers": ([a, b]) => `Hello ${ifIs("number", a, "NaN")} ${ifIs("number", b, "NaN")} times`,
  "hello-all-types": ([text, times, a, b]) =>
    `Hello ${text} ${ifIs("number", times, "NaN")} times: ${ifIs("boolean", a, "NaB")} ${ifIs("boolean", b, "NaB")}`,
  "goodbye-two": ([a, b]) => `Goodbye ${a} ${b}`,
  "goodbye-times": (_, { cruel, world, times }) => `GOODBYE ${cruel} ${world} ${times} TIMES`,
  "goodbye-print": (_, { cruel, world, print }) => (print === true ? `GOODBYE ${cruel} ${world}` : "NOT PRINTING"),
  "cruel-upper": ([value]) => `cruel ${String(value).toUpperCase()}`,
  "input-element": (_, named) => `<input aria-label="${named["aria-label"]}" placeholder="${named["placeholder"]}" />`,
};

function ifIs(type: string, value: unknown, otherwise: string): unknown {
  return typeof value === type ? value : otherwise;
}

/** The helpers that a case needs, by name. Those of decorators are left out: they are refused before. */
export function caseHelpers(kinds: Readonly<Record<string, string | null>> = {}): Record<string, HelperDefinition> {
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([name, kind]) =>
      kind === null || kind === BODY ? [] : [[name, { run: helperOf(kind) }]],
    ),
  );
}

function helperOf(kind: string): Helper {
  if (kind.startsWith("text:")) return () => kind.slice("text:".length);
  const helper = KINDS[kind];
  if (helper === undefined) throw new TypeError(`unknown helper ${kind}`);
  return helper;
}
