import { ident, string, tokenize, tokenNames, url } from "css-tree";

/** A component value of CSS, as its syntax has them: nothing of it depends on what properties mean. */
export interface Component {
  /** Kind of token; `(`, `[`, `{` and functions have what is in them. */
  readonly kind: string;
  /** The word, number, text or URL that it says; the name of a function. */
  readonly text: string;
  readonly inside: readonly Component[];
}

/** Reads CSS, be it a style sheet or declarations; space between components is left out. */
export function readComponents(css: string): readonly Component[] {
  const top: Component[] = [];
  const open: { readonly list: Component[]; readonly close: string }[] = [{ list: top, close: "" }];
  tokenize(css, (type, start, end) => {
    const raw = css.slice(start, end);
    const list = open.at(-1)?.list ?? top;
    const kind = tokenNames[type] ?? "";
    if (kind === "whitespace-token") return;
    const close = CLOSING[raw.at(-1) ?? ""];
    if (close !== undefined && OPENING.has(kind)) {
      const inside: Component[] = [];
      list.push({ kind, text: kind === "function-token" ? ident.decode(raw.slice(0, -1)).toLowerCase() : raw, inside });
      open.push({ list: inside, close });
    } else if (raw === open.at(-1)?.close) open.pop();
    else list.push({ kind, text: decodeToken(kind, raw), inside: [] });
  });
  // What is never closed is another structure than what is.
  if (open.length > 1) top.push({ kind: "unclosed", text: "", inside: [] });
  return top;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const OPENING: ReadonlySet<string> = new Set(["function-token", "(-token", "[-token", "{-token"]);

function decodeToken(kind: string, raw: string): string {
  switch (kind) {
    case "string-token":
      return string.decode(raw);
    case "url-token":
      return url.decode(raw);
    case "ident-token":
    case "hash-token":
      return raw.startsWith("#") ? `#${ident.decode(raw.slice(1))}` : ident.decode(raw);
    default:
      return raw;
  }
}

/** Whether a component is what a value of CSS may be: one colour, number or word. */
export function isSingleValue({ kind, text, inside }: Component): boolean {
  if (kind !== "function-token") return SINGLE.has(kind);
  return COLORS.has(text) && inside.every((each) => each.inside.length === 0 && INSIDE_COLORS.has(each.kind));
}

const SINGLE: ReadonlySet<string> = new Set(
  "ident hash number percentage dimension".split(" ").map((name) => `${name}-token`),
);
const COLORS: ReadonlySet<string> = new Set(["rgb", "rgba", "hsl", "hsla"]);
const INSIDE_COLORS: ReadonlySet<string> = new Set(
  "number percentage delim comma".split(" ").map((name) => `${name}-token`),
);
