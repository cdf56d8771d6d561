import { type CssToken, tokensOfCss } from "./css.js";

/** The first thing in CSS that only a trusted author may write. */
export interface CssOffence {
  readonly problem: string;
  /** Offset in the CSS. */
  readonly start: number;
}

/** Whether a URL may stand in CSS, by its range: its holes are the caller's to know. */
export type JudgeUrl = (start: number, end: number) => boolean;

/** Judges the content of a `style` attribute. Block tags must be white space, values words. */
export function judgeDeclarations(css: string, judgeUrl: JudgeUrl): CssOffence | undefined {
  return judgeList(tokensOfCss(css), judgeUrl);
}

/** Judges one value, as attributes of MJML hold them. */
export function judgeValue(css: string, judgeUrl: JudgeUrl): CssOffence | undefined {
  return judgeTokens("", tokensOfCss(css), judgeUrl);
}

/** Judges a style sheet: rules, and `@media` with rules. */
export function judgeSheet(css: string, judgeUrl: JudgeUrl): CssOffence | undefined {
  const around: ("media" | "rule")[] = [];
  let tokens: CssToken[] = [];
  for (const token of tokensOfCss(css)) {
    const isRule = around.at(-1) === "rule";
    if (token.text === "{" && !isRule) {
      const offence = judgePrelude(tokens);
      if (offence !== undefined) return offence;
      around.push(tokens.some(({ name }) => name === "at-keyword-token") ? "media" : "rule");
    } else if (token.text === "}") {
      const offence = isRule ? judgeList(tokens, judgeUrl) : judgeEnd(tokens);
      if (offence !== undefined) return offence;
      if (around.pop() === undefined) return { problem: "a `}` that closes nothing", start: token.start };
    } else {
      tokens.push(token);
      continue;
    }
    tokens = [];
  }
  if (around.length > 0) return { problem: "a rule that is never closed", start: css.length - 1 };
  return judgeEnd(tokens);
}

/** What stands before `{`. */
function judgePrelude(tokens: readonly CssToken[]): CssOffence | undefined {
  const [first] = tokens.filter(({ name }) => !SPACE.has(name));
  for (const token of tokens) {
    const isMedia = token === first && token.text.toLowerCase() === "@media";
    const isAllowed = token.name !== "at-keyword-token" || isMedia;
    if (!isAllowed || token.text === ";" || isOpaque(token)) return offenceOf(token);
  }
  return undefined;
}

/** What stands where neither a rule nor a declaration is. */
function judgeEnd(tokens: readonly CssToken[]): CssOffence | undefined {
  const token = tokens.find(({ name }) => !SPACE.has(name));
  return token && offenceOf(token);
}

const SPACE: ReadonlySet<string> = new Set(["whitespace-token", "comment-token"]);

function judgeList(tokens: readonly CssToken[], judgeUrl: JudgeUrl): CssOffence | undefined {
  let declaration: CssToken[] = [];
  for (const token of [...tokens, undefined]) {
    if (token !== undefined && token.name !== "semicolon-token") {
      declaration.push(token);
      continue;
    }
    const offence = judgeDeclaration(declaration, judgeUrl);
    if (offence !== undefined) return offence;
    declaration = [];
  }
  return undefined;
}

function judgeDeclaration(tokens: readonly CssToken[], judgeUrl: JudgeUrl): CssOffence | undefined {
  const [property, colon, ...value] = tokens.filter(({ name }) => !SPACE.has(name));
  if (property === undefined) return undefined;
  if (colon?.name !== "colon-token") return offenceOf(property);
  const name = property.text.toLowerCase();
  if (!isAllowedProperty(name)) return { problem: `the CSS property \`${name}\``, start: property.start };
  return judgeTokens(name, value, judgeUrl);
}

