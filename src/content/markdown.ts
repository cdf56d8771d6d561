import type { Env, MarkdownItOptions } from "markdown-it";

/**
 * The only importer of markdown-it, which is loaded when a content is Markdown: CommonMark with tables and strikethrough.
 * HTML in it stays HTML. Words that look like addresses are no links, and quotes stay as they are written.
 */
export interface Markdown {
  /** @param definitions Link definitions of the whole content; they are known in every part of it. */
  toHtml(text: string, definitions: Definitions): ConvertedMarkdown;
  /** Where top-level blocks start, as offsets of lines, and the link definitions. */
  outline(text: string): Outline;
}

export type Definitions = Env;

export interface ConvertedMarkdown {
  readonly html: string;
  /** Whether something was left out, because it is nested too deeply. */
  readonly isTooDeep: boolean;
}

export interface Outline {
  readonly starts: ReadonlySet<number>;
  readonly definitions: Definitions;
}

const OPTIONS: MarkdownItOptions = { html: true, linkify: false, typographer: false, maxNesting: 100 };

/** Near this level markdown-it stops reading what is inside. */
const DEEPEST = 90;

let loaded: Promise<Markdown> | undefined;

export function loadMarkdown(): Promise<Markdown> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Markdown> {
  const { default: MarkdownIt } = await import("markdown-it");
  const reader = new MarkdownIt(OPTIONS);
  return {
    toHtml(text, definitions) {
      const env = { ...definitions };
      const tokens = reader.parse(text, env);
      const isTooDeep = tokens.some(
        ({ level, children }) => level >= DEEPEST || (children ?? []).some((child) => child.level >= DEEPEST),
      );
      return { html: reader.renderer.render(tokens, reader.options, env), isTooDeep };
    },
    outline(text) {
      const definitions: Definitions = {};
      const lines = lineStarts(text);
      const tokens = reader.parse(text, definitions).filter(({ level, map }) => level === 0 && map !== null);
      return { starts: new Set(tokens.map(({ map }) => lines[map?.[0] ?? 0] ?? 0)), definitions };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
