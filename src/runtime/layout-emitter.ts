import { printFlowing, printKept, printWords, toFlowing } from "./layout-writer.js";
import type { Emitter } from "./step.js";

/** Lays out words, margins, cells, links and lists: the text part that was derived from HTML. */
export const layoutEmitter: Emitter = {
  text: (text) => {
    const flowing = toFlowing(text);
    return (_, run) => printFlowing(run, flowing);
  },
  value: (run, text) => printFlowing(run, toFlowing(text)),
  harmless: printWords,
};

/** The same inside of `<pre>`. */
export const preEmitter: Emitter = {
  text: (text) => (_, run) => printKept(run, text),
  value: printKept,
  harmless: printKept,
};
