import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Path (with `/`, relative to the template root) to text. */
export type TemplateFiles = Readonly<Record<string, string>>;

/** Reads all files of a template folder, however deep. */
export async function readTemplateFiles(root: string, folder = ""): Promise<TemplateFiles> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, await readTemplateFiles(root, path));
    else files[path] = await readFile(join(root, path), "utf8");
  }
  return files;
}

export interface FrontMatter {
  readonly subject?: string;
  readonly preheader?: string;
  readonly from_name?: string;
  readonly layout?: string;
}

/** Takes the `---` lines with `key: value` between them off the top of a template. A value is the rest of its line. */
export function splitFrontMatter(text: string): { readonly front: FrontMatter; readonly body: string } {
  const block = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (block === null || block.index !== 0) return { front: {}, body: text };
  const front: Record<string, string> = {};
  for (const line of (block[1] ?? "").split(/\r?\n/)) {
    const [, key, value] = /^\s*(\w+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) front[key] = withoutQuotes(value);
  }
  return { front, body: text.slice(block[0].length) };
}

/** Quotes that belong together around all of a value are not part of it. */
function withoutQuotes(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}
