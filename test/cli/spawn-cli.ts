import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface ProcessOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Setting {
  readonly cwd: string;
  readonly nodeOptions?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the built command line in a process of its own; `npm run build` comes first. */
export function spawnCli(argv: readonly string[], setting: Setting): Promise<ProcessOutcome> {
  return spawnNode([MAIN, ...argv], setting);
}

/** Runs a script the same way. */
export async function spawnNode(argv: readonly string[], setting: Setting): Promise<ProcessOutcome> {
  const child = start(argv, setting);
  const [code, stdout, stderr] = await Promise.all([exitCode(child), text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** The same, with a reader of standard output who has gone before anything is written. */
export async function spawnUnread(argv: readonly string[], cwd: string): Promise<Omit<ProcessOutcome, "stdout">> {
  const child = start([MAIN, ...argv], { cwd });
  child.stdout.destroy();
  const [code, stderr] = await Promise.all([exitCode(child), text(child.stderr)]);
  return { code, stderr };
}

function start(argv: readonly string[], { cwd, nodeOptions = [], env = {} }: Setting) {
  const child = spawn(process.execPath, [...nodeOptions, ...argv], { cwd, env: { ...process.env, ...env } });
  child.stdin.end();
  return child;
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}
