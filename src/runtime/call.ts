import type { Expression } from "../artifact/instructions.js";
import { type Helper, HelperFault, type Helpers } from "./helpers/helper.js";
import type { Rejection } from "./render-error.js";
import { type Run, report, reportMissing, type Subject } from "./rendering.js";
import { own, type Scope } from "./scope.js";
import { isTruthy, print } from "./value.js";

/** What a block or a call is about, and how it is read. */
export interface Argument extends Subject {
  readonly expression: Expression;
  readonly read: (scope: Scope, run: Run) => unknown;
}

export interface Call extends Subject {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly hash: ReadonlyMap<string, Argument>;
}

/** Helpers that deal with missing arguments themselves. */
const GUARDS: ReadonlySet<string> = new Set(["fallback", "default", "and", "or", "not", "includeZero"]);

/** A value that was reported: nothing more is to be said about it. */
export const REPORTED: unique symbol = Symbol("reported");

/**
 * Makes the function that calls a helper. An argument that is missing is reported, unless the helper is there to deal
 * with it; what the helper complains about is reported where the argument stands.
 */
export function compileCall(call: Call, helpers: Helpers): (scope: Scope, run: Run) => unknown {
  const { name, args, hash } = call;
  const helper = OWN_HELPERS.get(name) ?? (own(helpers, name) as Helper | undefined);
  const required = !GUARDS.has(name);
  return (scope, run) => {
    let complete = true;
    const read = (argument: Argument): unknown => {
      const value = argument.read(scope, run);
      if (value === REPORTED) complete = false;
      else if (required && (value === undefined || value === null)) {
        complete = false;
        reportMissing(run, argument, scope);
      }
      return value;
    };
    const values = args.map(read);
    const named: Record<string, unknown> = { __proto__: null };
    for (const [key, argument] of hash) named[key] = read(argument);
    if (!complete) return REPORTED;
    if (helper === undefined) return complain(NOT_LOADED, call);
    try {
      return helper(values, named, run.rendering.inputs);
    } catch (error) {
      // What else is thrown may hold values.
      if (!(error instanceof HelperFault)) return complain(FAILED, call);
      const { argument, rejection } = error;
      const named = typeof argument === "number" ? (args[argument] ?? args.findLast(isNoLiteral)) : hash.get(argument);
      return complain(rejection, named ?? call);
    }

    function complain(rejection: Rejection, subject: Subject): typeof REPORTED {
      report(run, rejection, subject, scope);
      return REPORTED;
    }
  };
}

/** A literal has no position: of what does not fit it, the variable is at fault. */
function isNoLiteral({ position }: Argument): boolean {
  return position !== undefined;
}

const NOT_LOADED: Rejection = {
  code: "helper-failed",
  fact: "is not loaded: give it to `load`",
};

const FAILED: Rejection = { code: "helper-failed", fact: "failed" };

/** `{{> (name)}}`: whether the name is that of this partial; the hash has all names that it may be. */
const isPartial: Helper = ([name], partials) => {
  // A rejection is no name of a partial either.
  const chosen = partials[print(name) as string];
  if (chosen === undefined) throw new HelperFault(0, { code: "unknown-partial", fact: "is no partial" });
  return chosen;
};

/** What the language itself calls. `includeZero=true` is a condition that holds for zero. */
const OWN_HELPERS: ReadonlyMap<string, Helper> = new Map([
  ["@partial", isPartial],
  ["includeZero", ([value]) => value === 0 || isTruthy(value)],
]);
