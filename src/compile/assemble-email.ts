import type { Declaration } from "../analyze/contract.js";
import type { Code } from "../diagnostics/catalog.js";
import { hasErrors, type Severity } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import type { FrontMatterKey } from "../syntax/front-matter.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import { expand } from "./expand.js";
import { type Budget, type Expansion, type Slot, startBudget } from "./expansion.js";
import type { EmailRequest } from "./request.js";
import type { Sources, Template } from "./sources.js";
import type { Theme } from "./theme.js";

/** All templates of an email, with layout, partials, content and compile-time values put in. */
export interface AssembledEmail {
  readonly document: readonly ExpandedNode[];
  readonly subject: readonly ExpandedNode[];
  readonly preheader: readonly ExpandedNode[];
  readonly fromName: readonly ExpandedNode[];
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
  const lines = { subject: subject ?? [], preheader: preheader ?? [] };

  const document = await expandDocument(chain, lines, assembly);
  reportUnplaced(assembly, preheader !== undefined);
  return {
    document,
    subject: subject ?? [],
    preheader: preheader ?? [],
    fromName: fromName ?? [],
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
interface Link {
  readonly template: Template;
  readonly includedFrom: Span | undefined;
}

/** The template, its layout, the layout's layout and so on; without template the content is the document. */
async function readChain(assembly: Assembly): Promise<readonly [Link, ...Link[]] | undefined> {
  const { request, sources } = assembly;
  if (request.template === undefined) {
    if (request.content !== undefined && /^\s*<mjml[\s>]/.test(request.content)) {
      return [{ template: sources.given("content", request.content), includedFrom: undefined }];
    }
    const help = "name a `template`, or let `content` be a whole `<mjml>` document";
    report(assembly, "missing-template", "error", "the email has no template to embed its content into", help);
    return undefined;
  }
  const template = await sources.file(`${request.template}/email.mjml`);
  if (template === undefined) {
    const help = `add a file \`${request.template}/email.mjml\` to the template folder`;
    report(assembly, "unknown-template", "error", `there is no email template \`${request.template}\``, help);
    return undefined;
  }
  const chain: [Link, ...Link[]] = [{ template, includedFrom: undefined }];
  for (let span = layoutOf(chain[0]); span !== undefined; ) {
    const layout = await readLayout(span, chain, assembly);
    if (layout === undefined) return undefined;
    const next = { template: layout, includedFrom: span };
    chain.push(next);
    span = layoutOf(next);
  }
  return chain;
}

/** Where a template names its layout. */
function layoutOf({ template, includedFrom }: Link): Span | undefined {
  const span = template.frontMatter.values.get("layout");
  return span && { ...span, ...(includedFrom && { includedFrom }) };
}

async function readLayout(span: Span, chain: readonly Link[], assembly: Assembly): Promise<Template | undefined> {
  const name = textOf(span);
  const layout = await assembly.sources.file(`layouts/${name}.mjml`, span);
  if (layout === undefined) {
    const help = `add a file \`layouts/${name}.mjml\``;
    report(assembly, "unknown-layout", "error", `there is no layout \`${name}\``, help, span);
  } else if (chain.some(({ template }) => template === layout)) {
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
  key: Exclude<FrontMatterKey, "layout">,
  given: string | undefined,
  chain: readonly Link[],
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

async function expandDocument(
  chain: readonly Link[],
  lines: Expansion["slots"],
  assembly: Assembly,
): Promise<readonly ExpandedNode[]> {
  let inner = await expandContent(lines, assembly);
  for (const { template, includedFrom } of chain) {
    const slots = { ...lines, ...(inner && { content: inner }) };
    inner = await expand(template.nodes, { ...expansionOf(assembly, "document", slots), includedFrom });
  }
  return inner ?? [];
}

/** The message's own content, or the sample content of the template. */
async function expandContent(
  lines: Expansion["slots"],
  assembly: Assembly,
): Promise<readonly ExpandedNode[] | undefined> {
  const { request, sources } = assembly;
  if (request.template === undefined) return undefined;
  const template =
    request.content === undefined
      ? await sources.file(`${request.template}/content.html`)
      : sources.given("content", request.content);
  return template && expand(template.nodes, expansionOf(assembly, "document", lines));
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
