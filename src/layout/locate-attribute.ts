import type { Escape } from "../artifact/instructions.js";
import { attributeContext } from "./attribute-context.js";
import { blocksAreChoices } from "./choices.js";
import { type CssProblem, readCss } from "./css-context.js";
import { type Findings, quoteHole } from "./findings.js";
import { decodeAttribute } from "./html.js";
import type { HtmlAttribute } from "./html-token.js";
import { type BlockHole, type Hole, isRaw, type Punched, type ValueHole } from "./punch.js";
import { type Arrival, holesOf } from "./segments.js";
import { readUrl } from "./url-context.js";

interface Place {
  readonly html: string;
  readonly punched: Punched;
  readonly colors: ReadonlySet<string>;
  readonly findings: Findings;
}

/** A piece of an attribute's value or of a style sheet: text, or a hole with where it is in the document. */
export type Part = string | { readonly hole: Hole; readonly start: number; readonly end: number };

/** Finds the holes of one attribute, with how each value is made safe there. */
export function locateAttribute(element: string, attribute: HtmlAttribute, place: Place): Arrival[] {
  const parts = splitAtHoles(attribute.valueStart, attribute.valueEnd, place);
  const [first] = parts.flatMap((part) => (typeof part === "string" ? [] : [part.hole]));
  if (first === undefined) return [];
  const name = `the attribute \`${attribute.name}\` of \`<${element}>\``;
  const refuse = (code: "unsafe-position" | "structural-position", message: string, help: string): Arrival[] => {
    // Any of the holes may be one whose outcomes can be listed.
    for (const part of parts)
      if (typeof part !== "string") place.findings.refuse(part.hole, { code, message, help }, first.node.span);
    return [];
  };
  if (attribute.quote === "") {
    return refuse("unsafe-position", `${quoteHole(first)} is a value without quotes`, "put quotes around it");
  }
  if (!isNested(parts)) {
    return refuse(
      "unsafe-position",
      `${quoteHole(first)} begins or ends inside of ${name}`,
      "keep the whole block in it",
    );
  }
  const raw = parts.find((part) => typeof part !== "string" && isRaw(part.hole));
  if (typeof raw === "object") {
    const help = "write `{{ }}`: a value is escaped for its attribute";
    return refuse("unsafe-position", `${quoteHole(raw.hole)} stands in ${name}`, help);
  }
  const context = attributeContext(element, attribute.name);
  const line = parts.find((part) => typeof part !== "string" && part.hole.node.type === "Line");
  if (context !== "text" && line !== undefined) {
    return refuse(
      "unsafe-position",
      `${quoteHole(first)} stands in ${name}`,
      "it may stand in text, `alt` and `title`",
    );
  }
  switch (context) {
    case "text":
      return parts.flatMap((part) => arrival(part, () => "html"));
    case "link":
      return locateUrl(parts, "link", place);
    case "image":
      // MJML puts the background colour of what stands in an `mj-hero` into `background`.
      if (areColors(parts, place)) return parts.flatMap((part) => arrival(part, () => "html-color"));
      return locateUrl(parts, "image", place);
    case "style":
      return locateStyle(parts, place);
    case "css":
      return parts.flatMap((part) => arrival(part, (hole) => (place.colors.has(hole.token) ? "html-color" : "css")));
    case "number":
      return parts.flatMap((part) => arrival(part, () => "number"));
    case "structural": {
      const help = "write a fixed value, or put an `{{#if}}` around two elements";
      return refuse("structural-position", `${quoteHole(first)} stands in ${name}, which rules depend on`, help);
    }
    case "unsafe": {
      const help = "values may stand in attributes such as `href`, `src`, `alt`, `title` and `style`";
      return refuse("unsafe-position", `${quoteHole(first)} stands in ${name}`, help);
    }
  }
}

/** Whether every value is a whole colour of MJML. */
function areColors(parts: readonly Part[], { colors }: Place): boolean {
  const values = parts.flatMap((part) => (typeof part !== "string" && part.hole.type === "value" ? [part.hole] : []));
  return values.length > 0 && values.every(({ token }) => colors.has(token));
}

/** A stretch of the document, cut at its holes. */
export function splitAtHoles(start: number, end: number, { html, punched }: Pick<Place, "html" | "punched">): Part[] {
  const parts: Part[] = [];
  const value = html.slice(start, end);
  let at = 0;
  for (const { hole, start: from, end: to } of holesOf(value, punched)) {
    if (from > at) parts.push(value.slice(at, from));
    parts.push({ hole, start: start + from, end: start + to });
    at = to;
  }
  if (at < value.length) parts.push(value.slice(at));
  return parts;
}

/** Whether every block that has a tag among the parts has all of them there. */
function isNested(parts: readonly Part[]): boolean {
  const open: BlockHole["node"][] = [];
  for (const part of parts) {
    if (typeof part === "string" || part.hole.type === "value") continue;
    if (part.hole.type === "open") open.push(part.hole.node);
    else if (open.at(-1) !== part.hole.node) return false;
    if (part.hole.type === "close") open.pop();
  }
  return open.length === 0;
}

function arrival(part: Part, treat: (hole: ValueHole) => Escape): Arrival[] {
  if (typeof part === "string") return [];
  const { hole, start, end } = part;
  if (hole.type !== "value") return [{ start, end, segment: { type: "block", hole } }];
  return [{ start, end, segment: { type: "value", hole, escape: treat(hole) } }];
}

function locateStyle(parts: readonly Part[], place: Place): Arrival[] {
  const css = decodeParts(parts);
  // A choice between whole values stands for one word; the values in it are checked like any other.
  const choices = blocksAreChoices(css);
  const places = readCss(css, "declarations");
  return parts.flatMap((part, index) => {
    if (typeof part === "string") return [];
    const { hole } = part;
    const found = hole.type === "value" || choices ? (places.get(index) ?? BLOCK_IN_STYLE) : BLOCK_IN_STYLE;
    if (typeof found === "string") {
      return arrival(part, () => (found === "css" && place.colors.has(hole.token) ? "html-color" : found));
    }
    const message = `${quoteHole(hole)} is ${found.problem}`;
    place.findings.refuse(hole, { code: found.code, message, help: found.help });
    return [];
  });
}

/** Literal text as mail clients read it, and holes. */
function decodeParts(parts: readonly Part[]): (string | Hole)[] {
  return parts.map((part) => (typeof part === "string" ? decodeAttribute(part) : part.hole));
}

export const BLOCK_IN_STYLE: CssProblem = {
  code: "structural-position",
  problem: "a block in a `style` attribute",
  help: "let it choose between two values with `{{else}}`, or put an `{{#if}}` around two elements",
};

function locateUrl(parts: readonly Part[], kind: "link" | "image", place: Place): Arrival[] {
  const url = readUrl(decodeParts(parts), kind);
  if ("escapes" in url)
    return parts.flatMap((part, index) => arrival(part, () => url.escapes.get(index) ?? "html-url"));
  if (url.hole !== undefined) {
    const message = `${quoteHole(url.hole)} makes ${url.problem.problem}`;
    place.findings.error(url.problem.code, url.hole.node.span, message, url.problem.help);
  }
  return [];
}
