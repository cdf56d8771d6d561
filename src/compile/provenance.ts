import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { SourceFile } from "../source/source-file.js";

/** The versions that decide what an artifact looks like. */
export function madeBy(channel: "email" | "sms"): Readonly<Record<string, string>> {
  const platen = { platen: versionOf("../../package.json"), handlebars: versionOf("handlebars/package.json") };
  if (channel === "sms") return platen;
  const libraries = ["mjml", "juice", "markdown-it"].map((name) => [name, versionOf(`${name}/package.json`)] as const);
  return { ...platen, ...Object.fromEntries(libraries) };
}

const require = createRequire(import.meta.url);
const versions = new Map<string, string>();

function versionOf(manifest: string): string {
  const version = versions.get(manifest) ?? (require(manifest) as { version: string }).version;
  versions.set(manifest, version);
  return version;
}

const checksums = new WeakMap<SourceFile, string>();

/** Path and checksum of each source, so that a stale artifact can be told. */
export function describeSources(sources: readonly SourceFile[]): { path: string; checksum: string }[] {
  return sources.map((source) => ({ path: source.path, checksum: checksumOf(source) }));
}

function checksumOf(source: SourceFile): string {
  const known = checksums.get(source);
  if (known !== undefined) return known;
  const checksum = `sha256:${createHash("sha256").update(source.text).digest("hex")}`;
  checksums.set(source, checksum);
  return checksum;
}
