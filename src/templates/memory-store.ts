import type { BrowsableStore } from "./browsable-store.js";
import { isTemplateFolder, isTemplatePath, joinPath } from "./template-path.js";

/**
 * Templates in memory, for a service that keeps them in its database.
 *
 * @param files Text by path, in the shape of a template folder: `{ "receipt/email.mjml": "…" }`. The map is copied; a
 *   path that a folder could not have (see `isTemplatePath`) is never read. A byte order mark is left out, as in files.
 */
export function memoryStore(files: Readonly<Record<string, string>>): BrowsableStore {
  const texts = new Map(
    Object.entries(files)
      .filter(([path]) => isTemplatePath(path))
      .map(([path, text]) => [path, text.replace(/^\uFEFF/, "")]),
  );
  return {
    read: async (path) => texts.get(path),
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
