/** How a helper may be called. Only compiling needs to know, so that this is not a part of the runtime's bundle. */
export interface HelperSignature {
  /** Least and greatest number of arguments. */
  readonly arity: readonly [min: number, max: number];
  /** Names that the hash may have. */
  readonly hash: readonly string[];
  /** Names that the hash must have. */
  readonly required?: readonly string[];
  /** Arguments may be missing. */
  readonly guards?: true;
}

const LOCALE = ["locale"];
const NUMBER = ["locale", "notation", "minimumFractionDigits", "maximumFractionDigits"];
const DATE = ["locale", "timeZone", "weekday", "year", "month", "day", "hour", "minute"];

/** Signatures of all {@link helpers}. */
export const SIGNATURES: Readonly<Record<string, HelperSignature>> = {
  date: { arity: [1, 2], hash: DATE },
  time: { arity: [1, 2], hash: DATE },
  relative: { arity: [1, 1], hash: ["locale", "timeZone"] },
  number: { arity: [1, 1], hash: NUMBER },
  percent: { arity: [1, 1], hash: NUMBER },
  currency: { arity: [1, 2], hash: [...NUMBER, "currency"] },
  plural: { arity: [1, 1], hash: ["locale", "zero", "one", "two", "few", "many", "other"], required: ["other"] },
  list: { arity: [1, 2], hash: ["locale", "type"] },
  upper: { arity: [1, 1], hash: LOCALE },
  lower: { arity: [1, 1], hash: LOCALE },
  capitalize: { arity: [1, 1], hash: LOCALE },
  truncate: { arity: [2, 2], hash: ["locale", "ellipsis"] },
  eq: { arity: [2, 2], hash: [] },
  ne: { arity: [2, 2], hash: [] },
  lt: { arity: [2, 2], hash: [] },
  lte: { arity: [2, 2], hash: [] },
  gt: { arity: [2, 2], hash: [] },
  gte: { arity: [2, 2], hash: [] },
  and: { arity: [2, Number.POSITIVE_INFINITY], hash: [], guards: true },
  or: { arity: [2, Number.POSITIVE_INFINITY], hash: [], guards: true },
  not: { arity: [1, 1], hash: [], guards: true },
  fallback: { arity: [2, 2], hash: [], guards: true },
  default: { arity: [2, 2], hash: [], guards: true },
};
