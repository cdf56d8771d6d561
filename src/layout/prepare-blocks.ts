import { quoteHole } from "./findings.js";
import { isInside, type OpenElement, type OpenElements } from "./open-elements.js";
import type { Preparation } from "./preparation.js";
import type { BlockHole, Hole } from "./punch.js";

/** Parents whose children MJML renders one by one. Elsewhere the number of children decides about widths or ids. */
const INDEPENDENT_CHILDREN: ReadonlySet<string> = new Set([
  "mj-body",
  "mj-wrapper",
  "mj-column",
  "mj-hero",
  "mj-social",
  "mj-navbar",
  "mj-accordion",
]);

/**
 * Prepares one hole in text: a block tag becomes a comment, or a raw node between components.
 *
 * @param owner The component whose content is HTML, when the hole stands in one.
 */
export function prepareHole(hole: Hole, range: Range, owner: OpenElement | undefined, state: Preparation): void {
  checkIndented(hole, state);
  if (hole.type === "value") {
    if (owner === undefined) reportStrayHole(hole, state);
    if (hole.node.type === "Embedded") state.slot = state.open;
    return;
  }
  checkBalance(hole, state);
  if (owner?.name === "mj-style" || isInside(state.open, "style")) {
    const help = "put the condition around two classes in the body, and style each of them";
    const message = `${quoteHole(hole)} stands in a style sheet`;
    state.findings.refuse(hole, { code: "structural-position", message, help });
  } else if (owner === undefined) {
    checkParent(hole, state.open, state);
    state.edits.push({ ...range, text: `<mj-raw><!--${hole.token}--></mj-raw>` });
  } else if (!isWord(owner, range, state)) {
    state.edits.push({ ...range, text: `<!--${hole.token}-->` });
  }
}

/**
 * Refuses a hole in preformatted text of an indented partial: the lines that it prints would be indented as well, and none
 * when it prints nothing.
 */
export function checkIndented(hole: Hole, state: Preparation): void {
  if (
    hole.node.type === "Embedded" ||
    !hole.node.indented ||
    !(isInside(state.open, "pre") || isInside(state.open, "textarea"))
  )
    return;
  const message = `${quoteHole(hole)} stands in preformatted text of a partial that is indented`;
  const help = "write the partial at the start of its line";
  state.findings.error("structural-position", hole.node.span, message, help);
}

/** Whether a block tag stays a bare word: where comments are text, and where MJML drops white space beside tags. */
function isWord(owner: OpenElement, range: Range, state: Preparation): boolean {
  if (owner.name === "mj-title" || owner.name === "mj-html-attribute") return true;
  return isInside(state.open, "textarea") || state.isConditional(range.start);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function reportStrayHole(hole: Hole, state: Preparation): void {
  const where = state.open === undefined ? "outside of `<mjml>`" : `directly in \`${state.open.name}\``;
  const message = `${quoteHole(hole)} stands ${where}, where MJML drops text`;
  state.findings.error("lost-expression", hole.node.span, message, "put it into an `mj-text` or `mj-raw`");
}

/** Reports a block tag among children that MJML counts. */
function checkParent(hole: BlockHole, open: OpenElements, state: Preparation): void {
  const parent = open?.name;
  const independent = parent !== undefined && INDEPENDENT_CHILDREN.has(parent);
  if (independent && !(parent === "mj-wrapper" && state.hasGap)) return;
  const where = parent === undefined ? "outside of `<mjml>`" : `directly in \`${parent}\``;
  const message = `${quoteHole(hole)} stands ${where}, where MJML computes on the number of children`;
  const help = "put the block around the whole section, or inside of a column";
  state.findings.refuse(hole, { code: "structural-position", message, help });
}

/**
 * Every branch of a block must end with the same open elements with which it began. A block tag alone in an `mj-raw`
 * may have its other tags in other `mj-raw` elements: then it stands between the components around them.
 */
function checkBalance(hole: BlockHole, state: Preparation): void {
  if (hole.type === "open") {
    state.blocks.push({ hole, open: state.open, arm: "body", isBroken: false });
    return;
  }
  const start = state.blocks.at(-1);
  const isBroken = start?.isBroken === true;
  if (hole.type === "close") state.blocks.pop();
  else if (start !== undefined) Object.assign(start, { arm: "otherwise", isBroken: false });
  if (start === undefined || start.open === state.open) return;
  if (isBroken) {
    state.open = start.open;
    return;
  }
  if (start.open?.name === "mj-raw" && state.open?.name === "mj-raw" && start.open.outer === state.open.outer) {
    return checkParent(start.hole, start.open.outer, state);
  }
  const [from, to] = [start.open?.name, state.open?.name].map((name) =>
    name === undefined ? "the top" : `\`${name}\``,
  );
  const message = `${quoteHole(hole)} begins in ${from}, and a branch of it ends in ${from === to ? "another one" : to}`;
  const help = "open and close the same elements in every branch, with explicit end tags";
  state.findings.error("unbalanced-block", hole.node.span, message, help);
  state.open = start.open;
  for (const block of state.blocks) block.isBroken = true;
}
