import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { InlinableRule } from "./css.js";
import type { Demand } from "./findings.js";
import type { OpenInViews } from "./locate.js";
import type { OpenElements } from "./open-elements.js";
import type { TextPiece } from "./plain-text.js";
import type { PreparedMjml } from "./preparation.js";
import type { Hole } from "./punch.js";
import type { Segment } from "./segments.js";

/** A document as finished HTML and text, with holes. */
export interface LaidOut {
  readonly html: readonly Segment[];
  readonly text: readonly TextPiece[];
  /** Holes that are printed only where a component uses a default. */
  readonly defaults: ReadonlySet<Hole>;
  /** Where a content can be put in that was laid out apart. */
  readonly slot: Slot | undefined;
  /** Holes in structural positions. Where there are any, the rest may be unfinished. */
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface LayOutOptions {
  /** Elements in each other. */
  readonly maxDepth: number;
  /** Whether a hole in a structural position has outcomes that can be listed: then the rest of the way is not gone. */
  readonly isListed: (hole: Hole) => boolean;
}

/** The place of an embedded content in a document that was laid out without it. */
export interface Slot {
  /** What is open around it in MJML. */
  readonly source: OpenElements;
  readonly sheets: PreparedMjml["sheets"];
  /** What is open around it in the finished HTML, and the tags of that. */
  readonly open: OpenInViews;
  readonly tags: readonly string[];
  /** Rules that are inlined into the document. */
  readonly rules: readonly InlinableRule[];
  /** What the rules came to in earlier contents. */
  readonly styles: KnownStyles;
  /** With what every hole of the document starts: rules may have values. */
  readonly prefix: string;
  /** UTF-16 units of the document. */
  readonly length: number;
}

/** The `style` of an element by what a rule may ask of it and of what is around it; undefined when it stays as it is. */
export type KnownStyles = Map<string, string | undefined>;
