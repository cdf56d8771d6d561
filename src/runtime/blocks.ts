import type { Expression } from "../artifact/instructions.js";
import { REPORTED } from "./call.js";
import { compileExpression, describe, positionOf } from "./expression.js";
import type { Rejection } from "./render-error.js";
import { countIteration, type Run, report, reportMissing } from "./rendering.js";
import { enter, enterEach, own, type Scope } from "./scope.js";
import type { Step } from "./step.js";
import { isEmpty, isTruthy, wrongType } from "./value.js";

export function compileIf<R extends Run>(expression: Expression, yes: Step<R>, no: Step<R>): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return;
    // Handlebars would call it.
    if (typeof value === "function") complain(run, wrongType("a function"), expression, scope);
    else if (isTruthy(value)) yes(scope, run);
    else no(scope, run);
  };
}

type WithInstruction = readonly ["with", Expression, number, ...unknown[]];

/** @param no The else program. With one, the block is its own guard; without, nothing is a missing variable. */
export function compileWith<R extends Run>(
  [, expression, count]: WithInstruction,
  yes: Step<R>,
  no: Step<R> | undefined,
): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return;
    if (typeof value === "function") complain(run, wrongType("a function", OBJECT), expression, scope);
    else if (!isEmpty(value)) yes(enter(scope, value, expression, count === 0 ? [] : [value]), run);
    else if (no !== undefined) no(scope, run);
    else if (value === undefined || value === null) complainMissing(run, expression, scope);
  };
}

const OBJECT = "an object";
const LIST = "an array or a plain object";

type SectionInstruction = readonly ["section", Expression, number, ...unknown[]];

/** `{{#name}}`: a list is looped over, `true` is a condition, anything else is what the body is about. */
export function compileSection<R extends Run>(
  [, expression, count]: SectionInstruction,
  body: Step<R>,
  no: Step<R>,
): Step<R> {
  const read = compileExpression(expression);
  const loop = compileEach(["each", expression, count], body, no);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return;
    if (typeof value === "function") complain(run, wrongType("a function"), expression, scope);
    else if (value === true) body(scope, run);
    else if (value === undefined || value === null || value === false) no(scope, run);
    else if (Array.isArray(value)) loop(scope, run);
    else body(enter(scope, value, expression), run);
  };
}

type EachInstruction = readonly ["each", Expression, number, ...unknown[]];

/** @param no The else program, as for `with`. */
export function compileEach<R extends Run>(
  [, expression, count]: EachInstruction,
  body: Step<R>,
  no: Step<R> | undefined,
): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return;
    const type = refusedType(value);
    if (type !== undefined) return complain(run, wrongType(type, LIST), expression, scope);
    const loop: EachLoop<R> = { expression, count, body, scope, run };
    const length = Array.isArray(value) ? eachItem(value, loop) : eachProperty(value, loop);
    if (length > 0) return;
    if (no !== undefined) no(scope, run);
    else if (value === undefined || value === null) complainMissing(run, expression, scope);
  };
}

interface EachLoop<R extends Run> {
  readonly expression: Expression;
  readonly count: number;
  readonly body: Step<R>;
  readonly scope: Scope;
  readonly run: R;
}

/** Functions and iterators would have to be called. */
function refusedType(value: unknown): string | undefined {
  if (typeof value === "function") return "a function";
  const isIterable = typeof value === "object" && value !== null && !Array.isArray(value) && Symbol.iterator in value;
  return isIterable ? "an iterable object" : undefined;
}

function eachItem<R extends Run>(
  list: readonly unknown[],
  { expression, count, body, scope, run }: EachLoop<R>,
): number {
  const outer = scope.loop;
  for (let index = 0; index < list.length; index++) {
    // Holes count too: a sparse array may have four billion.
    countIteration(run.rendering, positionOf(expression));
    const item = Object.getOwnPropertyDescriptor(list, index);
    if (item === undefined) continue;
    const loop = { index, key: index, first: index === 0, last: index === list.length - 1, outer };
    body(enterEach(scope, item.value, { via: expression, loop, count }), run);
  }
  return list.length;
}

function eachProperty<R extends Run>(value: unknown, { expression, count, body, scope, run }: EachLoop<R>): number {
  if (typeof value !== "object" || value === null) return 0;
  const outer = scope.loop;
  const keys = Object.keys(value);
  for (const [index, key] of keys.entries()) {
    countIteration(run.rendering, positionOf(expression));
    const loop = { index, key, first: index === 0, last: index === keys.length - 1, outer };
    body(enterEach(scope, own(value, key), { via: expression, loop, count }), run);
  }
  return keys.length;
}

/** Reports what is wrong with the value that a block is about. */
function complain(run: Run, rejection: Rejection, expression: Expression, scope: Scope): void {
  report(run.rendering, rejection, describe(expression, scope), positionOf(expression));
}

function complainMissing(run: Run, expression: Expression, scope: Scope): void {
  reportMissing(run.rendering, describe(expression, scope), positionOf(expression));
}
