import { createRequire } from "node:module";
import Handlebars from "handlebars";
import { inlineReference } from "../../test/oracle/inline-reference.js";
import { splitFrontMatter, type TemplateFiles } from "../../test/oracle/template-files.js";
import { textReference } from "../../test/oracle/text-reference.js";
import type { BenchCase } from "../cases/receipt.js";
import { type Contestant, encode, type Strings } from "./contestant.js";

/** The reference, with the Handlebars templates compiled ahead: fill, then MJML, then juice, then html-to-text. */
export function naiveContestant(benchCase: BenchCase): Contestant {
  const pipeline = compilePipeline(benchCase.files, benchCase.template);
  return {
    name: "fill, then MJML, juice, html-to-text",
    about: "the reference: every library runs for every message, Handlebars templates compiled once",
    render: async () => encode(await renderNaively(pipeline, benchCase.variables)),
  };
}

export interface Pipeline {
  readonly theme: unknown;
  readonly subject: HandlebarsTemplateDelegate;
  readonly preheader: HandlebarsTemplateDelegate;
  /** The template and its layouts, from the inside out. */
  readonly documents: readonly HandlebarsTemplateDelegate[];
}

export function compilePipeline(files: TemplateFiles, template: string): Pipeline {
  const environment = environmentWith(files);
  const { front, body } = splitFrontMatter(fileOf(files, `${template}/email.mjml`));
  const compileLine = (line = ""): HandlebarsTemplateDelegate => environment.compile(line, { noEscape: true });
  return {
    theme: JSON.parse(fileOf(files, "theme.json")),
    subject: compileLine(front.subject),
    preheader: compileLine(front.preheader),
    documents: [body, ...layoutsOf(files, front.layout)].map((source) => environment.compile(source)),
  };
}

export async function renderNaively(pipeline: Pipeline, variables: unknown): Promise<Strings> {
  const { theme, documents } = pipeline;
  const subject = oneLine(pipeline.subject(variables, { data: { theme } }));
  const preheader = oneLine(pipeline.preheader(variables, { data: { theme } }));
  let document = "";
  for (const fill of documents) {
    const content = new Handlebars.SafeString(document);
    document = fill(variables, { data: { theme, subject, preheader, content } });
  }
  const html = await runMjml(document);
  return { html: inlineReference(html, document), text: textReference(html), subject };
}

function environmentWith(files: TemplateFiles): typeof Handlebars {
  const environment = Handlebars.create();
  for (const [path, text] of Object.entries(files)) {
    const name = /^partials\/(.+)\.mjml$/.exec(path)?.[1];
    if (name !== undefined) environment.registerPartial(name, environment.compile(text));
  }
  return environment;
}

function layoutsOf(files: TemplateFiles, layout: string | undefined): readonly string[] {
  if (layout === undefined) return [];
  const { front, body } = splitFrontMatter(fileOf(files, `layouts/${layout}.mjml`));
  return [body, ...layoutsOf(files, front.layout)];
}

function fileOf(files: TemplateFiles, path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`no file ${path}`);
  return text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** MJML has no types of its own. */
const mjml2html: (
  source: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<{ readonly html: string; readonly errors: readonly unknown[] }> = createRequire(import.meta.url)("mjml");

async function runMjml(document: string): Promise<string> {
  const options = { validationLevel: "soft", keepComments: true, ignoreIncludes: true, filePath: "" };
  const { html, errors } = await mjml2html(document, options);
  if (errors.length > 0) throw new Error("MJML found errors in the filled document");
  return html;
}
