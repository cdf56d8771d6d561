// Preloaded with `node --import`: writes the URL or path of every module that the process loads to the file named in
// RECORD_MODULES, one per line. The resolve hook sees what is imported, the cache at exit what is required.
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";

const hooks = `
import { appendFileSync } from "node:fs";
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  appendFileSync(${JSON.stringify(process.env.RECORD_MODULES)}, resolved.url + "\\n");
  return resolved;
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

process.on("exit", () => {
  const required = Object.keys(createRequire(import.meta.url).cache);
  appendFileSync(process.env.RECORD_MODULES, required.map((path) => `${path}\n`).join(""));
});
