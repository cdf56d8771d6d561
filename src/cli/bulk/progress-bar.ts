import type { Output } from "../io.js";

export interface ProgressBar {
  /** @param state Rows that are done, and bytes of the file of recipients that were read. */
  show(state: BarState): void;
  /** Takes it away. */
  clear(): void;
}

interface BarState {
  readonly rows: number;
  readonly failed: number;
  readonly bytes: number;
}

/** In milliseconds. */
const INTERVAL = 100;
const WIDTH = 20;

/**
 * Shows how far a run is on a terminal, and nothing anywhere else.
 *
 * @param start Where the run begins or goes on: neither counts for its rate.
 * @param clock In milliseconds.
 */
export function createProgressBar(
  output: Output,
  { size, start, clock = () => performance.now() }: { size: number; start: BarState; clock?: () => number },
): ProgressBar {
  if (output.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  const began = clock();
  let shown = began;
  return {
    show(state) {
      const now = clock();
      if (now - shown < INTERVAL) return;
      shown = now;
      const line = formatBar(state, { size, start, seconds: (now - began) / 1000 });
      output.write(`\r${line.slice(0, (output.columns ?? 80) - 1)}\u001B[K`);
    },
    clear() {
      if (shown !== began) output.write("\r\u001B[K");
    },
  };
}

function formatBar(
  { rows, failed, bytes }: BarState,
  { size, start, seconds }: { readonly size: number; readonly start: BarState; readonly seconds: number },
): string {
  const share = size === 0 ? 1 : Math.min(1, bytes / size);
  const full = Math.round(share * WIDTH);
  const rate = (rows - start.rows) / seconds;
  const left = (seconds * (size - bytes)) / Math.max(1, bytes - start.bytes);
  const parts = [
    `[${"#".repeat(full)}${".".repeat(WIDTH - full)}] ${Math.floor(share * 100)}%`,
    `${rows.toLocaleString("en-US")} rows`,
    `${Math.round(rate).toLocaleString("en-US")}/s`,
    `${formatDuration(left)} left`,
  ];
  if (failed > 0) parts.push(`${failed.toLocaleString("en-US")} failed`);
  return parts.join("  ");
}

/** `2 h 05 min`, `3 min 20 s`, `12 s` */
function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const padded = (number: number) => String(number).padStart(2, "0");
  if (hours > 0) return `${hours} h ${padded(minutes)} min`;
  return minutes > 0 ? `${minutes} min ${padded(whole % 60)} s` : `${whole} s`;
}
