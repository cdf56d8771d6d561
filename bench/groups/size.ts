import { gzipSync } from "node:zlib";
import { build, type Platform } from "esbuild";
import type { Group } from "../report.js";

/** Measures what somebody ships who renders. */
export async function measureSize(): Promise<readonly Group[]> {
  const about = "bundled and minified by esbuild, gzip -9";
  const runtime = await bundledSize("platen/runtime", "neutral");
  const bytes = await bundledSize("platen/bytes", "neutral");
  const handlebars = await bundledSize("handlebars/runtime", "browser");
  return [
    {
      title: "size",
      rows: [
        { name: "platen/runtime", about, value: { bytes: runtime } },
        { name: "platen/bytes", about: `${about}; the runtime is in it`, value: { bytes } },
        { name: "handlebars/runtime", about, value: { bytes: handlebars } },
      ],
    },
  ];
}

/** Bytes of a package bundled and minified, then gzipped. */
async function bundledSize(specifier: string, platform: Platform): Promise<number> {
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
