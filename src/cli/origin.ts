import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Problem } from "../runtime/index.js";
import { createSourceFile, offsetAt, type SourceFile, type Span } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import { type Finding, findingOfDiagnostic, findingOfFact } from "./findings.js";

/** Where the sources of a compile came from: names their places as the user knows them, and reads them again. */
export interface Origin {
  /** The path to show for a source's path. */
  show(path: string): string;
  /** The source again, for the code frame of a problem that only rendering found. */
  read(path: string): Promise<SourceFile | undefined>;
}

/** Sources in a template folder; its own path stands before theirs. */
export function templateOrigin(store: TemplateStore, folder: string): Origin {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return {
    show: (path) => prefix + path,
    read: async (path) => {
      const text = await store.read(path);
      return text === undefined ? undefined : createSourceFile(path, text);
    },
  };
}

/** Texts in fields of a message record, shown as `message.json#content`, before another origin. */
export function messageOrigin(
  message: { readonly path: string; readonly fields: Readonly<Record<string, string | undefined>> },
  templates: Origin,
): Origin {
  const { path: file, fields } = message;
  const field = (path: string) => (Object.hasOwn(fields, path) ? fields[path] : undefined);
  return {
    show: (path) => (field(path) === undefined ? templates.show(path) : `${file}#${path}`),
    read: async (path) => {
      const text = field(path);
      return text === undefined ? await templates.read(path) : createSourceFile(path, text);
    },
  };
}

/** An artifact has places but no sources. */
export const artifactOrigin: Origin = { show: (path) => path, read: async () => undefined };

/** A diagnostic of the compiler, its path as the user knows it. */
export function findingOfCompile(diagnostic: Diagnostic, origin: Origin): Finding {
  const { span } = diagnostic;
  if (span === undefined) return findingOfDiagnostic(diagnostic);
  return findingOfDiagnostic({ ...diagnostic, span: shownSpan(span, origin) });
}

/** A problem of rendering, with a code frame where the source is at hand. */
export async function findingOfRender(problem: Problem, origin: Origin): Promise<Finding> {
  const { code, message, help, path, at } = problem;
  if (at === undefined) return findingOfFact({ code, message, help, path });
  const source = await origin.read(at.file);
  if (source === undefined) {
    return findingOfFact({ code, message, help, path, place: { ...at, file: origin.show(at.file) } });
  }
  const start = offsetAt(source, at.line, at.column - 1);
  const span = { source: shownAs(source, origin), start, end: expressionEnd(source, start) };
  return findingOfDiagnostic({ code, severity: "error", message, span, ...(help === undefined ? {} : { help }) }, path);
}

function shownSpan({ includedFrom, ...span }: Span, origin: Origin): Span {
  const source = shownAs(span.source, origin);
  return { ...span, source, ...(includedFrom && { includedFrom: shownSpan(includedFrom, origin) }) };
}

function shownAs(source: SourceFile, origin: Origin): SourceFile {
  return { ...source, path: origin.show(source.path) };
}

/** End of the expression that starts at an offset: a whole `{{tag}}`, or the path inside of one; on the same line. */
function expressionEnd(source: SourceFile, start: number): number {
  const expression = /\{\{\{[^\r\n]*?\}\}\}|\{\{[^\r\n]*?\}\}|[^\s{}()=|]+/y;
  expression.lastIndex = start;
  return expression.test(source.text) ? expression.lastIndex : start;
}
