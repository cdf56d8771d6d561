import { type HelperContext, HelperFault } from "../../../src/runtime/helpers/helper.js";
import { helpers } from "../../../src/runtime/helpers/index.js";

/** 23 November 2026 is a Monday. */
export const CONTEXT: HelperContext = { locale: "en-US", timeZone: "UTC", now: Date.UTC(2026, 10, 23, 10) };

type Hash = Readonly<Record<string, unknown>>;

/** Calls a helper as a rendering does. */
export function call(name: string, args: readonly unknown[], hash: Hash = {}, context: Partial<HelperContext> = {}) {
  const helper = helpers[name];
  if (helper === undefined) throw new Error(`no helper ${name}`);
  return helper(args, Object.assign(Object.create(null), hash), { ...CONTEXT, ...context });
}

/** What a helper finds wrong, as `argument: fact`. */
export function fault(...call_: Parameters<typeof call>): string {
  const { argument, rejection } = faultOf(...call_);
  return `${argument}: ${rejection.fact}`;
}

export function faultOf(...call_: Parameters<typeof call>): HelperFault {
  try {
    call(...call_);
  } catch (error) {
    if (error instanceof HelperFault) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Complains when any of its methods is called. */
export const touchy = Object.fromEntries(
  ["toString", "valueOf", "toJSON", Symbol.toPrimitive, Symbol.iterator].map((name) => [
    name,
    () => {
      throw new Error("called");
    },
  ]),
);
