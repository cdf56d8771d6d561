import { kilobytes } from "../summary.js";
import type { Message } from "./made.js";
import type { MessageWriter } from "./message-writer.js";
import type { Size } from "./size.js";

/** Sizes in bytes. */
export interface Sizes {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** What the messages of a run come to; of the messages themselves it holds nothing. */
export interface Measures {
  readonly html?: Sizes;
  readonly text?: Sizes;
  /** Messages by their number of segments, and all segments together. */
  readonly segments?: { readonly total: number; readonly messages: Readonly<Record<string, number>> };
  readonly encodings?: Readonly<Record<string, number>>;
}

/** Adds up what messages come to. */
export function createMeasure(): MessageWriter & { measures(): Measures } {
  const html = createSizes();
  const text = createSizes();
  const segments = new Map<number, number>();
  const encodings = new Map<string, number>();
  return {
    write(_, message) {
      const size = measuredSize(message);
      if ("html" in size) {
        html.add(size.html);
        text.add(size.text);
      } else {
        segments.set(size.segments, (segments.get(size.segments) ?? 0) + 1);
        encodings.set(size.encoding, (encodings.get(size.encoding) ?? 0) + 1);
      }
      return undefined;
    },
    settle: async () => 0,
    close: async () => undefined,
    measures: () => ({
      ...(html.isUsed() && { html: html.sizes(), text: text.sizes() }),
      ...(segments.size > 0 && {
        segments: {
          total: [...segments].reduce((total, [count, messages]) => total + count * messages, 0),
          messages: Object.fromEntries(segments),
        },
        encodings: Object.fromEntries([...encodings].toSorted()),
      }),
    }),
  };
}

function measuredSize(message: Message): Size {
  if ("size" in message) return message.size;
  throw new TypeError("a dry run makes no messages");
}

function createSizes() {
  let [count, total, min, max] = [0, 0, Number.POSITIVE_INFINITY, 0];
  return {
    add(bytes: number): void {
      count++;
      total += bytes;
      min = Math.min(min, bytes);
      max = Math.max(max, bytes);
    },
    isUsed: () => count > 0,
    sizes: (): Sizes => ({ min, mean: Math.round(total / count), max }),
  };
}

/** Rows of a table for people. */
export function describeMeasures({ html, text, segments, encodings }: Measures): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [];
  if (html !== undefined) rows.push(["HTML:", describeSizes(html)]);
  if (text !== undefined) rows.push(["Text:", describeSizes(text)]);
  if (segments !== undefined) {
    const each = Object.entries(segments.messages).map(([count, messages]) => `${messages} of ${count}`);
    rows.push(["Segments:", `${segments.total} in all: ${each.join(", ")}`]);
  }
  if (encodings !== undefined) {
    rows.push([
      "Encoding:",
      Object.entries(encodings)
        .map(([name, messages]) => `${name} ${messages}`)
        .join(", "),
    ]);
  }
  return rows;
}

function describeSizes({ min, mean, max }: Sizes): string {
  return `min ${kilobytes(min)}, mean ${kilobytes(mean)}, max ${kilobytes(max)}`;
}
