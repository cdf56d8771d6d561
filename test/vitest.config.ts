import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Its files name each other without endings, which only bundlers understand.
    server: { deps: { inline: ["@protontech/jsmimeparser"] } },
  },
});
