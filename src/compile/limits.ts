/** What one compile may cost. Over a limit is a diagnostic. */
export interface Limits {
  /** UTF-16 units of one source file. */
  readonly sourceLength: number;
  /** UTF-16 units of the document after layout, partials and content are put together. */
  readonly documentLength: number;
  /** Nesting of blocks and partials in each other; 150 at most. */
  readonly depth: number;
  /** Nesting of elements in the document; 150 at most. */
  readonly elementDepth: number;
}

const DEFAULT_LIMITS: Limits = { sourceLength: 1_000_000, documentLength: 2_000_000, depth: 100, elementDepth: 100 };

/** What libraries and the runtime can take without running out of stack. */
const MAX_DEPTH = 150;

export function completeLimits(given: Partial<Limits> = {}): Limits {
  const limits = { ...DEFAULT_LIMITS, ...given };
  return {
    ...limits,
    depth: Math.min(limits.depth, MAX_DEPTH),
    elementDepth: Math.min(limits.elementDepth, MAX_DEPTH),
  };
}
