/**
 * A pattern that is made when it is asked for first. Classes of Unicode take milliseconds, and engines check the patterns
 * that are written into a file when they read it, whether they are needed or not: no such class is written there.
 */
export function latePattern(source: string, flags = "gu"): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= new RegExp(source, flags));
}
