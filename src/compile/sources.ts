import type { Path } from "../analyze/contract.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createSourceFile, type SourceFile, type Span } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import { type FrontMatter, readFrontMatter } from "../syntax/front-matter.js";
import type { Node } from "../syntax/nodes.js";
import { parse } from "../syntax/parse.js";
import type { HelperSignature } from "./helper-signatures.js";
import type { Limits } from "./limits.js";

/** A template file that was read and parsed. */
export interface Template {
  readonly source: SourceFile;
  readonly frontMatter: FrontMatter;
  readonly nodes: readonly Node[];
}

/** Reads and parses the sources of one compile; each file once. */
export interface Sources {
  readonly limits: Limits;
  /** Helpers that templates may call. */
  readonly helpers: ReadonlyMap<string, HelperSignature>;
  /**
   * The file at a path of the store, or undefined when there is none.
   *
   * @param includedFrom Where it is included, for what is wrong with it; that of the first call counts.
   */
  file(path: string, includedFrom?: Span): Promise<Template | undefined>;
  /** The text of a file that is no template, or undefined when there is none. */
  json(path: string): Promise<SourceFile | undefined>;
  /** A text that was given in the place of a file, such as a message's content. */
  given(path: string, text: string): Template;
  /** A stretch of a source that is a template of its own, such as a value of the front matter. */
  stretch(span: Span): readonly Node[];
  list(folder: string): Promise<readonly string[]>;
  /** Every source that was read, in order. */
  readonly all: readonly SourceFile[];
  readonly diagnostics: Diagnostic[];
  /** `{{name}}` tags that call a helper, and where a variable of that name would be. */
  readonly bareCalls: { readonly path: Path; readonly span: Span }[];
}

const NO_FRONT_MATTER: FrontMatter = { values: new Map(), bodyStart: 0, diagnostics: [] };

export function createSources(store: TemplateStore, { limits, helpers }: Pick<Sources, "limits" | "helpers">): Sources {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, Promise<Template | undefined>>();
  const all: SourceFile[] = [];

  function read(source: SourceFile, readHead: (source: SourceFile) => FrontMatter, includedFrom?: Span): Template {
    all.push(source);
    const before = diagnostics.length;
    const template = readParts(source, readHead);
    if (includedFrom === undefined) return template;
    for (const { span, ...fact } of diagnostics.splice(before))
      diagnostics.push({ ...fact, span: { ...(span ?? startOf(source)), includedFrom } });
    return template;
  }

  function readParts(source: SourceFile, readHead: (source: SourceFile) => FrontMatter): Template {
    if (source.text.length > limits.sourceLength) {
      const message = `\`${source.path}\` is longer than ${limits.sourceLength} characters`;
      const help = "raise the limit `sourceLength`";
      diagnostics.push({ code: "too-large", severity: "error", message, help, span: startOf(source) });
      return { source, frontMatter: NO_FRONT_MATTER, nodes: [] };
    }
    const frontMatter = readHead(source);
    diagnostics.push(...frontMatter.diagnostics);
    const nodes = stretch({ source, start: frontMatter.bodyStart, end: source.text.length });
    return { source, frontMatter, nodes };
  }

  async function readJson(path: string): Promise<SourceFile | undefined> {
    const text = await store.read(path);
    if (text === undefined) return undefined;
    const source = createSourceFile(path, text);
    all.push(source);
    return source;
  }

  function stretch(span: Span): readonly Node[] {
    const parsed = parse(span, limits.depth);
    diagnostics.push(...parsed.diagnostics);
    return parsed.nodes;
  }

  async function readFile(path: string, includedFrom?: Span): Promise<Template | undefined> {
    const text = await store.read(path);
    return text === undefined ? undefined : read(createSourceFile(path, text), readFrontMatter, includedFrom);
  }

  return {
    limits,
    helpers,
    all,
    diagnostics,
    bareCalls: [],
    stretch,
    json: readJson,
    list: (folder) => store.list(folder),
    given: (path, text) => read(createSourceFile(path, text), () => NO_FRONT_MATTER),
    file(path, includedFrom) {
      const known = files.get(path) ?? readFile(path, includedFrom);
      files.set(path, known);
      return known;
    },
  };
}

function startOf(source: SourceFile): Span {
  return { source, start: 0, end: 0 };
}