/** Properties that show a text, a table or a picture where it stands; none that moves it over something else. */
const PROPERTIES: ReadonlySet<string> = new Set(
  (
    "azimuth border-collapse border-spacing box-shadow box-sizing caption-side clear color color-scheme columns direction " +
    "display empty-cells float gap column-gap row-gap height hyphens letter-spacing line-break line-height max-height " +
    "max-width min-height min-width object-fit object-position opacity orphans overflow overflow-wrap overflow-x " +
    "overflow-y quotes table-layout tab-size unicode-bidi vertical-align visibility white-space widows width word-break " +
    "word-spacing word-wrap writing-mode aspect-ratio align-content align-items align-self flex justify-content order " +
    "-webkit-text-size-adjust -ms-text-size-adjust -moz-text-size-adjust text-size-adjust -ms-interpolation-mode " +
    "-webkit-font-smoothing -moz-osx-font-smoothing -webkit-hyphens -moz-hyphens -ms-hyphens -webkit-box-shadow " +
    "-webkit-text-fill-color -webkit-border-radius -moz-border-radius page-break-after page-break-before page-break-inside"
  ).split(" "),
);
const PROPERTY_GROUPS =
  /^(?:background|border|font|list-style|margin|mso|outline|padding|text|flex)(?:-[a-z-]+)?$|^(?:border|font|margin|padding)$/;
/** Of those groups: what replaces an element, or ties a style to a program. */
const REFUSED_PROPERTIES: ReadonlySet<string> = new Set(["mso-element", "mso-data-placement", "border-image-source"]);

function isAllowedProperty(name: string): boolean {
  return (PROPERTIES.has(name) || PROPERTY_GROUPS.test(name)) && !REFUSED_PROPERTIES.has(name);
}

const FUNCTIONS: ReadonlySet<string> = new Set(
  "rgb rgba hsl hsla calc min max clamp linear-gradient radial-gradient repeating-linear-gradient url".split(" "),
);
const VALUE_TOKENS: ReadonlySet<string> = new Set(
  "ident-token number-token percentage-token dimension-token hash-token string-token comma-token whitespace-token comment-token url-token function-token )-token".split(
    " ",
  ),
);
/** Single characters of values: `12px/1.5`, `!important`, signs in `calc()`. */
const DELIMITERS: ReadonlySet<string> = new Set(["/", "!", "+", "-", "*", "."]);

function judgeTokens(property: string, tokens: readonly CssToken[], judgeUrl: JudgeUrl): CssOffence | undefined {
  const functions: string[] = [];
  const isMargin = property.startsWith("margin");
  for (const token of tokens) {
    const isKnown = VALUE_TOKENS.has(token.name) || (token.name === "delim-token" && DELIMITERS.has(token.text));
    if (!isKnown || isOpaque(token)) return offenceOf(token);
    if (token.name === "function-token") {
      const name = token.text.slice(0, -1).toLowerCase();
      if (!FUNCTIONS.has(name) || isMargin) return { problem: `the CSS function \`${name}()\``, start: token.start };
      functions.push(name);
    } else if (token.text === ")" && functions.pop() === undefined) return offenceOf(token);
    // A margin below zero draws over what others wrote.
    if (isMargin && token.text.startsWith("-")) return { problem: "a negative margin", start: token.start };
    if (!judgeUrlToken(token, functions.at(-1), judgeUrl)) return { problem: "a URL in CSS", start: token.start };
  }
  return functions.length === 0 ? undefined : { problem: "a function that is never closed", start: 0 };
}

function judgeUrlToken({ name, text, start, end }: CssToken, within: string | undefined, judgeUrl: JudgeUrl): boolean {
  if (name === "url-token") {
    const opening = /^url\(\s*/i.exec(text)?.[0].length ?? 0;
    const closing = /\s*\)$/.exec(text)?.[0].length ?? 0;
    return judgeUrl(start + opening, end - closing);
  }
  if (within !== "url") return true;
  if (name === "string-token") return judgeUrl(start + 1, end - 1);
  return text === "url(" || SPACE.has(name) || /^url\($/i.test(text);
}

/** What different readers take for different things: escapes, and strings that never end. */
function isOpaque({ name, text }: CssToken): boolean {
  return text.includes("\\") || (name === "string-token" && !/^(["'])[^\r\n]*\1$/.test(text)) || text.includes("\0");
}

function offenceOf({ text, start }: CssToken): CssOffence {
  return { problem: `\`${text.slice(0, 20)}\` in CSS`, start };
}
