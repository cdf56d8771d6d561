import type { Escape } from "../artifact/instructions.js";

/** Why a value cannot stand at a place of CSS. */
export interface CssProblem {
  readonly code: "unsafe-position" | "structural-position";
  readonly problem: string;
  readonly help: string;
}

/**
 * How a value is made safe at a place of CSS.
 *
 * @param before All CSS before the place, with other holes in it: a hole is a word there.
 * @param after The CSS after the place.
 * @param start Where `before` begins: in a style sheet (rules) or in a `style` attribute (declarations).
 */
export function cssEscape(before: string, after: string, start: "rules" | "declarations"): Escape | CssProblem {
  const place = readCss(before, start);
  if (place.in === "comment") return unsafe("a value in a CSS comment", "remove it");
  const isProperty = place.property !== undefined && /^[a-z-]+$/.test(place.property);
  const isSelector = /^[^;{}]*\{/.test(after);
  if (place.depth === 0 || !isProperty || isSelector) {
    return unsafe("a value outside of a CSS declaration's value", "let it stand after `property:`");
  }
  if (place.property === "display" || place.property === "visibility") {
    const problem = `a value of \`${place.property}\`, which decides whether the text part has the element`;
    return { code: "structural-position", problem, help: "put the element into an `{{#if}}`" };
  }
  if (place.property === "behavior" || place.property === "-moz-binding") {
    return unsafe("a value of a property that runs code", "remove it");
  }
  if (place.in === "url" || (place.in === "string" && place.urlString)) {
    return place.value === ""
      ? "css-url"
      : unsafe("a value that is a part of a CSS URL", "give the whole URL as one value");
  }
  if (place.in === "string") return "css-string";
  const unit = /^(?:px|%|em|rem|pt|vw|vh)(?![\w-])/.test(after);
  if (/[\w#.\\-]$/.test(before) || (!unit && /^[\w\\(-]/.test(after))) {
    return unsafe("a value that is a part of a CSS word", "give the whole word as one value");
  }
  return unit ? "number" : "css";
}

function unsafe(problem: string, help: string): CssProblem {
  return { code: "unsafe-position", problem, help };
}

interface CssPlaceState {
  in: "plain" | "string" | "url" | "comment";
  /** Nesting of braces; declarations are at 1 and deeper. */
  depth: number;
  /** The property whose value is being written, when one is. */
  property: string | undefined;
  /** What was written of the string or URL so far. */
  value: string;
  /** Whether the string is the argument of `url(`. */
  urlString: boolean;
}

const TOKEN = /\/\*|\*\/|url\(\s*|\\[\s\S]|["'{};:()]|[\s\S]/gi;

/** Reads CSS up to its end, as far as needed to know what stands there. */
function readCss(css: string, start: "rules" | "declarations"): CssPlaceState {
  const state: CssPlaceState = {
    in: "plain",
    depth: start === "rules" ? 0 : 1,
    property: undefined,
    value: "",
    urlString: false,
  };
  let quote = "";
  let word = "";
  for (const match of css.matchAll(TOKEN)) {
    const [token] = match;
    if (state.in === "plain") readPlain(token, css[match.index + token.length]);
    else if (token === closing()) state.in = "plain";
    else state.value += token;
  }
  return state;

  function closing(): string {
    if (state.in === "comment") return "*/";
    return state.in === "url" ? ")" : quote;
  }

  function readPlain(token: string, next: string | undefined): void {
    if (token === "/*") {
      state.in = "comment";
    } else if (token === '"' || token === "'") {
      quote = token;
      enter("string");
    } else if (/^url/i.test(token)) {
      const quoted = next === '"' || next === "'";
      state.urlString = quoted;
      if (!quoted) enter("url");
    } else if (token === "{" || token === "}" || token === ";") {
      endDeclaration(token);
    } else if (token === ":" && state.property === undefined && state.depth > 0) {
      state.property = word.trim().toLowerCase();
    } else {
      if (token === ")") state.urlString = false;
      word += token;
    }
  }

  function enter(place: "string" | "url"): void {
    state.in = place;
    state.value = "";
  }

  function endDeclaration(token: string): void {
    if (token === "{") state.depth++;
    if (token === "}") state.depth--;
    state.property = undefined;
    word = "";
  }
}
