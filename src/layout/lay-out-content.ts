import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { selectorsOf } from "./author-css.js";
import { checkFormatting } from "./check-formatting.js";
import { checkRules } from "./check-rules.js";
import { compactPiece } from "./compact-html.js";
import type { InlinableRule } from "./css.js";
import type { Demand } from "./findings.js";
import { inlineInside } from "./inline-content.js";
import type { LaidOut, LayOutOptions, Slot } from "./laid-out.js";
import { type Located, locatePiece } from "./locate.js";
import { loadMjml } from "./mjml.js";
import { derivePlainText, type TextPiece } from "./plain-text.js";
import type { PreparedMjml } from "./preparation.js";
import { prepareContent } from "./prepare-mjml.js";
import type { Punched } from "./punch.js";
import type { Segment } from "./segments.js";
import { judgeUntrusted } from "./untrusted.js";

/** @returns undefined when the content is not in one place of the text, or MJML looks at what stands there. */
export function slotOf({
  prepared,
  located,
  html,
  rules,
  prefix,
}: {
  readonly prepared: PreparedMjml;
  readonly located: Located;
  readonly html: string;
  readonly rules: readonly InlinableRule[];
  readonly prefix: string;
}): Slot | undefined {
  const [open, ...others] = located.slots;
  if (open === undefined || others.length > 0 || prepared.slot?.name !== "mj-text") return undefined;
  if (prepared.sheets === "inline" || prepared.source.includes("<mj-html-attributes")) return undefined;
  const tags: string[] = [];
  for (let element = open.standard; element !== undefined; element = element.outer) {
    tags.unshift(html.slice(element.tag.start, element.tag.end));
  }
  return {
    source: prepared.slot,
    sheets: prepared.sheets,
    open,
    tags,
    rules,
    prefix,
    length: html.length,
    styles: new Map(),
  };
}

/** What a content has that is for all of the document: it is laid out as a part of it. */
const PART_OF_DOCUMENT =
  /<\/?(?:mj-|html|head|body|base|link|meta|title|style|script|textarea|template|svg|math|pre)|<!--|font-family|white-space/i;

/** MJML trims contents, of more than what HTML takes for white space. */
const TRIMMED = /^\s*[^\S \t\r\n\f]|[^\S \t\r\n\f]\s*$/;

/** Whether a content can be laid out apart from its document, from its text alone. */
export function standsApart({ text }: Punched): boolean {
  return !PART_OF_DOCUMENT.test(text) && !TRIMMED.test(text);
}

export interface LaidOutContent {
  readonly html: readonly Segment[];
  readonly text: readonly TextPiece[];
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

type ContentLimits = Pick<LayOutOptions, "maxDepth" | "maxMatches">;

/**
 * Lays a content out on its own: whether a rule is inlined depends on an element and on what is around it, and how a value
 * is made safe does as well.
 *
 * @returns undefined when the content does not leave what is around it as it is.
 */
export function layOutContent(
  punched: Punched,
  slot: Slot,
  { maxDepth, maxMatches }: ContentLimits,
): LaidOutContent | undefined {
  const place = { sheets: slot.sheets, open: slot.source, mjml: loadMjml() };
  const prepared = prepareContent(punched, place, maxDepth);
  if (prepared === undefined) return undefined;
  const { demands } = prepared;
  const early = [
    ...prepared.diagnostics,
    ...judgeUntrusted(punched, { reach: "part", tokens: prepared.tokens, around: slot.source }),
    ...checkFormatting(punched, maxDepth, prepared.tokens),
    ...checkRules(punched, { selectors: selectorsOf(slot.rules), styles: [], max: maxMatches }),
  ];
  if (demands.length > 0 || hasErrors(early)) return { html: [], text: [], demands, diagnostics: early };
  const inlined = inlineInside(prepared.html, slot);
  const located = inlined && locatePiece(compactPiece(inlined, slot.length), punched, slot.open);
  if (located === undefined) return undefined;
  return {
    html: located.segments,
    text: derivePlainText(prepared.html, punched),
    demands: located.demands,
    diagnostics: [...early, ...located.diagnostics],
  };
}

/** A document with the content in its place. */
export function putIn(document: LaidOut, content: LaidOutContent): LaidOut {
  return {
    ...document,
    html: document.html.flatMap((segment) => (isSlot(segment) ? content.html : [segment])),
    text: putInText(document.text, content.text),
    demands: content.demands,
    diagnostics: [...document.diagnostics, ...content.diagnostics],
  };
}

function putInText(document: readonly TextPiece[], content: readonly TextPiece[]): readonly TextPiece[] {
  return document.flatMap((piece) => {
    if (isSlot(piece)) return content;
    return "body" in piece ? [{ ...piece, body: putInText(piece.body, content) }] : [piece];
  });
}

function isSlot(piece: TextPiece): boolean {
  return piece.type === "value" && piece.hole.node.type === "Embedded";
}
