import { type Argument, REPORTED } from "./call.js";
import { type Read, slotOf } from "./expression.js";
import type { LayoutRun } from "./layout-writer.js";
import type { Loading } from "./loading.js";
import { append, countIteration, report, reportMissing } from "./rendering.js";
import { enter, keysOf, propertyOf, type Scope } from "./scope.js";
import type { Step } from "./step.js";
import { isEmpty, isTruthy, wrongType } from "./value.js";

export function compileIf(subject: Argument, yes: Step, no: Step): Step {
  const read = readSubject(subject);
  return (scope, run) => {
    const value = read(scope, run);
    if (value === REPORTED) return "";
    return isTruthy(value) ? yes(scope, run) : no(scope, run);
  };
}

/** A block that is about a value: `{{#each list as |item index|}}..{{else}}..{{/each}}` */
export interface Block {
  readonly kind: "each" | "with" | "section";
  readonly subject: Argument;
  /** How many block parameters it names. */
  readonly count: number;
  /** The only item that the body is for. */
  readonly only: number | undefined;
  readonly body: Step;
  /** The else program. With one, the block is its own guard; without, nothing is a missing variable. */
  readonly otherwise: Step | undefined;
}

/** A section (`{{#name}}`) loops over a list, takes `true` for a condition, and is about anything else. */
export function compileBlock(block: Block, loading: Loading): Step {
  const { kind, subject, count, body } = block;
  const read = readSubject(subject);
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
    return body(
      enter(scope, value, { via: subject, count: isSection ? 0 : count, loop: undefined, memory: undefined }),
      run,
    );
  };
}

/** Runs a block for a value. */
type StepFor = (value: unknown, scope: Scope, run: LayoutRun) => string;

/** What more loops would remember takes more memory than it saves time. */
export const MAX_REMEMBERED = 1000;

/** @param slot Where a scope remembers the items. */
function compileEach(block: Block, printNothing: StepFor, slot: number): StepFor {
  const { subject, count, only, body } = block;
  return (list, scope, run) => {
    const keys = keysOf(list);
    if (keys === undefined) {
      report(run, wrongType("an iterable object", PLAIN), subject, scope);
      return "";
    }
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
        const key = keys === list ? index : String(keys[index]);
        const item = propertyOf(list, key);
        if (item === undefined) continue;
        const loop = { index, key, first: index === 0, last: index === length - 1, outer: scope.loop };
        inner = enter(scope, item.value, {
          via: subject,
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

function compileNothing({ subject, otherwise }: Block): StepFor {
  return (value, scope, run) => {
    if (otherwise !== undefined) return otherwise(scope, run);
    if (value === undefined || value === null) reportMissing(run, subject, scope);
    return "";
  };
}

const PLAIN = "an array or a plain object";

/** Makes the function that reads what a block is about. Handlebars would call functions, and `each` iterators. */
function readSubject(subject: Argument): Read {
  return (scope, run) => {
    const value = subject.read(scope, run);
    if (typeof value !== "function") return value;
    report(run, wrongType("a function", PLAIN), subject, scope);
    return REPORTED;
  };
}
