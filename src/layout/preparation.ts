import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import type { Demand, Findings } from "./findings.js";
import { cutToken, joinTokens, type LoneToken, readHtml, tokenizeHtml } from "./html.js";
import type { HtmlToken, Tokenized } from "./html-token.js";
import type { Mjml } from "./mjml.js";
import type { OpenElements } from "./open-elements.js";
import type { BlockHole, Branch, Hole, Punched } from "./punch.js";

/** A document that MJML can convert without touching a hole, and what must be remembered about its holes. */
export interface PreparedMjml {
  readonly source: string;
  /** Those of the punched text. */
  readonly tokens: readonly HtmlToken[];
  /** Holes that are the whole value of a colour attribute: there MJML doubles three-digit colours. */
  readonly colors: ReadonlySet<string>;
  /** Values with holes of attributes that MJML copies; whether it really only copies them is to be probed. */
  readonly copiedValues: ReadonlyMap<string, CopiedValue>;
  /** Contents of components that may come out empty, as they stand in the source, each with a hole of it. */
  readonly emptyContents: ReadonlyMap<string, Hole>;
  /** Holes in `mj-attributes`, which are printed only where a component uses the default. */
  readonly defaults: ReadonlySet<Hole>;
  readonly styles: readonly StyleRange[];
  readonly sheets: Preparation["sheets"];
  /** What is open around the content that is a hole. */
  readonly slot: OpenElements;
  /** The tag of the first carousel that a block may leave out. */
  readonly optionalCarousel: Span | undefined;
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The content of an `<mj-style>` element, as a range of the punched text. */
export interface StyleRange {
  readonly start: number;
  readonly end: number;
  /** Whether MJML inlines it; otherwise it stays a style sheet. */
  readonly inlinedByMjml: boolean;
}

export interface CopiedValue {
  readonly hole: Hole;
  readonly attribute: string;
  /** Whether some outcome of its blocks leaves nothing. */
  readonly mayBeEmpty: boolean;
}

/** What is known while the document is read. */
export interface Preparation {
  readonly punched: Punched;
  readonly mjml: Mjml;
  readonly findings: Findings;
  readonly edits: Edit[];
  readonly colors: Set<string>;
  readonly copiedValues: Map<string, CopiedValue>;
  readonly emptyContents: Map<string, Hole>;
  readonly defaults: Set<Hole>;
  readonly styles: StyleRange[];
  slot: OpenElements;
  /** Open blocks, each with the elements that were open where it began, and whether this is its body or its `{{else}}`. */
  readonly blocks: OpenBlock[];
  optionalCarousel: Span | undefined;
  open: OpenElements;
  /** Elements reported as unknown: what they contain is not reported as well. */
  readonly unknown: Set<string>;
  /** Whether rules are inlined into the document, and whether MJML does so with some of them. */
  readonly sheets: "none" | "kept" | "inline";
  /** Whether a place of the punched text is inside of a conditional comment, hidden or not. */
  isConditional: (offset: number) => boolean;
  /** Whether any component sets `gap`: then it matters which section of a wrapper is the first. */
  readonly hasGap: boolean;
}

interface OpenBlock {
  readonly hole: BlockHole;
  readonly open: OpenElements;
  arm: Branch["arm"];
  /** Whether a block in this arm was reported: which elements are open after that is not known. */
  isBroken: boolean;
}

/** A replacement of a stretch of the punched text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with all replacements made. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(end, edit.start), edit.text);
    end = edit.end;
  }
  return parts.join("") + text.slice(end);
}

/** The same for a text that was read: what the edits leave alone is not read again. */
export function editTokens({ html, tokens }: Tokenized, edits: readonly Edit[]): Tokenized {
  if (edits.length === 0) return { html, tokens };
  const left = edits.toSorted((a, b) => a.start - b.start);
  const parts = tokens.map((token) => editToken(token, html, left));
  return parts.every((part) => part !== undefined) ? joinTokens(parts.flat()) : readHtml(applyEdits(html, edits));
}

/** @returns undefined when an edit does more than to put a comment into a text. */
function editToken(token: HtmlToken, html: string, left: Edit[]): readonly LoneToken[] | undefined {
  const parts: LoneToken[] = [];
  let at = token.start;
  for (let [edit] = left; edit !== undefined && edit.start < token.end; [edit] = left) {
    const [comment, ...others] = tokenizeHtml(edit.text);
    if (token.type !== "text" || comment?.type !== "comment" || others.length > 0) return undefined;
    if (edit.start > at) parts.push(cutToken(html, { type: "text", start: at, end: edit.start }));
    parts.push({ html: edit.text, token: comment, base: 0 });
    at = edit.end;
    left.shift();
  }
  if (at < token.end)
    parts.push(cutToken(html, at === token.start ? token : { type: "text", start: at, end: token.end }));
  return parts;
}
