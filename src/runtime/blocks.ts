import type { Expression } from "../artifact/instructions.js";
import { compileExpression, describe, positionOf } from "./expression.js";
import { countIteration, type Rejection, type Run, report } from "./rendering.js";
import { enterEach, enterWith, own, type Scope } from "./scope.js";
import type { Step } from "./step.js";
import { isEmpty, isTruthy, MISSING, wrongType } from "./value.js";

export function compileIf<R extends Run>(expression: Expression, yes: Step<R>, no: Step<R>): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    // Handlebars would call it.
    if (typeof value === "function") complain(run, wrongType("a function"), expression, scope);
    else if (isTruthy(value)) yes(scope, run);
    else no(scope, run);
  };
}

/** @param no The else program. With one, the block is its own guard; without, nothing is a missing variable. */
export function compileWith<R extends Run>(expression: Expression, yes: Step<R>, no: Step<R> | undefined): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    if (typeof value === "function") complain(run, wrongType("a function", OBJECT), expression, scope);
    else if (!isEmpty(value)) yes(enterWith(scope, value, expression), run);
    else if (no !== undefined) no(scope, run);
    else if (value === undefined || value === null) complain(run, MISSING, expression, scope);
  };
}

const OBJECT = "an object";
const LIST = "an array or a plain object";

/** @param no The else program, as for `with`. */
export function compileEach<R extends Run>(expression: Expression, body: Step<R>, no: Step<R> | undefined): Step<R> {
  const read = compileExpression(expression);
  return (scope, run) => {
    const value = read(scope, run);
    const type = refusedType(value);
    if (type !== undefined) return complain(run, wrongType(type, LIST), expression, scope);
    const loop: EachLoop<R> = { expression, body, scope, run };
    const length = Array.isArray(value) ? eachItem(value, loop) : eachProperty(value, loop);
    if (length > 0) return;
    if (no !== undefined) no(scope, run);
    else if (value === undefined || value === null) complain(run, MISSING, expression, scope);
  };
}

interface EachLoop<R extends Run> {
  readonly expression: Expression;
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

function eachItem<R extends Run>(list: readonly unknown[], { expression, body, scope, run }: EachLoop<R>): number {
  const outer = scope.loop;
  for (let index = 0; index < list.length; index++) {
    // Holes count too: a sparse array may have four billion.
    countIteration(run.rendering, positionOf(expression));
    const item = Object.getOwnPropertyDescriptor(list, index);
    if (item === undefined) continue;
    const loop = { index, key: index, first: index === 0, last: index === list.length - 1, outer };
    body(enterEach(scope, item.value, expression, loop), run);
  }
  return list.length;
}

function eachProperty<R extends Run>(value: unknown, { expression, body, scope, run }: EachLoop<R>): number {
  if (typeof value !== "object" || value === null) return 0;
  const outer = scope.loop;
  const keys = Object.keys(value);
  for (const [index, key] of keys.entries()) {
    countIteration(run.rendering, positionOf(expression));
    const loop = { index, key, first: index === 0, last: index === keys.length - 1, outer };
    body(enterEach(scope, own(value, key), expression, loop), run);
  }
  return keys.length;
}

/** Reports what is wrong with the value that a block is about. */
function complain(run: Run, rejection: Rejection, expression: Expression, scope: Scope): void {
  report(run.rendering, rejection, describe(expression, scope), positionOf(expression));
}
