import { type Argument, REPORTED } from "./call.js";
import { type Read, slotOf } from "./expression.js";
import type { Loading } from "./loading.js";
import { append, countIteration, type Run, report, reportMissing } from "./rendering.js";
import { enter, type Scope } from "./scope.js";
import type { Step } from "./step.js";
import { isEmpty, isTruthy, wrongType } from "./value.js";

export function compileIf<R extends Run>(subject: Argument, yes: Step<R>, no: Step<R>): Step<R> {
  const read = readSubject(subject);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return "";
    return isTruthy(value) ? yes(scope, run) : no(scope, run);
  };
}

/** A block that is about a value: `{{#each list as |item index|}}..{{else}}..{{/each}}` */
export interface Block<R extends Run> {
  readonly kind: "each" | "with" | "section";
  readonly subject: Argument;
  /** How many block parameters it names. */
  readonly count: number;
  /** The only item that the body is for. */
  readonly only?: number;
  readonly body: Step<R>;
  /** The else program. With one, the block is its own guard; without, nothing is a missing variable. */
  readonly otherwise?: Step<R> | undefined;
}

/** A section (`{{#name}}`) loops over a list, takes `true` for a condition, and is about anything else. */
export function compileBlock<R extends Run>(block: Block<R>, loading: Loading): Step<R> {
  const { kind, subject, count, body } = block;
  const read = readSubject(subject, WANTED[kind]);
  const isSection = kind === "section";
  const printNothing = compileNothing(block);
  const printEach = compileEach(block, printNothing, slotOf(subject.expression, loading, count));
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return "";
    if (kind === "each" || (isSection && Array.isArray(value))) return printEach(value, scope, run);
    if (isSection && value === true) return body(scope, run);
    const isNothing = isSection ? value === undefined || value === null || value === false : isEmpty(value);
    if (isNothing) return printNothing(value, scope, run);
    return body(enter(scope, value, { via: subject.expression, count: isSection ? 0 : count }), run);
  };
}

const WANTED = { each: "an array or a plain object", with: "an object", section: undefined };

/** Runs a block for a value. */
type StepFor<R extends Run> = (value: unknown, scope: Scope, run: R) => string;

/** What more loops would remember takes more memory than it saves time. */
const MAX_REMEMBERED = 1000;

/** @param slot Where a scope remembers the items. */
function compileEach<R extends Run>(block: Block<R>, printNothing: StepFor<R>, slot: number): StepFor<R> {
  const { subject, count, only, body } = block;
  return (list, scope, run) => {
    const isList = Array.isArray(list);
    if (typeof list !== "object" || list === null) return printNothing(list, scope, run);
    if (!isList && Symbol.iterator in list) {
      report(run, wrongType("an iterable object", WANTED.each), subject, scope);
      return "";
    }
    const keys: ArrayLike<unknown> = isList ? list : Object.keys(list);
    const { length } = keys;
    if (length === 0) return printNothing(list, scope, run);
    const { rendering } = run;
    const { memory } = scope;
    if (memory && rendering.iterations + length <= MAX_REMEMBERED) memory[slot] ??= new Array(length).fill(undefined);
    // The scopes of the items, as far as an earlier part of the message made them; nothing else is in this slot.
    const inners = memory?.[slot] as (Scope | undefined)[] | undefined;
    let printed = "";
    for (let index = only ?? 0; index < length && index <= (only ?? index); index++) {
      // Holes count too: a sparse array may have four billion.
      countIteration(rendering, subject.position);
      let inner = inners?.[index];
      if (inner === undefined) {
        const key = isList ? index : String(keys[index]);
        const item = Object.getOwnPropertyDescriptor(list, key);
        if (item === undefined) continue;
        const loop = { index, key, first: index === 0, last: index === length - 1, outer: scope.loop };
        inner = enter(scope, item.value, {
          via: subject.expression,
          loop,
          count,
          memory: inners && rendering.blank.slice(),
        });
        if (inners !== undefined) inners[index] = inner;
      }
      printed = append(run, printed, body(inner, run));
    }
    return printed;
  };
}

function compileNothing<R extends Run>({ subject, otherwise }: Block<R>): StepFor<R> {
  return (value, scope, run) => {
    if (otherwise !== undefined) return otherwise(scope, run);
    if (value === undefined || value === null) reportMissing(run, subject, scope);
    return "";
  };
}

/** Makes the function that reads what a block is about. Handlebars would call functions, and `each` iterators. */
function readSubject(subject: Argument, wanted?: string): Read {
  return (scope, run) => {
    const value = subject.read(scope, run);
    if (typeof value !== "function") return value;
    report(run, wrongType("a function", wanted), subject, scope);
    return REPORTED;
  };
}
