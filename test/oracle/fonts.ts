/**
 * Web fonts in MJML's head: a `<link>` and an `@import` for each font that a `font-family` of the body names. Compiling
 * sees the whole template, the reference only what was rendered.
 */

/** Addresses that one document imports, the other does not, and that its own body has no use for. */
export function spareFonts(one: string, other: string): ReadonlySet<string> {
  const imports = [one, other].map(importsOf);
  const spare = [one, other].flatMap((html, side) =>
    [...(imports[side] ?? [])].filter((url) => !imports[1 - side]?.has(url) && !usesFont(html, url)),
  );
  return new Set(spare);
}

/** Whether this is MJML's block of font imports and nothing else; it stands in an `[if !mso]`. */
export function isFontBlock(html: string): boolean {
  return /^\s*(?:<link [^>]*>\s*)*<style[^>]*>\s*(?:@import url\([^)]*\);\s*)+<\/style>\s*$/.test(html);
}

/** The address of an `@import`, as text. */
export function importedUrl(prelude: string): string | undefined {
  return /^url\(\s*["']?(.*?)["']?\s*\)|^["'](.*?)["']/.exec(prelude.trim())?.slice(1).find(Boolean);
}

function importsOf(html: string): Set<string> {
  const head = html.slice(0, bodyStart(html));
  const links = [...head.matchAll(/<link\b[^>]*?\bhref="([^"]*)"/g)].map((match) => match[1] ?? "");
  // Addresses of several weights have a `;` in them.
  const imports = [...head.matchAll(/@import\s+((?:url\([^)]*\)|[^;])*);/g)].map(
    (match) => importedUrl(match[1] ?? "") ?? "",
  );
  return new Set([...links.map((url) => url.replaceAll("&amp;", "&")), ...imports]);
}

/** A font whose family the address does not tell counts as used, so that it is reported. */
function usesFont(html: string, url: string): boolean {
  const families = [...url.matchAll(/[?&]family=([^&]*)/g)]
    .flatMap((match) => decodeURIComponent(match[1] ?? "").split("|"))
    .map((family) => family.replaceAll("+", " ").replace(/:.*/, "").toLowerCase());
  const body = html.slice(bodyStart(html)).toLowerCase();
  const stacks = [...body.matchAll(/font-family:[^"]*/g)].map((match) => match[0]);
  return families.length === 0 || families.some((family) => stacks.some((stack) => stack.includes(family)));
}

function bodyStart(html: string): number {
  const found = html.search(/<body\b/i);
  return found === -1 ? html.length : found;
}
