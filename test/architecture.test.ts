import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";

/** Which room may import which. A room may always import from itself; `index.ts` re-exports and may import all. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  source: [],
  artifact: [],
  diagnostics: ["source"],
  syntax: ["diagnostics", "source"],
  analyze: ["artifact", "diagnostics", "source", "syntax"],
  layout: ["artifact", "diagnostics", "source", "syntax"],
  content: ["diagnostics", "layout", "source", "syntax"],
  lower: ["artifact", "layout", "source", "syntax"],
  compile: ["analyze", "artifact", "content", "diagnostics", "layout", "lower", "source", "syntax"],
  sms: [],
  runtime: ["artifact", "sms"],
  bytes: ["artifact", "runtime"],
  templates: ["source"],
  renderer: ["analyze", "artifact", "compile", "diagnostics", "runtime", "sms", "source", "templates"],
  message: ["diagnostics", "renderer"],
  bulk: ["runtime"],
  handover: ["artifact", "runtime"],
  eml: ["handover", "runtime"],
  cli: [
    "analyze",
    "artifact",
    "bytes",
    "diagnostics",
    "eml",
    "handover",
    "message",
    "renderer",
    "runtime",
    "sms",
    "source",
    "templates",
  ],
};

/** Each dependency has one importing file, so that changing that file replaces it. */
const IMPORTERS: Readonly<Record<string, string>> = {
  handlebars: "syntax/handlebars.ts",
  mjml: "layout/mjml.ts",
  "markdown-it": "content/markdown.ts",
  juice: "layout/inline-css.ts",
  parse5: "layout/html.ts",
  "css-tree": "layout/css.ts",
  diff: "lower/align.ts",
  "csv-parse": "cli/csv.ts",
  valibot: "message/schema.ts",
  nodemailer: "eml/eml.ts",
  piscina: "cli/bulk/threads.ts",
};

/** Rooms that may use modules of Node; the runtime runs in browsers and workers as well. */
const NODE_ROOMS: readonly string[] = ["cli", "templates"];
/** Files elsewhere that need one, with the reason. */
const NODE_FILES: Readonly<Record<string, string>> = {
  "bulk/breather.ts": "lets the event loop turn",
  "eml/eml.ts": "hashes what separates the parts",
  "compile/provenance.ts": "hashes sources and reads the versions of packages",
  "renderer/isolated-compiler.ts": "starts a thread",
  "renderer/isolated-worker.ts": "runs in a thread",
  "layout/generated-ids.ts": "hashes places to ids",
  "layout/mjml.ts": "loads MJML lazily, with its working directory hidden",
};

const SRC = join(import.meta.dirname, "../src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  // Declarations of modules import nothing.
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .map((path) => ({ path: path.replaceAll("\\", "/"), imports: importsOf(join(SRC, path)) }));

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const pattern = /(?:from\s+|import\(\s*|\brequire(?:\.resolve)?\(\s*|^import\s+)"([^"]+)"/gm;
  return [...text.matchAll(pattern)].map(([, specifier = ""]) =>
    specifier.startsWith(".") ? relative(SRC, join(file, "..", specifier)).replaceAll("\\", "/") : specifier,
  );
}

const roomOf = (path: string): string => path.split("/", 1)[0] ?? "";
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
const isLocal = (specifier: string): boolean => specifier.endsWith(".js") && !specifier.includes(":");
const inRooms = files.filter(({ path }) => path.includes("/"));

describe("architecture", () => {
  test("every room is in the table", () => {
    expect([...new Set(inRooms.map(({ path }) => roomOf(path)))].toSorted()).toEqual(Object.keys(ARROWS).toSorted());
  });

  test("rooms import only along the arrows", () => {
    const wrong = inRooms.flatMap(({ path, imports }) =>
      imports
        .filter((target) => isLocal(target) && target.includes("/"))
        .filter((target) => roomOf(target) !== roomOf(path) && !ARROWS[roomOf(path)]?.includes(roomOf(target)))
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the runtime knows SMS by type only, so that those who send email need not load it", () => {
    const runtime = readdirSync(join(SRC, "runtime"), { recursive: true, encoding: "utf8" });
    const texts = runtime
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(join(SRC, "runtime", path), "utf8"));
    const imports = texts.flatMap((text) => text.match(/^.*from "\.\.\/(?:\.\.\/)?sms\/.*$/gm) ?? []);
    expect(imports).not.toEqual([]);
    expect(imports.filter((line) => !line.startsWith("import type "))).toEqual([]);
  });

  test("each dependency has one importing file", () => {
    const importers = files.flatMap(({ path, imports }) =>
      imports
        .filter((target) => !isLocal(target) && !target.startsWith("node:") && !target.endsWith("package.json"))
        .map((target) => `${packageOf(target)} <- ${path}`),
    );
    expect([...new Set(importers)].toSorted()).toEqual(
      Object.entries(IMPORTERS)
        .map(([name, path]) => `${name} <- ${path}`)
        .toSorted(),
    );
  });

  test("modules of Node are used only where they may be", () => {
    const users = files.filter(({ imports }) => imports.some((target) => target.startsWith("node:")));
    const elsewhere = users.map(({ path }) => path).filter((path) => !NODE_ROOMS.includes(roomOf(path)));
    expect(elsewhere.toSorted()).toEqual(Object.keys(NODE_FILES).toSorted());
  });

  test("no import cycles between files", () => {
    const graph = new Map(
      files.map(({ path, imports }) => [path, imports.map((target) => target.replace(/\.js$/, ".ts"))]),
    );
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): string[] => {
      if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(" > ")];
      if (done.has(path)) return [];
      const cycles = (graph.get(path) ?? []).flatMap((target) => visit(target, [...trail, path]));
      done.add(path);
      return cycles;
    };
    expect(files.flatMap(({ path }) => visit(path, []))).toEqual([]);
  });
});
