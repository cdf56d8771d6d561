import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Findings } from "./findings.js";
import type { Mjml } from "./mjml.js";
import type { OpenElements } from "./open-elements.js";
import type { BlockHole, Hole, Punched } from "./punch.js";

/** A document that MJML can convert without touching a hole, and what must be remembered about its holes. */
export interface PreparedMjml {
  readonly source: string;
  /** Holes that are the whole value of a colour attribute: there MJML doubles three-digit colours. */
  readonly colors: ReadonlySet<string>;
  /** Values with holes of attributes that MJML copies; whether it really only copies them is to be probed. */
  readonly copiedValues: ReadonlyMap<string, CopiedValue>;
  /** Contents of `<mj-style>` elements that stay style sheets, as ranges of the punched text. */
  readonly styles: readonly { readonly start: number; readonly end: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface CopiedValue {
  readonly hole: Hole;
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
  readonly styles: { start: number; end: number }[];
  /** Open blocks, each with the elements that were open where it began. */
  readonly blocks: { readonly hole: BlockHole; readonly open: OpenElements }[];
  open: OpenElements;
  /** Elements reported as unknown: what they contain is not reported as well. */
  readonly unknown: Set<string>;
  /** Whether a place of the punched text is inside of a conditional comment, hidden or not. */
  isConditional: (offset: number) => boolean;
  /** Whether any component sets `gap`: then it matters which section of a wrapper is the first. */
  readonly hasGap: boolean;
}

/** A replacement of a stretch of the punched text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
