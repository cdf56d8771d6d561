import { beginsWithComponent, withEdges } from "../content/embed.js";
import { markdownNotation } from "../content/markdown-notation.js";
import { stageContent } from "../content/stage.js";
import { TEXT_NOTATION } from "../content/text-notation.js";
import type { SourceFile } from "../source/source-file.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import type { TypedTemplate } from "./notations.js";
import type { Sources } from "./sources.js";

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
