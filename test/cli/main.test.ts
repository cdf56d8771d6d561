import { expect, test } from "vitest";
import { scratchFolder } from "./run-cli.js";
import { spawnCli, spawnUnread } from "./spawn-cli.js";

/** The built program as a process: what only a process has. */

test.each([
  [["--help"], 0, "stdout", "Platen renders"],
  [["render", "absent"], 1, "stderr", "error[unknown-template]: "],
  [["frobnicate"], 2, "stderr", "error: `frobnicate` is not a command"],
] as const)("%j exits with %i", async (argv, code, stream, start) => {
  const outcome = await spawnCli(argv, { cwd: await scratchFolder({}) });
  expect(outcome[stream].slice(0, start.length)).toBe(start);
  expect(outcome[stream === "stdout" ? "stderr" : "stdout"]).toBe("");
  expect(outcome.code).toBe(code);
});

test("a reader who leaves early is no error", async () => {
  expect(await spawnUnread(["--help"], await scratchFolder({}))).toEqual({ code: 0, stderr: "" });
});
