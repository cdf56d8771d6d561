import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "./run-cli.js";
import { spawnCli, spawnNode } from "./spawn-cli.js";
import { FILES } from "./templates.js";

/** An artifact renders without the compiler: that is why it starts in milliseconds, and could run anywhere. */

const HEAVY = ["mjml", "juice", "html-to-text", "handlebars", "parse5", "css-tree"];
const COMPILER_ROOMS = /\/dist\/(?:renderer|compile|layout|lower|analyze|syntax)\//;

test("rendering an artifact loads no package at all, and no room of the compiler", async () => {
  const cwd = await scratchFolder(FILES);
  await compile(cwd);
  const { outcome, modules } = await renderRecorded("receipt.json", cwd);
  expect(outcome).toMatchObject({ code: 0, stdout: "Your receipt, Ana\n", stderr: "" });
  expect(modules.some((path) => path.endsWith("/dist/runtime/index.js"))).toBe(true);
  expect(heavyAmong(modules)).toEqual([]);
  expect(modules.filter((path) => path.includes("/node_modules/"))).toEqual([]);
  expect(modules.filter((path) => COMPILER_ROOMS.test(path))).toEqual([]);
});

test("rendering the template does load them, so the record would show it", async () => {
  const { outcome, modules } = await renderRecorded("receipt", await scratchFolder(FILES));
  expect(outcome).toMatchObject({ code: 0, stdout: "Your receipt, Ana\n" });
  expect(heavyAmong(modules)).toContain("mjml");
  expect(heavyAmong(modules)).toContain("handlebars");
  expect(modules.some((path) => COMPILER_ROOMS.test(path))).toBe(true);
});

test("importing Platen loads no package", async () => {
  const modules = await importRecorded("");
  expect(modules.some((path) => path.endsWith("/dist/index.js"))).toBe(true);
  expect(modules.filter((path) => path.includes("/node_modules/"))).toEqual([]);
});

test("compiling an SMS loads what reads templates, and nothing for HTML", async () => {
  const modules = await importRecorded('await createRenderer().compile({ type: "sms", content: "Hi {{name}}" });');
  expect(heavyAmong(modules)).toEqual(["handlebars"]);
  expect(modules.filter((path) => /\/dist\/(?:layout|content)\//.test(path))).toEqual([]);
});

test("compiling an SMS that is Markdown loads what its text is derived with, but no MJML", async () => {
  const modules = await importRecorded(
    'await createRenderer().compile({ type: "sms", content: "Hi **{{name}}**", content_type: "markdown" });',
  );
  expect(heavyAmong(modules)).toContain("parse5");
  expect(modules.filter((path) => /\/node_modules\/mjml.*\.js$/.test(path))).toEqual([]);
});

/** What a process loads that imports Platen and then does something with it. */
async function importRecorded(script: string): Promise<readonly string[]> {
  const cwd = await scratchFolder({});
  const path = join(cwd, "script.mjs");
  const main = new URL("../../dist/index.js", import.meta.url).href;
  await writeFile(path, `import { createRenderer } from ${JSON.stringify(main)};\n${script}`);
  const { code, stderr } = await spawnNode([path], recording(cwd));
  if (code !== 0) throw new Error(stderr);
  return recordIn(cwd);
}

async function compile(cwd: string): Promise<void> {
  const { code, stderr } = await spawnCli(["compile", "receipt", "-o", "receipt.json"], { cwd });
  if (code !== 0) throw new Error(`the template does not compile, or nothing is built:\n${stderr}`);
}

async function renderRecorded(subject: string, cwd: string) {
  const outcome = await spawnCli(
    ["render", subject, "--data", "templates/receipt/samples/default.json", "--part", "subject"],
    recording(cwd),
  );
  return { outcome, modules: await recordIn(cwd) };
}

function recording(cwd: string) {
  return {
    cwd,
    nodeOptions: ["--import", new URL("record-modules.mjs", import.meta.url).href],
    env: { RECORD_MODULES: join(cwd, "modules.txt") },
  };
}

async function recordIn(cwd: string): Promise<readonly string[]> {
  return (await readFile(join(cwd, "modules.txt"), "utf8")).split("\n");
}

/** Which of the heavy packages, or a package of theirs such as mjml-core, are among the modules. */
function heavyAmong(modules: readonly string[]): string[] {
  return HEAVY.filter((name) => modules.some((path) => new RegExp(`/node_modules/${name}(?:-[^/]+)?/`).test(path)));
}
