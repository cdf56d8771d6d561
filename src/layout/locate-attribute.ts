import type { Escape } from "../artifact/instructions.js";
import { attributeContext } from "./attribute-context.js";
import { blocksAreStyleChoices, isUrlChoice } from "./choices.js";
import { type CssProblem, cssEscape } from "./css-context.js";
import { type Findings, quoteHole } from "./findings.js";
import type { HtmlAttribute } from "./html.js";
import type { BlockHole, Hole, Punched, ValueHole } from "./punch.js";
import type { Arrival } from "./segments.js";
import { readUrl } from "./url-context.js";

interface Place {
  readonly html: string;
  readonly punched: Punched;
  readonly colors: ReadonlySet<string>;
  readonly findings: Findings;
}

/** A piece of an attribute's value: text, or a hole with where it is in the document. */
type Part = string | { readonly hole: Hole; readonly start: number; readonly end: number };

/** Finds the holes of one attribute, with how each value is made safe there. */
export function locateAttribute(element: string, attribute: HtmlAttribute, place: Place): Arrival[] {
  const parts = splitValue(attribute, place);
  const [first] = parts.flatMap((part) => (typeof part === "string" ? [] : [part.hole]));
  if (first === undefined) return [];
  const name = `the attribute \`${attribute.name}\` of \`<${element}>\``;
  const refuse = (code: "unsafe-position" | "structural-position", message: string, help: string): Arrival[] => {
    place.findings.error(code, first.node.span, message, help);
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
      return locateStyle(parts, attribute, place);
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

function splitValue(attribute: HtmlAttribute, { html, punched }: Place): Part[] {
  const parts: Part[] = [];
  const value = html.slice(attribute.valueStart, attribute.valueEnd);
  let end = 0;
  for (const match of value.matchAll(punched.pattern)) {
    const hole = punched.holes.get(match[0]);
    if (hole === undefined) continue;
    if (match.index > end) parts.push(value.slice(end, match.index));
    end = match.index + match[0].length;
    parts.push({ hole, start: attribute.valueStart + match.index, end: attribute.valueStart + end });
  }
  if (end < value.length) parts.push(value.slice(end));
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

function locateStyle(parts: readonly Part[], attribute: HtmlAttribute, place: Place): Arrival[] {
  const arrivals: Arrival[] = [];
  const choices = blocksAreStyleChoices(parts.map(holeOrText));
  let before = "";
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    if (typeof part !== "string") {
      const url = urlChoiceAt(parts, index, before);
      if (url.length > 0) {
        arrivals.push(...url.flatMap((piece) => arrival(piece, () => "css-url")));
        index += url.length - 1;
      } else locatePart(part);
    }
    before += typeof part === "string" ? part : blockToSpace(part.hole.token);
  }
  return arrivals;

  function locatePart({ hole, start, end }: Exclude<Part, string>): void {
    const after = place.html.slice(end, attribute.valueEnd).replace(place.punched.pattern, blockToSpace);
    const found = hole.type === "value" ? cssEscape(before, after, "declarations") : blockInStyle(before);
    if (typeof found === "string") {
      const treatment = found === "css" && place.colors.has(hole.token) ? "html-color" : found;
      arrivals.push(...arrival({ hole, start, end }, () => treatment));
    } else {
      place.findings.error(found.code, hole.node.span, `${quoteHole(hole)} is ${found.problem}`, found.help);
    }
  }

  /** A choice between whole values stands for one word; the values in it are checked like any other. */
  function blockInStyle(css: string): Escape | CssProblem {
    return choices ? cssEscape(`${css} `, " ", "declarations") : BLOCK_IN_STYLE;
  }

  function blockToSpace(token: string): string {
    return place.punched.holes.get(token)?.type === "value" ? token : " ";
  }
}

function holeOrText(part: Part): string | Hole {
  return typeof part === "string" ? part : part.hole;
}

/** The parts of a choice between whole URLs that starts at a part and is all that stands in a `url(..)`. */
function urlChoiceAt(parts: readonly Part[], index: number, before: string): readonly Part[] {
  const open = parts[index];
  if (open === undefined || typeof open === "string" || open.hole.type !== "open") return [];
  const { node } = open.hole;
  if (cssEscape(before, "", "declarations") !== "css-url") return [];
  const close = parts.findIndex(
    (part) => typeof part !== "string" && part.hole.type === "close" && part.hole.node === node,
  );
  const next = parts[close + 1];
  const choice = parts.slice(index, close + 1);
  const isWhole = typeof next === "string" && /^["']?\s*\)/.test(next);
  return isWhole && isUrlChoice(choice.map(holeOrText)) ? choice : [];
}

export const BLOCK_IN_STYLE: CssProblem = {
  code: "structural-position",
  problem: "a block in a `style` attribute",
  help: "let it choose between two values with `{{else}}`, or put an `{{#if}}` around two elements",
};

function locateUrl(parts: readonly Part[], kind: "link" | "image", place: Place): Arrival[] {
  const url = readUrl(parts.map(holeOrText), kind);
  if ("escapes" in url)
    return parts.flatMap((part, index) => arrival(part, () => url.escapes.get(index) ?? "html-url"));
  if (url.hole !== undefined) {
    const message = `${quoteHole(url.hole)} makes ${url.problem.problem}`;
    place.findings.error(url.problem.code, url.hole.node.span, message, url.problem.help);
  }
  return [];
}
