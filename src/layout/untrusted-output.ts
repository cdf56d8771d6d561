import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { tokenizeHtml } from "./html.js";
import type { HtmlOpenTag, HtmlToken } from "./html-token.js";
import type { Punched } from "./punch.js";
import { isUntrusted } from "./untrusted.js";

/**
 * Looks at the finished HTML once more, after all programs have done their part: whatever runs code, loads a document or
 * leads elsewhere must be found in what trusted authors wrote. It finds what a program made of a text that looked harmless.
 */
export function judgeOutput(html: string, { pieces, text, pattern }: Punched): readonly Diagnostic[] {
  const [theirs] = pieces.filter(isUntrusted);
  if (theirs === undefined) return [];
  const trusted = pieces
    .filter((piece) => !isUntrusted(piece))
    .map(({ start, end }) => text.slice(start, end))
    .join("\n")
    .toLowerCase();
  const problem = problemsOf(tokenizeHtml(html.replace(pattern, ""))).find((found) => !trusted.includes(found));
  if (problem === undefined) return [];
  const message = "a text of an author who is not trusted comes out as markup that only trusted ones may write";
  const help = "write quotes, `<` and `>` as character references";
  return [{ code: "untrusted-markup", severity: "error", message, help, span: theirs.span }];
}

/** What may do harm, as it would be found in its source. */
function problemsOf(tokens: readonly HtmlToken[]): string[] {
  return tokens.flatMap((token) => {
    if (token.type === "open") return problemsOfTag(token);
    const live = token.type === "comment" ? /^\[if [^\]]*\]>([\s\S]*)$/i.exec(token.data)?.[1] : undefined;
    return live === undefined ? [] : problemsOf(tokenizeHtml(live));
  });
}

const ELEMENTS: ReadonlySet<string> = new Set(
  "script iframe frame frameset object embed applet form base svg math template portal".split(" "),
);
const URLS: ReadonlySet<string> = new Set(["href", "src", "background", "action", "xlink:href", "poster", "data"]);

function problemsOfTag({ name, attributes }: HtmlOpenTag): string[] {
  const inAttributes = attributes.flatMap((attribute) => {
    const { name: key, value } = attribute;
    if (/^on|^srcdoc$|^srcset$|^formaction$/.test(key)) return [key];
    if (key === "http-equiv" && /refresh/i.test(value)) return ["refresh"];
    return URLS.has(key) ? problemsOfUrl(value) : [];
  });
  return ELEMENTS.has(name) ? [`<${name}`, ...inAttributes] : inAttributes;
}

function problemsOfUrl(value: string): string[] {
  // Readers of URLs drop control characters.
  const scheme = /^[a-z][a-z\d+.-]*(?=:)/i.exec(value.replace(/[\0-\x20]/g, ""))?.[0].toLowerCase();
  return scheme === undefined || SCHEMES.has(scheme) ? [] : [`${scheme}:`];
}

const SCHEMES: ReadonlySet<string> = new Set(["https", "http", "mailto", "tel", "sms", "cid"]);
