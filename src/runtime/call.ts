import type { Expression, PositionIndex } from "../artifact/instructions.js";
import { type Helper, HelperFault } from "./helpers/helper.js";
import type { Rejection } from "./render-error.js";
import { type Run, report, reportMissing } from "./rendering.js";
import type { Scope } from "./scope.js";
import { isTruthy, print } from "./value.js";

/** What a block or a call is about: how it is read, what it is called in messages, where it stands. */
export interface Argument {
  readonly expression: Expression;
  readonly read: (scope: Scope, run: Run) => unknown;
  readonly describe: (scope: Scope) => string;
  readonly position: PositionIndex | undefined;
}

export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly hash: ReadonlyMap<string, Argument>;
  readonly position: PositionIndex;
}

/** Helpers that deal with missing arguments themselves. */
const GUARDS: ReadonlySet<string> = new Set(["fallback", "default", "and", "or", "not"]);

/** A value that was reported: nothing more is to be said about it. */
export const REPORTED: unique symbol = Symbol("reported");

/**
 * Makes the function that calls a helper. An argument that is missing is reported, unless the helper is there to deal
 * with it; what the helper complains about is reported where the argument stands.
 */
export function compileCall(call: Call): (scope: Scope, run: Run) => unknown {
  const { name, args, hash } = call;
  if (name === "includeZero") return (scope, run) => orZero(args[0]?.read(scope, run));
  const required = !GUARDS.has(name);
  return (scope, run) => {
    let complete = true;
    const read = (argument: Argument): unknown => {
      const value = argument.read(scope, run);
      if (value === REPORTED) complete = false;
      else if (required && (value === undefined || value === null)) {
        complete = false;
        reportMissing(run.rendering, argument.describe(scope), argument.position);
      }
      return value;
    };
    const values = args.map(read);
    const named: Record<string, unknown> = { __proto__: null };
    for (const [key, argument] of hash) named[key] = read(argument);
    return complete ? invoke(call, { values, named }, { scope, run }) : REPORTED;
  };
}

/** `includeZero=true`: a condition that holds for zero. */
function orZero(value: unknown): boolean {
  return value === 0 || isTruthy(value);
}

interface Values {
  readonly values: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
}

function invoke(
  call: Call,
  { values, named }: Values,
  { scope, run }: { readonly scope: Scope; readonly run: Run },
): unknown {
  const { helpers, inputs } = run.rendering;
  const { name } = call;
  const helper = name === "@partial" ? isPartial : Object.hasOwn(helpers, name) ? helpers[name] : undefined;
  if (helper === undefined) return complain(run, NOT_LOADED, call);
  try {
    return helper(values, named, inputs);
  } catch (error) {
    if (!(error instanceof HelperFault)) return complain(run, { code: "helper-failed", fact: "failed" }, call);
    const { argument, rejection } = error;
    const culprit = typeof argument === "number" ? call.args[argument] : call.hash.get(argument);
    report(run.rendering, rejection, culprit?.describe(scope) ?? `(${call.name})`, culprit?.position ?? call.position);
    return REPORTED;
  }
}

/** `{{> (name)}}`: whether the name is that of this partial; the hash has all names that it may be. */
const isPartial: Helper = ([name], partials) => {
  // A rejection is no name of a partial either.
  const chosen = partials[print(name) as string];
  if (chosen === undefined) throw new HelperFault(0, { code: "unknown-partial", fact: "is no partial" });
  return chosen;
};

const NOT_LOADED: Rejection = {
  code: "helper-failed",
  fact: "is not loaded",
  help: "give it to `load`; those of Platen are in `platen/helpers`",
};

/** What a helper throws may hold values, so only its name is told. */
function complain(run: Run, rejection: Rejection, { name, position }: Call): typeof REPORTED {
  report(run.rendering, rejection, `(${name})`, position);
  return REPORTED;
}
