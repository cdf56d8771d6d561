import type { Path } from "../analyze/contract.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createSourceFile, type SourceFile, type Span, type Trust } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import { type FrontMatter, readFrontMatter } from "../syntax/front-matter.js";
import type { Node } from "../syntax/nodes.js";
import { type Parsed, parse } from "../syntax/parse.js";
import type { CompileCache } from "./cache.js";
import type { HelperSignature } from "./helper-signatures.js";
import type { Limits } from "./limits.js";
import { type ReadTemplate, readTemplate, type Template, withoutFrontMatter } from "./read-template.js";

/** Reads and parses the sources of one compile; each file once. */
export interface Sources {
  readonly limits: Limits;
  /** Helpers that templates may call. */
  readonly helpers: ReadonlyMap<string, HelperSignature>;
  /** What earlier compiles left. */
  readonly cache: CompileCache;
  readonly trust: TrustPolicy;
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

/** Whose text may use all of HTML. */
export interface TrustPolicy {
  /** Files of the template folder, or of the map given in its place. */
  readonly templates: Trust;
  /** The texts that a message brings along. */
  readonly contents: Trust;
}

interface Unread {
  readonly path: string;
  readonly text: string;
  readonly trust: Trust;
  readonly readHead: (source: SourceFile) => FrontMatter;
}

export type SourceSettings = Pick<Sources, "limits" | "helpers" | "cache" | "trust">;

export function createSources(store: TemplateStore, { limits, helpers, cache, trust }: SourceSettings): Sources {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, Promise<Template | undefined>>();
  const all: SourceFile[] = [];

  function take({ template, diagnostics: found }: ReadTemplate, includedFrom?: Span): Template {
    all.push(template.source);
    for (const { span, ...fact } of found) {
      const at = span ?? startOf(template.source);
      diagnostics.push({ ...fact, span: includedFrom === undefined ? at : { ...at, includedFrom } });
    }
    return template;
  }

  async function readJson(path: string): Promise<SourceFile | undefined> {
    const text = await store.read(path);
    if (text === undefined) return undefined;
    const source = createSourceFile(path, text);
    all.push(source);
    return source;
  }

  async function readFile(path: string, includedFrom?: Span): Promise<Template | undefined> {
    const text = await store.read(path);
    if (text === undefined) return undefined;
    return take(
      readOnce(`file ${path}`, { path, text, trust: trust.templates, readHead: readFrontMatter }),
      includedFrom,
    );
  }

  /** While its text stays equal, a file is the same one, so that what was made of it can be found again. */
  function readOnce(name: string, { path, text, trust: given, readHead }: Unread): ReadTemplate {
    // An SMS trusts what an email does not.
    const key = `${given} ${name}`;
    const known = cache.templates.get(key);
    if (known?.template.source.text === text) return known;
    const read = readTemplate(createSourceFile(path, text, given), readHead, limits);
    cache.templates.set(key, read, text.length);
    return read;
  }

  return {
    limits,
    helpers,
    cache,
    trust,
    all,
    diagnostics,
    bareCalls: [],
    stretch(span) {
      const known = cache.stretches.get(span.source) ?? new Map<number, Parsed>();
      const parsed = known.get(span.start) ?? parse(span, limits.depth);
      cache.stretches.set(span.source, known.set(span.start, parsed));
      diagnostics.push(...parsed.diagnostics);
      return parsed.nodes;
    },
    json: readJson,
    list: (folder) => store.list(folder),
    // Many messages have texts of their own in the same place.
    given: (path, text) =>
      take(readOnce(`given ${path}\n${text}`, { path, text, trust: trust.contents, readHead: withoutFrontMatter })),
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
