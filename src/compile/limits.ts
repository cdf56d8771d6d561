/** What one compile may cost. Over a limit is a diagnostic. */
export interface Limits {
  /** UTF-16 units of one source file. */
  readonly sourceLength: number;
  /** UTF-16 units of the document after layout, partials and content are put together. */
  readonly documentLength: number;
  /** Values and blocks of the document, the subject and the other parts together. */
  readonly holes: number;
  /** Names of one path, and steps out of it: `../a.b` has three. */
  readonly pathLength: number;
  /** Nesting of blocks and partials in each other; 150 at most. */
  readonly depth: number;
  /** Nesting of partials in each other; 150 at most. */
  readonly partialDepth: number;
  /** Nesting of elements in the document; 150 at most. */
  readonly elementDepth: number;
  /** Selectors of the rules that are inlined, times elements of the document as it is written. */
  readonly ruleMatches: number;
  /** Variants of one layout, when conditions or listed values change it. */
  readonly variants: number;
}

const DEFAULT_LIMITS: Limits = {
  sourceLength: 1_000_000,
  documentLength: 2_000_000,
  holes: 10_000,
  pathLength: 50,
  depth: 100,
  partialDepth: 50,
  elementDepth: 100,
  ruleMatches: 2_000_000,
  variants: 32,
};

/** What libraries and the runtime can take without running out of stack. */
const MAX_DEPTH = 150;

/** @throws RangeError when a limit is not a whole number. A limit that is undefined has its default. */
export function completeLimits(given: Partial<Limits> = {}): Limits {
  const limit = (name: keyof Limits): number => {
    const value: unknown = given[name] ?? DEFAULT_LIMITS[name];
    if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
    throw new RangeError(`the limit \`${name}\` is not a whole number from 0`);
  };
  return {
    sourceLength: limit("sourceLength"),
    documentLength: limit("documentLength"),
    holes: limit("holes"),
    pathLength: limit("pathLength"),
    depth: Math.min(limit("depth"), MAX_DEPTH),
    partialDepth: Math.min(limit("partialDepth"), MAX_DEPTH),
    elementDepth: Math.min(limit("elementDepth"), MAX_DEPTH),
    ruleMatches: limit("ruleMatches"),
    variants: limit("variants"),
  };
}
