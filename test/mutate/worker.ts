import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildContext, context } from "esbuild";
import { type Mutant, mutantsOf } from "./mutants.js";
import { LEFT_OUT, TARGETS } from "./targets.js";

/** What the parent asks for: one mutant of a file; the index -1 is the file as it is. */
export interface Question {
  readonly file: string;
  readonly index: number;
}

/** The test that found it, or undefined. */
export interface Answer {
  readonly foundBy: string | undefined;
}

const ROOT = join(import.meta.dirname, "../..");
/** As deep in the package as the sources are, so that what they look for beside them is found. */
const FOLDER = join(ROOT, "node_modules", `.mutants-${process.pid}`);

interface Prepared {
  readonly source: string;
  readonly mutants: readonly Mutant[];
  readonly bundle: BuildContext;
}

const prepared = new Map<string, Promise<Prepared>>();
let mutated = "";
let count = 0;

process.on("message", async ({ file, index }: Question) => {
  if (!prepared.has(file)) prepared.set(file, prepare(file));
  const { source, mutants, bundle } = await (prepared.get(file) ?? prepare(file));
  const mutant = mutants[index];
  mutated = mutant ? source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end) : source;
  const answer: Answer = { foundBy: await judge(bundle) };
  process.send?.(answer);
});
process.on("disconnect", () => {
  rmSync(FOLDER, { recursive: true, force: true });
  // Esbuild's own process would wait for more.
  process.exit();
});

async function prepare(file: string): Promise<Prepared> {
  const source = readFileSync(join(ROOT, file), "utf8");
  const tests = TARGETS[file] ?? [];
  const shim = join(import.meta.dirname, "shim.ts");
  const lines = tests.map((path) => `import ${JSON.stringify(join(ROOT, path))};`);
  const entry = `${lines.join("\n")}\nexport { firstFailure } from ${JSON.stringify(shim)};`;
  const bundle = await context({
    stdin: { contents: entry, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { vitest: shim },
    write: false,
    // The package says that its files have no side effects, but tests do.
    ignoreAnnotations: true,
    logLevel: "silent",
    plugins: [
      {
        name: "mutant",
        setup(build) {
          build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === join(ROOT, file) ? { contents: mutated, loader: "ts" } : undefined,
          );
        },
      },
    ],
  });
  return { source, mutants: mutantsOf(source), bundle };
}

async function judge(bundle: BuildContext): Promise<string | undefined> {
  try {
    const { outputFiles } = await bundle.rebuild();
    mkdirSync(FOLDER, { recursive: true });
    const path = join(FOLDER, `${count++}.mjs`);
    writeFileSync(path, outputFiles?.[0]?.contents ?? "");
    const module: typeof import("./shim.js") = await import(pathToFileURL(path).href);
    return await module.firstFailure((name) => LEFT_OUT.test(name));
  } catch {
    return "it cannot be loaded";
  }
}
