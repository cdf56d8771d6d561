/** How a helper may be called: the number of arguments, and the names of values that may follow them. */
export interface HelperSignature {
  readonly arity: readonly [min: number, max: number];
  /** Undefined: any name. */
  readonly hash: readonly string[] | undefined;
  /** Names that have to follow. */
  readonly required?: readonly string[];
  /** The helper itself, to know what it makes of values that are known. */
  readonly run?: Run;
  /** Whether it is the caller's. */
  readonly own?: true;
}

/** A pure function. */
type Run = (
  args: readonly unknown[],
  hash: Readonly<Record<string, unknown>>,
  context: { readonly locale: string; readonly timeZone: string; readonly now: undefined },
) => unknown;

/** What belongs to the language itself. */
const LANGUAGE: Readonly<Record<string, HelperSignature>> = {
  includeZero: { arity: [1, 1], hash: [] },
  lookup: { arity: [2, 2], hash: [] },
};

/** Helpers of the caller's. To compile, their names and arguments are enough. */
export type HelperDefinitions = Readonly<
  Record<string, { readonly arity?: readonly [min: number, max: number]; readonly hash?: readonly string[]; run?: Run }>
>;

/**
 * The signatures of all helpers that templates may call.
 *
 * @param builtIn Those of Platen.
 */
export function helperSignatures(
  builtIn: Readonly<Record<string, HelperSignature>>,
  definitions: HelperDefinitions = {},
): ReadonlyMap<string, HelperSignature> {
  const signatures = new Map([...Object.entries(LANGUAGE), ...Object.entries(builtIn)]);
  for (const [name, { arity, hash, run }] of Object.entries(definitions)) {
    signatures.set(name, { arity: arity ?? [0, Number.POSITIVE_INFINITY], hash, ...(run && { run }), own: true });
  }
  return signatures;
}
