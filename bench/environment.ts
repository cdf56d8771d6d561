import { spawnSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";

/** Where and when figures were measured; figures of different environments cannot be compared. */
export interface Environment {
  /** Abbreviated, with `+` when files differ from it. */
  readonly commit: string;
  readonly node: string;
  readonly processor: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

export function describeEnvironment(): Environment {
  return {
    commit: commit(),
    node: process.version,
    processor: `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 19).concat("Z"),
  };
}

function commit(): string {
  const name = git("rev-parse", "--short", "--verify", "HEAD") || "(no commit)";
  return git("status", "--porcelain") === "" ? name : `${name}+`;
}

function git(...parameters: readonly string[]): string {
  const { stdout, status } = spawnSync("git", parameters, { cwd: import.meta.dirname, encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
}
