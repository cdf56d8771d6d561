import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Services } from "../../src/cli/io.js";
import { run } from "../../src/cli/run.js";

export interface Setting {
  /** Files of the working directory, by relative path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly cwd?: string;
  readonly stdin?: string;
  readonly services?: Services;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly cwd: string;
}

/** Runs a command line in this process, in a folder of its own that goes when the test ends. */
export async function runCli(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const cwd = setting.cwd ?? (await scratchFolder(setting.files ?? {}));
  const written = { stdout: "", stderr: "" };
  const code = await run(
    argv,
    {
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
      stdin: async () => new TextEncoder().encode(setting.stdin ?? ""),
      cwd,
    },
    ...(setting.services === undefined ? [] : [setting.services]),
  );
  return { code, ...written, cwd };
}

export async function scratchFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platen-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
