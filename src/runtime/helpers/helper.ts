import type { Rejection } from "../render-error.js";
import { MISSING, print, wrongType } from "../value.js";

/** Everything that helpers see besides their arguments: there is no clock and no environment. */
export interface HelperContext {
  /** BCP 47 tag: `de-DE`. */
  readonly locale: string;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  /** What `relative` counts from: milliseconds, or a date of the host's. */
  readonly now: Date | number | undefined;
}

/** Named arguments: `locale="de-DE"`. */
export type Hash = Readonly<Record<string, unknown>>;

/**
 * A pure function of plain values, which are what the caller's data and the template hold.
 *
 * @throws HelperFault when an argument does not fit.
 */
export type Helper = (args: readonly unknown[], hash: Hash, context: HelperContext) => unknown;

/** The caller's helpers, by name. */
export type Helpers = Readonly<Record<string, Helper>>;

/** An argument does not fit. The rejection contains no value. */
export class HelperFault extends Error {
  /**
   * Index of an argument, or a name: of the hash or, where the hash has none, of the context. An index past the last
   * argument is about those that do not fit each other.
   */
  readonly argument: number | string;
  readonly rejection: Rejection;

  constructor(argument: number | string, rejection: Rejection) {
    super(rejection.fact);
    this.argument = argument;
    this.rejection = rejection;
  }
}

/** @param wanted What the argument is not, and should be. */
export function refuse(argument: number | string, wanted: string): HelperFault {
  return new HelperFault(argument, wrongType(`not ${wanted}`, wanted));
}

/**
 * The text of a scalar.
 *
 * @param wanted What it has to be, if not every scalar will do: a number, or a text that matches the pattern.
 */
export function textOf(value: unknown, argument: number | string, wanted = SCALAR, pattern = /^/): string {
  const text = print(value);
  if (typeof text !== "string")
    throw new HelperFault(argument, text === MISSING ? text : { ...text, help: `give ${wanted}` });
  if (typeof value === "number" || pattern.test(text)) return text;
  throw refuse(argument, wanted);
}

const SCALAR = "a text, a number or a boolean";
