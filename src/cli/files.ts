import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createSourceFile, type SourceFile } from "../source/source-file.js";
import { type Fault, fault } from "./findings.js";
import type { Io } from "./io.js";

/**
 * Reads a file that the user named, or standard input for `-`.
 *
 * @returns A source whose path is what the user typed.
 * @throws Fault `unreadable-file`.
 */
export async function readSource(io: Io, path: string): Promise<SourceFile> {
  const [shown, bytes] = path === "-" ? ["<stdin>", await io.stdin()] : [path, await readBytes(io, path)];
  try {
    return createSourceFile(shown, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw fault({ code: "unreadable-file", message: `\`${shown}\` is not valid UTF-8` });
  }
}

export async function isFile(io: Io, path: string): Promise<boolean> {
  return (await statOf(io, path))?.isFile() === true;
}

export async function isFolder(io: Io, path: string): Promise<boolean> {
  return (await statOf(io, path))?.isDirectory() === true;
}

/**
 * Writes a file, making the folders it needs.
 *
 * @throws Fault `unwritable-file`.
 */
export async function writeText(io: Io, path: string, text: string): Promise<void> {
  const place = resolve(io.cwd, path);
  try {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  } catch (error) {
    throw unwritable(path, error);
  }
}

async function readBytes(io: Io, path: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(io.cwd, path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** What to tell of a file that the system would not read. */
export function unreadable(path: string, error: unknown): Fault {
  return fault({ code: "unreadable-file", message: `\`${path}\` cannot be read${reasonOf(error)}` });
}

/** What to tell of a file that the system would not write. */
export function unwritable(path: string, error: unknown): Fault {
  return fault({ code: "unwritable-file", message: `\`${path}\` cannot be written${reasonOf(error)}` });
}

async function statOf(io: Io, path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  return await stat(resolve(io.cwd, path)).catch(() => undefined);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: ": there is no such file",
  EISDIR: ": it is a folder",
  ENOTDIR: ": a file stands where a folder should be",
  EEXIST: ": a file stands where a folder should be",
  EACCES: ": permission denied",
  EPERM: ": permission denied",
  ENOSPC: ": the disk is full",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (code === "" ? "" : ` (${code})`);
}
