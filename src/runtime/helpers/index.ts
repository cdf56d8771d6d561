import { isTruthy } from "../value.js";
import { formatDate, formatRelative } from "./dates.js";
import type { Hash, Helper, HelperContext } from "./helper.js";
import { comparing, deciding, ordering } from "./logic.js";
import { choosePlural, formatCurrency, formatNumber, formatPercent } from "./numbers.js";
import { capitalize, formatList, lower, truncate, upper } from "./texts.js";

/** The helpers of every template, by name; `SIGNATURES` tells how they are called. Nothing is inherited. */
export const helpers: Readonly<Record<string, Helper>> = Object.assign(Object.create(null), {
  date: localized(formatDate("dateStyle", "medium")),
  time: localized(formatDate("timeStyle", "short")),
  relative: localized(formatRelative),
  number: localized(formatNumber),
  percent: localized(formatPercent),
  currency: localized(formatCurrency),
  plural: localized(choosePlural),
  list: localized(formatList),
  upper: localized(upper),
  lower: localized(lower),
  capitalize: localized(capitalize),
  truncate: localized(truncate),
  eq: comparing((a, b) => a === b),
  ne: comparing((a, b) => a !== b),
  lt: ordering((a, b) => a < b),
  lte: ordering((a, b) => a <= b),
  gt: ordering((a, b) => a > b),
  gte: ordering((a, b) => a >= b),
  and: deciding(false),
  or: deciding(true),
  not: ([value]) => !isTruthy(value),
  fallback: choose,
  default: choose,
} satisfies Record<string, Helper>);

/** `{{fallback name "there"}}` */
function choose([value, other]: readonly unknown[]): unknown {
  return value ?? other;
}

/** @param run Sees the context, overridden by the hash. */
function localized(run: (args: readonly unknown[], inputs: HelperContext, hash: Hash) => unknown): Helper {
  return (args, hash, context) => run(args, { ...context, ...hash }, hash);
}
