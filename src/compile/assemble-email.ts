import type { Declaration } from "../analyze/contract.js";
import { createPlaces, embedContents } from "../content/embed.js";
import type { Code } from "../diagnostics/catalog.js";
import { hasErrors, type Severity } from "../diagnostics/diagnostic.js";
import { loadMjml } from "../layout/mjml.js";
import type { Span } from "../source/source-file.js";
import type { FrontMatterKey } from "../syntax/front-matter.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import { expand } from "./expand.js";
import { type Budget, type Expansion, type Slot, startBudget } from "./expansion.js";
import { markEmbedded, toMarkup } from "./markup.js";
import { partialTypesOf, readBody, readContent, type TypedTemplate } from "./notations.js";
import type { EmailRequest } from "./request.js";
import type { Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/** All templates of an email, with layout, partials, content and compile-time values put in. */
export interface AssembledEmail {
  /** What the document is written in. */
  readonly language: "mjml" | "html";
  readonly document: readonly ExpandedNode[];
  readonly subject: readonly ExpandedNode[];
  readonly preheader: readonly ExpandedNode[];
  readonly fromName: readonly ExpandedNode[];
  readonly unsubscribe: readonly ExpandedNode[];
  /** The text part that the author wrote, if any. */
  readonly text: readonly ExpandedNode[] | undefined;
}

/** @returns undefined when there is no document at all; what is wrong is among the diagnostics of the sources. */
export async function assembleEmail(
  request: EmailRequest,
  sources: Sources,
  { theme, declared }: Pick<Expansion, "theme" | "declared">,
): Promise<AssembledEmail | undefined> {
  const assembly: Assembly = {
    request,
    sources,
    theme,
    declared,
    used: new Set(),
    budget: startBudget(sources),
  };
  const chain = await readChain(assembly);
  if (chain === undefined) return undefined;

  const subject = await expandLine("subject", request.subject, chain, assembly);
  const preheader = await expandLine("preheader", request.preheader, chain, assembly);
  const fromName = await expandLine("from_name", request.from_name, chain, assembly);
  if (subject === undefined && !hasErrors(sources.diagnostics))
    report(assembly, "missing-subject", "warning", "the email has no subject");
  const unsubscribe = await expandLine("unsubscribe", undefined, chain, assembly);
  const lines = { subject: subject ?? [], preheader: preheader ?? [] };

  const document = await expandDocument(chain, lines, assembly);
  reportUnplaced(assembly, preheader !== undefined);
  return {
    language: chain.at(-1)?.type === "mjml" ? "mjml" : "html",
    document,
    subject: subject ?? [],
    preheader: preheader ?? [],
    fromName: fromName ?? [],
    unsubscribe: unsubscribe ?? [],
    text: await expandHandWrittenText(lines, assembly),
  };
}

interface Assembly {
  readonly request: EmailRequest;
  readonly sources: Sources;
  readonly theme: Theme;
  readonly declared: Declaration | undefined;
  readonly used: Set<Slot>;
  readonly budget: Budget;
}

/** A template or layout of the document, and where its name is given if it is a layout. */
interface Link extends TypedTemplate {
  readonly includedFrom: Span | undefined;
}

type Chain = readonly [Link, ...Link[]];

/** The template, its layout, the layout's layout and so on; without template the content is the document. */
async function readChain(assembly: Assembly): Promise<Chain | undefined> {
  const { request, sources } = assembly;
  if (request.template === undefined) return readWholeContent(assembly);
  const template = await readBody(`${request.template}/email`, sources);
  if (template === undefined) {
    const help = `add a file \`${request.template}/email.mjml\` to the template folder`;
    report(assembly, "unknown-template", "error", `there is no email template \`${request.template}\``, help);
    return undefined;
  }
  const chain: [Link, ...Link[]] = [{ ...template, includedFrom: undefined }];
  for (let span = layoutOf(chain[0]); span !== undefined; ) {
    const layout = await readLayout(span, chain, assembly);
    if (layout === undefined) return undefined;
    const next = { ...layout, includedFrom: span };
    chain.push(next);
    span = layoutOf(next);
  }
  return chain;
}

/** Where a template names its layout. */
function layoutOf({ template, includedFrom }: Link): Span | undefined {
  const span = template.frontMatter.values.get("layout");
  return span && includedFrom ? { ...span, includedFrom } : span;
}

/** A content that is a whole document of MJML or HTML. */
function readWholeContent(assembly: Assembly): Chain | undefined {
  const { content = "", content_type: given } = assembly.request;
  const type = /^\s*<mjml[\s>]/.test(content) ? "mjml" : "html";
  const isDocument = type === "mjml" || /^(?:\s|<!--(?:(?!-->)[\s\S])*-->)*(?:<!doctype\s|<html[\s>])/i.test(content);
  const isMarkup = given === undefined || given === "html" || given === type;
  if (isDocument && isMarkup) {
    return [{ template: assembly.sources.given("content", content), type, includedFrom: undefined }];
  }
  const help = "name a `template`, or let `content` be a whole `<mjml>` or `<html>` document";
  report(assembly, "missing-template", "error", "the email has no template to embed its content into", help);
  return undefined;
}

async function readLayout(span: Span, chain: Chain, assembly: Assembly): Promise<TypedTemplate | undefined> {
  const name = textOf(span);
  const layout = await readBody(`layouts/${name}`, assembly.sources, span);
  if (layout === undefined) {
    const help = `add a file \`layouts/${name}.mjml\``;
    report(assembly, "unknown-layout", "error", `there is no layout \`${name}\``, help, span);
  } else if (chain.some(({ template }) => template === layout.template)) {
    report(assembly, "recursive-layout", "error", `the layout \`${name}\` is its own layout`, "remove this line", span);
    return undefined;
  }
  return layout;
}

function textOf(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}

/** One line of the head: what the request gives wins over the front matter of the template, that over its layout's. */
async function expandLine(
  key: Exclude<FrontMatterKey, "layout" | "marketing">,
  given: string | undefined,
  chain: Chain,
  assembly: Assembly,
): Promise<readonly ExpandedNode[] | undefined> {
  const expansion = expansionOf(assembly, "line", {});
  if (given !== undefined) return expand(assembly.sources.given(key, given).nodes, expansion);
  for (const { template, includedFrom } of chain) {
    const span = template.frontMatter.values.get(key);
    if (span !== undefined) return expand(assembly.sources.stretch(span), { ...expansion, includedFrom });
  }
  return undefined;
}

function expansionOf(assembly: Assembly, target: Expansion["target"], slots: Expansion["slots"]): Expansion {
  const { sources, theme, declared, used, budget } = assembly;
  const { template } = assembly.request;
  return { sources, theme, template, declared, used, budget, target, slots, includedFrom: undefined };
}

/** Each template is embedded into the next, and what a content lacks at its place is put around it. */
async function expandDocument(
  chain: Chain,
  lines: Expansion["slots"],
  assembly: Assembly,
): Promise<readonly ExpandedNode[]> {
  const { sources, request } = assembly;
  const content = request.template === undefined ? undefined : await readContent(request, sources);
  let last: Link | undefined = content && { ...content, includedFrom: undefined };
  let inner = last && (await expandTyped(last, lines, assembly));
  for (const template of chain) {
    // Templates of MJML say themselves what stands around them.
    const isWhole = chain.some((each) => each === last) && last?.type === "mjml" && template.type === "mjml";
    const embedded = last && inner && (isWhole ? inner : markEmbedded(last, inner));
    // What stands in Markdown would be read as Markdown.
    const slots = { ...lines, ...(embedded && template.type !== "markdown" && { content: embedded }) };
    inner = await expandTyped(template, slots, assembly);
    last = template;
  }
  const takesHtml = (name: string): boolean => loadMjml().component(name)?.endingTag === true;
  const { nodes, diagnostics } = embedContents(inner ?? [], createPlaces(takesHtml, sources.cache.places));
  sources.diagnostics.push(...diagnostics);
  return nodes;
}

async function expandTyped(
  link: Link,
  slots: Expansion["slots"],
  assembly: Assembly,
): Promise<readonly ExpandedNode[]> {
  const { template, type, includedFrom } = link;
  const expansion = { ...expansionOf(assembly, "document", slots), ...partialTypesOf(type), includedFrom };
  return toMarkup(link, await expand(template.nodes, expansion), assembly.sources);
}

async function expandHandWrittenText(
  slots: Expansion["slots"],
  assembly: Assembly,
): Promise<readonly ExpandedNode[] | undefined> {
  const { request, sources } = assembly;
  if (request.template === undefined) return undefined;
  const template = await sources.file(`${request.template}/email.txt`);
  return template && expand(template.nodes, expansionOf(assembly, "text", slots));
}

function reportUnplaced(assembly: Assembly, hasPreheader: boolean): void {
  const { request, used } = assembly;
  if (request.template !== undefined && request.content !== undefined && !used.has("content")) {
    const help = "write `{{{@content}}}` where the content belongs";
    const message = `the template \`${request.template}\` has no place for content`;
    report(assembly, "unplaced-content", "error", message, help);
  }
  if (hasPreheader && !used.has("preheader")) {
    const help = "write `<mj-preview>{{@preheader}}</mj-preview>` into the document's `mj-head`";
    report(assembly, "unplaced-preheader", "warning", "the document never shows the preheader", help);
  }
}

function report(assembly: Assembly, code: Code, severity: Severity, message: string, help?: string, span?: Span): void {
  assembly.sources.diagnostics.push({ code, severity, message, ...(help && { help }), ...(span && { span }) });
}
