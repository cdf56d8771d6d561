import { beginsWithComponent, withEdges } from "../content/embed.js";
import { markdownNotation } from "../content/markdown-notation.js";
import { stageContent } from "../content/stage.js";
import { TEXT_NOTATION } from "../content/text-notation.js";
import type { SourceFile, Span } from "../source/source-file.js";
import type { ExpandedNode } from "../syntax/nodes.js";
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

/** Marks where a template or content begins and ends that is embedded into another. */
export function markEmbedded(
  { template, type }: TypedTemplate,
  nodes: readonly ExpandedNode[],
): readonly ExpandedNode[] {
  const { source, frontMatter } = template;
  const isMjml = type === "mjml" || (type === "html" && beginsWithComponent(nodes));
  return withEdges(nodes, isMjml ? "mjml" : "html", { source, start: frontMatter.bodyStart, end: source.text.length });
}

/** Turns Markdown and text into HTML; MJML and HTML stay as they are. */
export async function toMarkup(
  { type, template: { source } }: TypedTemplate,
  nodes: readonly ExpandedNode[],
  sources: Sources,
): Promise<readonly ExpandedNode[]> {
  if (type === "html" || type === "mjml") return nodes;
  const staged = stageContent(nodes, type === "markdown" ? await markdownNotation() : TEXT_NOTATION);
  sources.diagnostics.push(...staged.diagnostics);
  return source.trust === "trusted" ? staged.nodes : staged.nodes.map((node) => withoutTrust(node, source));
}

/** What Markdown makes of texts of several sources is trusted only if the one that puts them together is. */
function withoutTrust(node: ExpandedNode, source: SourceFile): ExpandedNode {
  switch (node.type) {
    case "Text":
      return node.span.source.trust === "untrusted" ? node : { ...node, span: { source, start: 0, end: 1 } };
    case "Block":
      return {
        ...node,
        body: node.body.map((child) => withoutTrust(child, source)),
        otherwise: node.otherwise.map((child) => withoutTrust(child, source)),
      };
    case "Indented":
    case "Embedded":
      return { ...node, body: node.body.map((child) => withoutTrust(child, source)) };
    default:
      return node;
  }
}
