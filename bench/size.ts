import { gzipSync } from "node:zlib";
import { build, type Platform } from "esbuild";

/** Bytes of a package bundled and minified, then gzipped. */
export async function bundledSize(specifier: string, platform: Platform): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(specifier)};`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    write: false,
    logLevel: "error",
  });
  const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  if (bytes === 0) throw new Error(`nothing was bundled for ${specifier}`);
  return bytes;
}
