/** UTF-16 units of the shorter text. */
const SHORT = 50_000;
const TIMES = 8;
/** Milliseconds under which time says nothing. */
const LEAST = 60;

/** Whether the time for a text that repeats itself grows faster than its length: the square would be 64 times as much. */
export function growthProblem(text: string, run: (text: string) => void): string | undefined {
  if (text === "") return undefined;
  for (const stretch of STRETCHES) {
    const [short, long] = [stretch(text, SHORT), stretch(text, SHORT * TIMES)];
    if (timeOf(long, run) < LEAST) continue;
    // Something else may have kept the machine busy.
    const [little, much] = [short, long].map((each) => Math.min(timeOf(each, run), timeOf(each, run)));
    if (little !== undefined && much !== undefined && much > LEAST && much > little * TIMES * 3)
      return `time grows faster than the text: ${little} and ${much} ms`;
  }
  return undefined;
}

/** Over and over, and with a long text after it that holds nothing. */
const STRETCHES = [
  (text: string, length: number) => text.repeat(Math.ceil(length / text.length)),
  (text: string, length: number) => text.repeat(Math.ceil(length / 20 / text.length)) + "x".repeat(length),
];

function timeOf(text: string, run: (text: string) => void): number {
  const begin = performance.now();
  run(text);
  return performance.now() - begin;
}
