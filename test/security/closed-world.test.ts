import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";

/** The build, in processes of its own: compiling and rendering touch nothing but the templates they were given. */
const ROOT = join(import.meta.dirname, "../..");
const TEMPLATES = join(ROOT, "templates");
const CHILD = join(import.meta.dirname, "closed-world-child.mjs");

interface Report {
  readonly artifacts: readonly unknown[];
  readonly calls: readonly (readonly [name: string, argument: string])[];
}

function run(flags: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}) {
  const output = execFileSync(process.execPath, [...flags, CHILD, TEMPLATES], {
    ...options,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(output) as Report;
}

let folder = "";
let plain: Report;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "platen-closed-"));
  plain = run([]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("compiling and rendering", () => {
  test("read the templates, and call nothing else of the system", () => {
    const others = plain.calls.filter(([name, path]) => !name.startsWith("fs") || !path.startsWith(TEMPLATES));
    expect(others).toEqual([]);
    expect(plain.calls.length).toBeGreaterThan(0);
  });

  test("work where code cannot be made from strings", () => {
    expect(run(["--disallow-code-generation-from-strings"]).artifacts).toEqual(plain.artifacts);
  });

  test("work where nothing but the program and the templates may be read, and nothing be written or started", () => {
    const flag = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
    const allowed = ["dist", "node_modules", "templates", "package.json"].map((name) => join(ROOT, name));
    const reads = [...allowed, CHILD].map((path) => `--allow-fs-read=${path}`);
    expect(run([flag, ...reads]).artifacts).toEqual(plain.artifacts);
  });

  test("do not depend on the working directory, its `.mjmlconfig`, or the environment", () => {
    const trap = join(folder, "trap.js");
    const trace = join(folder, "trace");
    writeFileSync(trap, `require("node:fs").writeFileSync(${JSON.stringify(trace)}, "");`);
    const config = { packages: ["./trap.js"], options: { minify: true, fonts: {}, keepComments: false } };
    writeFileSync(join(folder, ".mjmlconfig"), JSON.stringify(config));
    writeFileSync(join(folder, ".mjmlconfig.js"), `require("./trap.js");`);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ mjml: config, browserslist: ["ie 6"] }));
    const env = { NODE_ENV: "production", MJML_CONFIG: trap, LANG: "tr_TR.UTF-8", TZ: "Asia/Kolkata", DEBUG: "*" };
    expect(run([], { cwd: folder, env }).artifacts).toEqual(plain.artifacts);
    expect(() => execFileSync("ls", [trace], { stdio: "ignore" })).toThrow();
  });
});

describe("names of templates lead nowhere else", () => {
  const secret = "SECRET";
  const names = ["../secret", "/etc/passwd", "..%2fsecret", "%2e%2e/secret", "..\\secret", "./secret", "link", "dir/x"];

  beforeAll(() => {
    const templates = join(folder, "templates");
    for (const name of ["layouts", "partials", "t"]) mkdirSync(join(templates, name), { recursive: true });
    const document = `<mjml><mj-body><mj-raw>${secret}{{{@content}}}</mj-raw></mj-body></mjml>`;
    writeFileSync(join(templates, "secret.mjml"), document);
    writeFileSync(join(folder, "secret.mjml"), document);
    mkdirSync(join(folder, "outside"));
    writeFileSync(join(folder, "outside/x.mjml"), document);
    for (const room of ["layouts", "partials"]) {
      symlinkSync(join(folder, "secret.mjml"), join(templates, room, "link.mjml"));
      symlinkSync(join(folder, "outside"), join(templates, room, "dir"));
    }
  });

  async function codesOf(front: string, body: string): Promise<readonly string[]> {
    const text = `---\nsubject: x\n${front}---\n<mjml><mj-body><mj-section><mj-column><mj-text>${body}</mj-text></mj-column></mj-section></mj-body></mjml>`;
    writeFileSync(join(folder, "templates/t/email.mjml"), text);
    const renderer = createRenderer({ templates: join(folder, "templates") });
    const result = await renderer.compileSafe({ type: "email", template: "t" });
    return result.ok
      ? [`compiled: ${JSON.stringify(result.message.artifact)}`]
      : result.diagnostics.map(({ code }) => code);
  }

  test.each(names)("layout %s", async (name) => {
    expect(await codesOf(`layout: ${name}\n`, "x")).toEqual(["unknown-layout"]);
  });

  test.each(names)("partial %s", async (name) => {
    expect(await codesOf("", `{{> "${name}"}}`)).toEqual(["unknown-partial"]);
  });

  test.each(["../templates/t", "/etc", "..", "t/../t", "t/", "%74", "t\0"])("template %j", async (template) => {
    const renderer = createRenderer({ templates: join(folder, "templates") });
    for (const type of ["email", "sms"] as const) {
      const result = await renderer.compileSafe({ type, template });
      expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["unknown-template"]);
    }
  });
});
