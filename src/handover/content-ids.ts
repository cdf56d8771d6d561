/** `src="cid:logo"` and the like. Values cannot write one: in them, quotes and `=` are escaped. */
const IN_ATTRIBUTE = /\s(?:src|background|poster|data|href)\s*=\s*["']?\s*cid:([^"'<>\s]*)/gi;
/** Where CSS stands. */
const STYLES = /\sstyle\s*=\s*(?:"[^"]*"|'[^']*')|<style\b[^>]*>[^<]*/gi;
const IN_CSS = /url\(\s*(?:["']|&(?:quot|apos|#0*3[49]|#x0*2[27]);)?\s*cid:([^"')&\s]*)/gi;

/** The content ids of the pictures that finished HTML shows, in the standard view and in Outlook's. */
export function contentIdsOf(html: string): ReadonlySet<string> {
  if (!/cid:/i.test(html)) return new Set();
  const styles = (html.match(STYLES) ?? []).join("\n");
  const found = [...html.matchAll(IN_ATTRIBUTE), ...styles.matchAll(IN_CSS)];
  return new Set(found.map(([, id = ""]) => percentDecoded(id)));
}

/** @see RFC 2392: the URL of a content id is percent-encoded, the id is not. */
function percentDecoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
