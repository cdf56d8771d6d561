import type { Span } from "../source/source-file.js";
import type { Template } from "./read-template.js";
import type { ContentType, EmailRequest } from "./request.js";
import type { Sources } from "./sources.js";

/** A template and how it is written. */
export interface TypedTemplate {
  readonly template: Template;
  readonly type: ContentType;
}

/** Extensions of templates and of contents; of several files, the first one counts. */
const BODY_TYPES = { mjml: "mjml", html: "html", md: "markdown" } as const;
const CONTENT_TYPES = { html: "html", md: "markdown", mjml: "mjml", txt: "text" } as const;

/** Reads `layouts/base` or `receipt/email`, however it is written. A layout is MJML or HTML. */
export function readBody(path: string, sources: Sources, includedFrom?: Span): Promise<TypedTemplate | undefined> {
  const { md, ...layouts } = BODY_TYPES;
  const types = path.startsWith("layouts/") ? layouts : { ...layouts, md };
  return readFirst(path, types, { sources, includedFrom });
}

/** The message's own content, or the one that lies beside the template. */
export async function readContent(
  { template, content, content_type }: EmailRequest,
  sources: Sources,
): Promise<TypedTemplate | undefined> {
  if (content !== undefined) return { template: sources.given("content", content), type: content_type ?? "html" };
  return template === undefined ? undefined : readFirst(`${template}/content`, CONTENT_TYPES, { sources });
}

async function readFirst(
  path: string,
  types: Readonly<Record<string, ContentType>>,
  { sources, includedFrom }: { readonly sources: Sources; readonly includedFrom?: Span | undefined },
): Promise<TypedTemplate | undefined> {
  for (const [extension, type] of Object.entries(types)) {
    const template = await sources.file(`${path}.${extension}`, includedFrom);
    if (template !== undefined) return { template, type };
  }
  return undefined;
}

/** Extensions of the partials that a template may put in; undefined for those of documents. */
export function partialTypesOf(type: ContentType): { readonly partialTypes?: readonly string[] } {
  if (type === "markdown") return { partialTypes: ["md", "html"] };
  return type === "text" ? { partialTypes: ["txt"] } : {};
}
