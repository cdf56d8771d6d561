import { isDeepStrictEqual } from "node:util";

/**
 * As much of vitest as the tests of escapers and contexts use, to run them in this process: hundreds of times in the
 * time that vitest takes for one. It knows passing and failing only; a call that it does not know fails.
 */
interface Case {
  readonly name: string;
  readonly run: () => unknown;
}

/** The cases of the files that were loaded last. */
let cases: Case[] = [];
const titles: string[] = [];

/** Runs what was collected until something fails; its name, or undefined. */
export async function firstFailure(isLeftOut: (name: string) => boolean): Promise<string | undefined> {
  const collected = cases;
  cases = [];
  for (const { name, run } of collected) {
    if (isLeftOut(name)) continue;
    try {
      await run();
    } catch {
      return name;
    }
  }
  return undefined;
}

type Body = (...row: unknown[]) => unknown;

function collect(name: unknown, run: () => unknown): void {
  cases.push({ name: [...titles, String(name)].join(" > "), run });
}

function group(name: string, run: () => unknown): void {
  titles.push(name);
  run();
  titles.pop();
}

/** The body is last, or options are. */
function bodyOf(args: readonly unknown[]): Body {
  return args.find((argument) => typeof argument === "function") as Body; // every call has one
}

function each(declare: (name: string, run: () => unknown) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, ...args: readonly unknown[]) => {
      for (const row of rows) {
        const list = Array.isArray(row) ? row : [row];
        declare(`${name} ${JSON.stringify(list)?.slice(0, 100)}`, () => bodyOf(args)(...list));
      }
    };
}

export const test = Object.assign((name: string, ...args: readonly unknown[]) => collect(name, () => bodyOf(args)()), {
  each: each(collect),
});
export const it = test;
export const describe = Object.assign(
  (name: string, ...args: readonly unknown[]) => group(name, () => bodyOf(args)()),
  {
    each: each(group),
  },
);

const MATCHERS: Readonly<Record<string, (found: unknown, wanted: unknown) => boolean>> = {
  toBe: Object.is,
  toEqual: (found, wanted) => isDeepStrictEqual(found, wanted),
  toMatch: (found, wanted) => new RegExp(wanted as string).test(String(found)),
  toContain: (found, wanted) => (found as string).includes(wanted as string),
  toBeUndefined: (found) => found === undefined,
  toBeLessThan: (found, wanted) => Number(found) < Number(wanted),
  toBeGreaterThan: (found, wanted) => Number(found) > Number(wanted),
};

export function expect(found: unknown) {
  const matchers = (negated: boolean) =>
    Object.fromEntries(
      Object.entries(MATCHERS).map(([name, holds]) => [
        name,
        (wanted?: unknown) => {
          if (holds(found, wanted) === negated) throw new Error(name);
        },
      ]),
    );
  return { ...matchers(false), not: matchers(true) };
}
