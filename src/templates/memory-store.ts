import type { BrowsableStore } from "./browsable-store.js";
import { isTemplateFolder, isTemplatePath, joinPath } from "./template-path.js";
import { UnreadableFileError } from "./unreadable-file-error.js";

/**
 * Templates in memory, for a service that keeps them in its database.
 *
 * @param files Text by path, in the shape of a template folder: `{ "receipt/email.mjml": "…" }`. The map is copied; a
 *   path that a folder could not have (see `isTemplatePath`) is never read. A byte order mark is left out, as in files.
 * @returns A store whose `read` throws {@link UnreadableFileError} for what is not a string, as callers without types
 *   may give.
 */
export function memoryStore(files: Readonly<Record<string, string>>): BrowsableStore {
  const texts = new Map<string, unknown>(Object.entries(files).filter(([path]) => isTemplatePath(path)));
  return {
    read: async (path) => {
      const text = texts.get(path);
      if (text === undefined || typeof text === "string") return text?.replace(/^\uFEFF/, "");
      throw new UnreadableFileError(path, "is not a string");
    },
    list: async (folder) => namesIn(texts.keys(), folder).files,
    folders: async (folder) => namesIn(texts.keys(), folder).folders,
  };
}

function namesIn(paths: Iterable<string>, folder: string): { files: readonly string[]; folders: readonly string[] } {
  const files = new Set<string>();
  const folders = new Set<string>();
  const prefix = joinPath(folder, "");
  for (const path of isTemplateFolder(folder) ? paths : []) {
    if (!path.startsWith(prefix)) continue;
    const [name = "", ...deeper] = path.slice(prefix.length).split("/");
    (deeper.length === 0 ? files : folders).add(joinPath(folder, name));
  }
  return { files: [...files].toSorted(), folders: [...folders].toSorted() };
}
