import { type Argument, REPORTED } from "./call.js";
import type { Rejection } from "./render-error.js";
import { report, reportMissing } from "./rendering.js";
import { keysOf } from "./scope.js";
import type { Step } from "./step.js";
import { MISSING, print } from "./value.js";

/**
 * Runs the variant for a value, or for the number of items of a list.
 *
 * @param labels The texts that the value may be; or, for a list, whether it must be there.
 */
export function compileChoose(subject: Argument, labels: readonly string[] | boolean, programs: readonly Step[]): Step {
  return (scope, run) => {
    const value = subject.read(scope, run);
    if (value === REPORTED) return "";
    const isMissing = value === undefined || value === null;
    const text = typeof labels === "object" ? print(value) : "";
    const program = programs[typeof labels === "object" ? labels.indexOf(String(text)) : (keysOf(value)?.length ?? -1)];
    if (program === undefined) {
      // Under any policy: there is no layout for a value that is not there.
      const rejection = isMissing ? MISSING : typeof text === "string" ? NOT_DECLARED : text;
      report(run, rejection, subject, scope);
    } else if (isMissing && labels === true) reportMissing(run, subject, scope);
    // The variant of another value has the rest of the problems.
    return (program ?? programs[0])?.(scope, run) ?? "";
  };
}

const NOT_DECLARED: Rejection = {
  code: "invalid-value",
  fact: "is not in the `enum`, or has more than `maxItems` items",
};

/** Asks in one scope, and runs the variant in another. What cannot be decided was reported. */
export function compilePicked(question: Step, programs: readonly Step[]): Step {
  return (scope, run) => {
    run.picked = 0;
    question(scope, run);
    return programs[run.picked]?.(scope, run) ?? "";
  };
}
