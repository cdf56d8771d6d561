/** Where templates come from: a folder, or a map in memory. Paths are relative to its root, with `/` between folders. */
export interface TemplateStore {
  /** The text of a file, or undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** Paths of all files directly in a folder, sorted; empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}
