import { type Profiler, Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/** What ran: for each function of a script, stretches with how often each of them did, outer ones first. */
export type Trace = readonly Profiler.ScriptCoverage[];

export interface Coverage {
  /** What ran since the last call, in the scripts that are watched. */
  take(): Trace;
  stop(): void;
}

/**
 * Has V8 count what runs. Scripts have to be loaded after the start: of those that were compiled before it, only whole
 * functions are counted. The process goes without its optimizing compiler from then on: what that one puts into its
 * caller is not counted.
 */
export function startCoverage(isWatched: (url: string) => boolean): Coverage {
  setFlagsFromString("--no-opt");
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return {
    take(): Trace {
      let trace: Trace = [];
      // The answer comes before `post` returns.
      session.post("Profiler.takePreciseCoverage", (error, { result }) => {
        if (error !== null) throw error;
        trace = result.filter(({ url }) => isWatched(url));
      });
      return trace;
    },
    stop(): void {
      session.disconnect();
    },
  };
}

/**
 * Where blocks begin and end, learnt from traces: V8 leaves out a block that ran as often as the one around it, so that
 * one trace does not tell them all.
 */
export interface Borders {
  learn(trace: Trace): void;
  of(url: string): ReadonlySet<number>;
}

export function createBorders(): Borders {
  const borders = new Map<string, Set<number>>();
  return {
    learn(trace): void {
      for (const { url, functions } of trace) {
        const known = borders.get(url) ?? new Set();
        borders.set(url, known);
        for (const { ranges } of functions)
          for (const { startOffset, endOffset } of ranges) known.add(startOffset).add(endOffset);
      }
    },
    of: (url) => borders.get(url) ?? new Set(),
  };
}

/** What inputs reached so far. */
export interface Reached {
  /** @returns Whether a character of a script ran that never did, or ran about as often as it never did before. */
  add(trace: Trace): boolean;
  /** How many blocks ran, by the borders that are known now. */
  blocks(): number;
}

export function createReached(borders: Borders): Reached {
  /** For each character of a script, the kinds of counts it had. */
  const scripts = new Map<string, Uint8Array>();
  return {
    add(trace): boolean {
      borders.learn(trace);
      let isNew = false;
      for (const script of trace) {
        const counts = paint(script);
        const seen = grown(scripts.get(script.url), counts.length);
        scripts.set(script.url, seen);
        for (let at = 0; at < counts.length; at++) {
          const before = seen[at] ?? 0;
          const kind = counts[at] ?? 0;
          if ((before | kind) === before) continue;
          seen[at] = before | kind;
          isNew = true;
        }
      }
      return isNew;
    },
    blocks(): number {
      let blocks = 0;
      for (const [url, seen] of scripts) for (const start of borders.of(url)) if ((seen[start] ?? 0) !== 0) blocks++;
      return blocks;
    },
  };
}

/** How many stretches of scripts ran. */
export function widthOf(trace: Trace): number {
  const ranges = trace.flatMap(({ functions }) => functions.flatMap((each) => each.ranges));
  return ranges.filter(({ count }) => count > 0).length;
}

/** Writes counts over each other: what is inside comes later. */
function paint({ functions }: Profiler.ScriptCoverage): Uint8Array {
  const ranges = functions.flatMap((each) => each.ranges);
  const counts = new Uint8Array(ranges.reduce((length, { endOffset }) => Math.max(length, endOffset), 0));
  for (const { startOffset, endOffset, count } of ranges) counts.fill(kindOf(count), startOffset, endOffset);
  return counts;
}

/** One bit for counts that are taken for the same: never (no bit), 1, 2, 3, 4 to 7, and so on. */
function kindOf(count: number): number {
  const index = MOST.findIndex((most) => count <= most);
  return index === 0 ? 0 : 1 << ((index === -1 ? MOST.length : index) - 1);
}

const MOST = [0, 1, 2, 3, 7, 15, 31, 127];

function grown(bytes: Uint8Array = new Uint8Array(), length: number): Uint8Array {
  if (bytes.length >= length) return bytes;
  const longer = new Uint8Array(length);
  longer.set(bytes);
  return longer;
}
