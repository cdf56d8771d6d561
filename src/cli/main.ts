#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { run } from "./run.js";

// Whoever reads the output may have seen enough (`platen render receipt | head`): no error, and nothing more to do.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

// The exit code is set, not forced, so that what was written still reaches a slow pipe.
process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: () => buffer(process.stdin),
  cwd: process.cwd(),
});
