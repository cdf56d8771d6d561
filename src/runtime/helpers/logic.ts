import { isTruthy } from "../value.js";
import { type Helper, refuse, textOf } from "./helper.js";

type Scalar = string | number | bigint | boolean;

/** `{{#if (eq a b)}}`: compares two scalars; `1` and `"1"` are different. */
export function comparing(test: (a: Scalar, b: Scalar) => boolean): Helper {
  return ([a, b]) => {
    textOf(a, 0);
    textOf(b, 1);
    return test(a as Scalar, b as Scalar); // which is what has a text
  };
}

/** `{{#if (lt a b)}}`: orders two numbers, or two texts by their code units, as suits ISO dates. */
export function ordering(test: (a: Scalar, b: Scalar) => boolean): Helper {
  return comparing((a, b) => {
    if (typeof a === typeof b) return test(a, b);
    throw refuse(2, "a value of the same type");
  });
}

/** `{{and a b}}`, `{{or a b}}`: the first value of that truth, or the last value. */
export function deciding(truth: boolean): Helper {
  return (args) => args.find((value, at) => isTruthy(value) === truth || at === args.length - 1);
}
