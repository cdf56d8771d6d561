import type { Stats } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowsableStore } from "./browsable-store.js";
import { isTemplateFolder, isTemplatePath, joinPath } from "./template-path.js";
import { UnreadableFileError } from "./unreadable-file-error.js";

/**
 * Templates in a folder on disk, read anew at each call.
 *
 * Nothing outside the folder is read: paths never climb, and a symbolic link is followed only to a place inside. The
 * folder itself may be a link. A folder that does not exist is an empty store.
 *
 * @param root Path, relative to the working directory, or a `file:` URL.
 * @returns A store whose `read` throws {@link UnreadableFileError} for a file that is there but cannot be read as UTF-8.
 */
export function folderStore(root: string | URL): BrowsableStore {
  const base = typeof root === "string" ? root : fileURLToPath(root);
  return {
    read: (path) => readInside(base, path),
    list: (folder) => entries(base, folder, (stats) => stats.isFile()),
    folders: (folder) => entries(base, folder, (stats) => stats.isDirectory()),
  };
}

async function readInside(base: string, path: string): Promise<string | undefined> {
  if (!isTemplatePath(path)) return undefined;
  return await absentAsUndefined(path, async () => {
    const found = await resolveInside(base, path);
    // A pipe or a device is not a template, and reading one could wait for ever.
    if (found === undefined || !found.stats.isFile()) return undefined;
    return decode(path, await readFile(found.place));
  });
}

async function entries(base: string, folder: string, wanted: (stats: Stats) => boolean): Promise<readonly string[]> {
  if (!isTemplateFolder(folder)) return [];
  const paths = await absentAsUndefined(folder, async () => {
    const found = await resolveInside(base, folder);
    return found?.stats.isDirectory() ? await readdir(found.place) : [];
  });
  const matching: string[] = [];
  for (const path of (paths ?? []).toSorted().map((name) => joinPath(folder, name))) {
    const found = await absentAsUndefined(path, () => resolveInside(base, path));
    if (found !== undefined && wanted(found.stats)) matching.push(path);
  }
  return matching;
}

/** Where a path leads once every link is followed; undefined when that is outside the root. */
async function resolveInside(base: string, path: string): Promise<{ place: string; stats: Stats } | undefined> {
  const inside = await realpath(base);
  const place = await realpath(join(inside, path));
  const prefix = inside.endsWith(sep) ? inside : inside + sep;
  return place === inside || place.startsWith(prefix) ? { place, stats: await stat(place) } : undefined;
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFileError(path, "is not valid UTF-8");
  }
}

/** Errors that mean: there is no such file. */
const ABSENT = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"]);

async function absentAsUndefined<Value>(path: string, look: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await look();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    if (ABSENT.has(code)) return undefined;
    throw new UnreadableFileError(path, `cannot be read (${code})`, { cause: error });
  }
}
