import type { TemplateStore } from "../source/template-store.js";

/** A store that can also be walked, for commands that name what there is. Compiling needs no more than a store. */
export interface BrowsableStore extends TemplateStore {
  /** Paths of all folders directly in a folder (`""` is the root), sorted; empty when there is no such folder. */
  folders(folder: string): Promise<readonly string[]>;
}
