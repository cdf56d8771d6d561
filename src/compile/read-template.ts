import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { FrontMatter } from "../syntax/front-matter.js";
import type { Node } from "../syntax/nodes.js";
import { parse } from "../syntax/parse.js";
import type { Limits } from "./limits.js";

/** A template file that was read and parsed. */
export interface Template {
  readonly source: SourceFile;
  readonly frontMatter: FrontMatter;
  readonly nodes: readonly Node[];
}

/** A template and what is wrong with it. */
export interface ReadTemplate {
  readonly template: Template;
  readonly diagnostics: readonly Diagnostic[];
}

const NO_FRONT_MATTER: FrontMatter = { values: new Map(), bodyStart: 0, diagnostics: [] };

/** The head of a text that a message brings along: it has none. */
export function withoutFrontMatter(): FrontMatter {
  return NO_FRONT_MATTER;
}

/** Reads a source as a template. */
export function readTemplate(
  source: SourceFile,
  readHead: (source: SourceFile) => FrontMatter,
  limits: Limits,
): ReadTemplate {
  if (source.text.length > limits.sourceLength) {
    const message = `\`${source.path}\` is longer than ${limits.sourceLength} characters`;
    const help = "raise the limit `sourceLength`";
    return {
      template: { source, frontMatter: NO_FRONT_MATTER, nodes: [] },
      diagnostics: [{ code: "too-large", severity: "error", message, help, span: { source, start: 0, end: 1 } }],
    };
  }
  const frontMatter = readHead(source);
  const { nodes, diagnostics } = parse({ source, start: frontMatter.bodyStart, end: source.text.length }, limits.depth);
  return { template: { source, frontMatter, nodes }, diagnostics: [...frontMatter.diagnostics, ...diagnostics] };
}
