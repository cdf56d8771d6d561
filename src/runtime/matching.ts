import { latePattern } from "./late-pattern.js";
import type { Rejection, RenderCode } from "./render-error.js";

/** Makes a text safe for one place, or refuses it. */
export type Escaper = (text: string) => string | Rejection;

/**
 * Lets through what matches a pattern, and writes it as its place needs it.
 *
 * @param pattern Of the whole text; small letters stand for both cases. The flags `iu` would not do: for them, the long s
 *   of "httpſ:" is an s.
 * @param wanted What the text is not, when it is refused.
 */
export function matching(
  pattern: string,
  code: RenderCode,
  wanted: string,
  write: (text: string) => string = (text) => text,
): Escaper {
  const whole = latePattern(`^(?:${pattern})$`, "u");
  const rejection = { code, fact: `is not ${wanted}` };
  return (text) => (whole().test(text.toLowerCase()) ? write(text) : rejection);
}
