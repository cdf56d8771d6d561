/**
 * What an attribute's value means to a mail client. A hole is only let into attributes that are listed here; any other
 * is unsafe, so that an attribute nobody thought of is refused.
 */
export type AttributeContext = "text" | "link" | "image" | "style" | "css" | "number" | "structural" | "unsafe";

const TEXT: ReadonlySet<string> = new Set("alt title summary abbr label placeholder".split(" "));
/** A language tag is a word of CSS, too. */
const CSS_VALUE: ReadonlySet<string> = new Set(
  "bgcolor color fillcolor strokecolor align valign lang dir hreflang".split(" "),
);
const NUMBER: ReadonlySet<string> = new Set(
  "width height border cellpadding cellspacing colspan rowspan hspace vspace size".split(" "),
);
/** Attributes that rules, scripts of clients or the text part depend on. */
const STRUCTURAL: ReadonlySet<string> = new Set("class id role hidden start value type".split(" "));

const LINKS: Readonly<Record<string, readonly string[]>> = {
  href: ["a", "area", "v:rect", "v:roundrect", "v:oval", "v:shape", "v:image"],
  cite: ["blockquote", "q", "del", "ins"],
};
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  src: ["img", "v:fill", "v:image", "v:imagedata"],
  background: ["body", "table", "tr", "td", "th"],
};

export function attributeContext(element: string, attribute: string): AttributeContext {
  if (TEXT.has(attribute) || attribute.startsWith("aria-") || attribute.startsWith("data-")) return "text";
  if (attribute === "style") return "style";
  if (CSS_VALUE.has(attribute)) return "css";
  if (NUMBER.has(attribute)) return "number";
  if (STRUCTURAL.has(attribute)) return "structural";
  if (Object.hasOwn(LINKS, attribute) && LINKS[attribute]?.includes(element)) return "link";
  if (Object.hasOwn(IMAGES, attribute) && IMAGES[attribute]?.includes(element)) return "image";
  return "unsafe";
}
