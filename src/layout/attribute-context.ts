import { isKnownElement, names } from "./known-elements.js";

/**
 * What an attribute's value means to a mail client. A hole is only let into attributes that are listed here, on elements
 * that have them; any other is unsafe, so that what nobody thought of is refused.
 */
export type AttributeContext = "text" | "link" | "image" | "style" | "css" | "number" | "structural" | "unsafe";

const CELLS = "td th";
const TABLES = `table thead tbody tfoot tr col colgroup ${CELLS}`;
const SHAPES = "v:background v:group v:image v:line v:oval v:rect v:roundrect v:shape";

/** Attributes that every element may have. */
const GLOBAL: ReadonlyMap<string, AttributeContext> = new Map(
  Object.entries({
    title: "text",
    style: "style",
    // A language tag is a word of CSS, too.
    lang: "css",
    dir: "css",
    // Rules, scripts of clients or the text part depend on them.
    class: "structural",
    id: "structural",
    role: "structural",
    hidden: "structural",
  } as const),
);

type Entry = readonly [context: AttributeContext, elements: ReadonlySet<string>];
const entry = (context: AttributeContext, elements: string): Entry => [context, names(elements)];

/** Attributes of some elements. */
const OWN: Readonly<Record<string, Entry>> = {
  alt: entry("text", "img area input v:image v:imagedata"),
  summary: entry("text", "table"),
  abbr: entry("text", CELLS),
  label: entry("text", "menu"),
  placeholder: entry("text", "input"),
  bgcolor: entry("css", `body ${TABLES}`),
  color: entry("css", "basefont font hr v:fill v:stroke v:shadow"),
  fillcolor: entry("css", SHAPES),
  strokecolor: entry("css", SHAPES),
  align: entry("css", `caption div h1 h2 h3 h4 h5 h6 hr img input legend p ${TABLES}`),
  valign: entry("css", TABLES),
  hreflang: entry("css", "a area"),
  width: entry("number", `hr img input pre ${TABLES}`),
  height: entry("number", `img input ${TABLES}`),
  border: entry("number", "img table"),
  cellpadding: entry("number", "table"),
  cellspacing: entry("number", "table"),
  colspan: entry("number", CELLS),
  rowspan: entry("number", CELLS),
  hspace: entry("number", "img"),
  vspace: entry("number", "img"),
  size: entry("number", "basefont font hr input"),
  start: entry("structural", "ol"),
  value: entry("structural", "button data input li meter progress"),
  type: entry("structural", "button input li ol ul v:fill"),
  href: entry("link", `a area ${SHAPES}`),
  cite: entry("link", "blockquote q del ins"),
  src: entry("image", "img v:fill v:image v:imagedata"),
  background: entry("image", `body ${TABLES}`),
};

export function attributeContext(element: string, attribute: string): AttributeContext {
  if (!isKnownElement(element)) return "unsafe";
  // Nobody acts on `data-*` but scripts, which an email has none of; `aria-*` is read out.
  if (/^(?:aria|data)-[a-z0-9-]+$/.test(attribute)) return "text";
  const context = GLOBAL.get(attribute);
  if (context !== undefined) return context;
  const [own, elements] = ownContext(attribute);
  return elements.has(element) ? own : "unsafe";
}

/** What an attribute's value means on the elements that have it. */
export function usualContext(attribute: string): AttributeContext {
  return /^(?:aria|data)-/.test(attribute) ? "text" : (GLOBAL.get(attribute) ?? ownContext(attribute)[0]);
}

const NOWHERE: Entry = ["unsafe", new Set()];

function ownContext(attribute: string): Entry {
  return (Object.hasOwn(OWN, attribute) ? OWN[attribute] : undefined) ?? NOWHERE;
}
