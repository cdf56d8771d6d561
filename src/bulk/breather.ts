import { setImmediate } from "node:timers/promises";

/** So long may others wait: timers, sockets, and whoever wants to abort. */
const MILLISECONDS = 10;
/** Looking at the clock takes as long as a small message. */
const ROUNDS = 16;

/**
 * Makes what is awaited in a loop whose every step may be done at once: now and then it lets the event loop turn, which
 * promises alone never do.
 */
export function createBreather(): () => Promise<void> | undefined {
  let rounds = 0;
  let last = performance.now();
  return () => {
    rounds++;
    if (rounds % ROUNDS !== 0 || performance.now() - last < MILLISECONDS) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
    });
  };
}
