import { decodeAttribute } from "./html.js";
import type { HtmlAttribute, HtmlOpenTag } from "./html-token.js";
import type { Hole, Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";
import { useOfAttribute, useOfComponentAttribute } from "./untrusted-allowed.js";
import { type JudgeUrl, judgeDeclarations, judgeValue } from "./untrusted-css.js";
import { isAllowedUrl } from "./url-context.js";

/** What an author who is not trusted may not write in an attribute, or undefined when all of it is allowed. */
export function judgeAttribute(
  tag: HtmlOpenTag,
  { name, value, valueStart, valueEnd }: HtmlAttribute,
  { isComponent, punched }: { readonly isComponent: boolean; readonly punched: Punched },
): string | undefined {
  const use = isComponent ? useOfComponentAttribute(name) : useOfAttribute(tag.name, name);
  const written = punched.text.slice(valueStart, valueEnd);
  // Programs on the way read such values with patterns, and MJML writes them as they are.
  const isOpaque = written.includes("<") || (isComponent && /[<>"]/.test(value + written));
  if (use === undefined) return `the attribute \`${shown(name)}\``;
  if (isOpaque) return `one of \`<>"\` in \`${name}\``;
  switch (use) {
    case "plain":
      return undefined;
    case "link":
    case "image":
      return isAllowedUrl(decodeParts(cutAtHoles(written, punched)), use) ? undefined : `this URL in \`${name}\``;
    case "style":
      return judgeDeclarations(withoutBlocks(value, punched), judgeUrlOf(value, punched))?.problem;
    case "css":
      return judgeValue(withoutBlocks(value, punched), judgeUrlOf(value, punched))?.problem;
  }
}

function decodeParts(parts: readonly (string | Hole)[]): (string | Hole)[] {
  return parts.map((part) => (typeof part === "string" ? decodeAttribute(part) : part));
}

/** CSS in which block tags are white space, of the same length. */
export function withoutBlocks(css: string, punched: Punched): string {
  return cutAtHoles(css, punched)
    .map((part) => {
      if (typeof part === "string") return part;
      return part.type === "value" ? part.token : " ".repeat(part.token.length);
    })
    .join("");
}

/** Judges URLs of CSS with holes. */
export function judgeUrlOf(css: string, punched: Punched): JudgeUrl {
  return (start, end) => isAllowedUrl(cutAtHoles(css.slice(start, end), punched), "image");
}

/** A name for people; it may hold anything. */
export function shown(name: string): string {
  return name.length > 30 ? `${name.slice(0, 27)}...` : name;
}
