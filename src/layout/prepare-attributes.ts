import { usualContext } from "./attribute-context.js";
import { attributeKind } from "./attribute-types.js";
import { blocksAreChoices, mayBeBlank, mayBeEmpty } from "./choices.js";
import { quoteHole, type Refusal } from "./findings.js";
import type { HtmlAttribute, HtmlOpenTag } from "./html-token.js";
import { isInside } from "./open-elements.js";
import type { Preparation } from "./preparation.js";
import { reportFont } from "./prepare-styles.js";
import type { Hole } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/** Checks the holes in an attribute of a component against what MJML does with that attribute. */
export function prepareAttribute(tag: HtmlOpenTag, attribute: HtmlAttribute, state: Preparation): void {
  const value = state.punched.text.slice(attribute.valueStart, attribute.valueEnd);
  const parts = cutAtHoles(value, state.punched);
  const first = parts.find((part) => typeof part !== "string");
  if (first === undefined) return;
  if (attribute.quote === "") return reportUnquoted(first, state);
  if (isInside(state.open, "mj-attributes")) {
    for (const part of parts) if (typeof part !== "string") state.defaults.add(part);
  }
  switch (attributeKind(state.mjml, tag.name, attribute.name)) {
    case "structural": {
      const message = `${quoteHole(first)} stands in \`${attribute.name}\` of \`${tag.name}\`, which MJML computes on`;
      return refuseAll(parts, { code: "structural-position", message, help: FIXED_VALUE }, state);
    }
    case "color":
      return prepareColor(attribute, parts, state);
    case "text":
      if (attribute.name === "font-family") return prepareFont(value, parts, state);
      state.copiedValues.set(value, {
        hole: first,
        attribute: attribute.name,
        mayBeEmpty: isText(attribute) ? mayBeBlank(parts) : mayBeEmpty(parts),
      });
      return;
    case "unknown":
      return;
  }
}

/** Any of the holes may be one whose outcomes can be listed; one of them is reported. */
function refuseAll(parts: readonly (string | Hole)[], problem: Refusal, state: Preparation): void {
  const holes = parts.filter((part) => typeof part !== "string");
  for (const hole of holes) state.findings.refuse(hole, problem, holes[0]?.node.span);
}

/** MJML imports the web fonts that it finds in its output; a choice between fixed fonts imports all of them. */
function prepareFont(value: string, parts: readonly (string | Hole)[], state: Preparation): void {
  for (const part of parts) {
    if (typeof part !== "string" && part.type === "value") reportFont(part, state);
  }
  const block = parts.find(isBlock);
  if (typeof block === "object" && mayBeEmpty(parts)) {
    state.copiedValues.set(value, { hole: block, attribute: "font-family", mayBeEmpty: true });
  }
}

/** Whether values of an attribute may be empty; where it is a URL or a colour, rendering refuses empty ones. */
function isText({ name }: HtmlAttribute): boolean {
  return usualContext(name) === "text";
}

export const FIXED_VALUE =
  "write a fixed value or a compile-time value (`{{@theme.name}}`), or move the condition around components";

/** Refuses values without quotes in the tags of HTML content. */
export function checkQuotes(tag: HtmlOpenTag, state: Pick<Preparation, "punched" | "findings">): void {
  for (const { quote, valueStart, valueEnd } of tag.attributes) {
    const parts = quote === "" ? cutAtHoles(state.punched.text.slice(valueStart, valueEnd), state.punched) : [];
    const hole = parts.find((part) => typeof part !== "string");
    if (hole !== undefined) reportUnquoted(hole, state);
  }
}

function reportUnquoted(hole: Hole, state: Pick<Preparation, "findings">): void {
  const message = `${quoteHole(hole)} is a value without quotes`;
  state.findings.error("unsafe-position", hole.node.span, message, "put quotes around it");
}

/** A colour must be one whole value in every branch, because MJML looks at the whole of it. */
function prepareColor(attribute: HtmlAttribute, parts: readonly (string | Hole)[], state: Preparation): void {
  const first = parts.find((part) => typeof part !== "string");
  const alone = parts.length === 1 || (isBlock(parts[0]) && isBlock(parts.at(-1)) && blocksAreChoices(parts));
  if (!alone && first !== undefined) {
    const message = `${quoteHole(first)} is only a part of the colour \`${attribute.name}\``;
    const help = "let the value be one whole colour, such as `#336699`, in every branch";
    return refuseAll(parts, { code: "structural-position", message, help }, state);
  }
  let offset = attribute.valueStart;
  for (const part of parts) {
    const length = typeof part === "string" ? part.length : part.token.length;
    if (typeof part === "string" && /^#\w{3}$/.test(part)) {
      state.edits.push({ start: offset, end: offset + length, text: part.replace(/\w/g, "$&$&") });
    } else if (typeof part !== "string" && part.type === "value") {
      state.colors.add(part.token);
    }
    offset += length;
  }
}

function isBlock(part: string | Hole | undefined): boolean {
  return part !== undefined && typeof part !== "string" && part.type !== "value";
}
