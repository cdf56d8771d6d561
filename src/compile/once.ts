/** Loads what is asked for late, but once: to ask for a module that is there takes a tenth of a millisecond, or many. */
export function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loaded: Promise<Loaded> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
