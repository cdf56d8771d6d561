import type { Expression, PositionIndex } from "../artifact/instructions.js";
import { REPORTED } from "./call.js";
import { compileExpression, describe } from "./expression.js";
import type { Rejection } from "./render-error.js";
import { countIteration, type Run, report, reportMissing } from "./rendering.js";
import { enterEach, own } from "./scope.js";
import type { Step } from "./step.js";
import { MISSING, print } from "./value.js";

/**
 * Runs the variant for a value, or for the number of items of a list.
 *
 * @param labels The texts that the value may be; or, for a list, whether it must be there.
 */
export function compileChoose<R extends Run>(
  expression: Expression,
  labels: readonly string[] | boolean,
  { programs, position }: { readonly programs: readonly Step<R>[]; readonly position: PositionIndex },
): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return;
    const isMissing = value === undefined || value === null;
    const text = typeof labels === "object" ? print(value) : "";
    const index = typeof labels === "object" ? labels.indexOf(String(text)) : (keysOf(value)?.length ?? -1);
    const program = programs[index];
    const complain = (rejection: Rejection) => report(run.rendering, rejection, describe(expression, scope), position);
    // Under any policy: there is no layout for a value that is not there.
    if (program === undefined) complain(isMissing ? MISSING : typeof text === "string" ? NOT_DECLARED : text);
    else if (isMissing && labels === true) reportMissing(run.rendering, describe(expression, scope), position);
    // The variant of another value has the rest of the problems.
    (program ?? programs[0])?.(scope, run);
  };
}

const NOT_DECLARED: Rejection = {
  code: "invalid-value",
  fact: "is not what the contract declares",
  help: "the layout depends on it: give one of the declared values, or no more items than `maxItems`",
};

/** What a loop runs over; undefined for functions and iterators, which would have to be called. */
function keysOf(list: unknown): readonly string[] | undefined {
  if (typeof list === "function") return undefined;
  if (typeof list !== "object" || list === null) return [];
  return Array.isArray(list) || !(Symbol.iterator in list) ? Object.keys(list) : undefined;
}

/** Asks in one scope, and runs the variant in another. What cannot be decided was reported. */
export function compilePicked<R extends Run>(question: Step<R>, programs: readonly Step<R>[]): Step<R> {
  return (scope, run) => {
    run.picked = 0;
    question(scope, run);
    programs[run.picked]?.(scope, run);
  };
}

/** One turn of a loop whose length was asked for before. */
export function compileNth<R extends Run>(
  expression: Expression,
  { count, index }: { readonly count: number; readonly index: number },
  body: Step<R>,
): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const list = read(scope, run);
    const keys = keysOf(list) ?? [];
    const name = keys[index];
    if (name === undefined) return;
    countIteration(run.rendering);
    const key = Array.isArray(list) ? Number(name) : name;
    const loop = { index, key, first: index === 0, last: index === keys.length - 1, outer: scope.loop };
    body(enterEach(scope, own(list, name), { via: expression, loop, count }), run);
  };
}
