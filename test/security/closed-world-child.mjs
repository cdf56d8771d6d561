// Compiles and renders with the build, and prints what came of it and which functions of Node were called meanwhile.
import { createRequire, syncBuiltinESMExports } from "node:module";
import { loadBytes } from "../../dist/bytes/index.js";
import { createRenderer } from "../../dist/index.js";

const TEMPLATES = process.argv[2];
const WATCHED = ["fs", "fs/promises", "net", "tls", "dns", "dgram", "http", "https", "http2", "child_process"];
const REQUESTS = [
  { type: "email", template: "receipt" },
  {
    type: "email",
    template: "announcement",
    subject: "Hi {{name}}",
    content: "# Hi {{name}}",
    content_type: "markdown",
  },
  { type: "sms", content: "Hi {{name}}" },
];

// Once before the watch: modules are read when they are first needed.
await compileAll();
const calls = watch();
const artifacts = await compileAll();
process.stdout.write(JSON.stringify({ artifacts, calls }));

async function compileAll() {
  const renderer = createRenderer({ templates: TEMPLATES });
  const messages = [];
  for (const request of REQUESTS) messages.push(await renderer.compile(request));
  messages[2].render({ name: "Ana" });
  const { html } = messages[1].render({ name: "Ana" }, { missing: "empty" });
  const bytes = loadBytes(messages[1].artifact).renderTo(new Uint8Array(1e5), { name: "Ana" }, { missing: "empty" });
  if (html !== new TextDecoder().decode(bytes.html)) throw new Error("bytes are not what strings are");
  return messages.map(({ artifact }) => artifact);
}

function watch() {
  const require = createRequire(import.meta.url);
  const seen = [];
  for (const name of WATCHED) {
    const module = require(`node:${name}`);
    for (const [key, run] of Object.entries(module)) {
      if (typeof run !== "function" || !/^[a-z]/.test(key)) continue;
      module[key] = Object.assign(function watched(...args) {
        seen.push([`${name}.${key}`, typeof args[0] === "string" ? args[0] : typeof args[0]]);
        return Reflect.apply(run, this, args);
      }, run);
    }
  }
  syncBuiltinESMExports();
  return seen;
}
