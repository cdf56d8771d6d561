import { createRequire } from "node:module";
import Handlebars from "handlebars";
import type { ContentType } from "../../src/compile/request.js";
import type { Theme } from "../../src/compile/theme.js";
import type { EmailRequest, SmsRequest } from "../../src/renderer/types.js";
import { helpers } from "../../src/runtime/helpers/index.js";
import { fillAndConvert, wrapped } from "./contents.js";
import { inlineReference } from "./inline-reference.js";
import { printAlike, printPlain } from "./plain-print.js";
import { splitFrontMatter, type TemplateFiles } from "./template-files.js";
import { textReference } from "./text-reference.js";

/**
 * The judge: what a message is, said with the real libraries and in the slow order. Fill the variables with Handlebars,
 * then convert Markdown, then run MJML, then inline the author's CSS with juice; the text is what html-to-text finds in
 * MJML's output. A document of HTML goes without MJML.
 */
export interface ReferenceInput<Request> {
  readonly files: TemplateFiles;
  readonly request: Request;
  /** Wins over `theme.json`, group by group. */
  readonly theme?: Theme;
  readonly variables: unknown;
  /** For the text part, where it is filled with other words: what stands for trusted HTML in it. */
  readonly textVariables?: unknown;
  /** Whether Platen's own helpers are known to Handlebars. What they print is tested elsewhere. */
  readonly withHelpers?: boolean;
}

export interface ReferenceEmail {
  readonly subject: string;
  readonly preheader: string;
  readonly fromName: string;
  readonly html: string;
  readonly text: string;
}

/** @throws when a file is missing or MJML finds anything wrong with the filled document. */
export async function renderReference(input: ReferenceInput<EmailRequest>): Promise<ReferenceEmail> {
  const { files, request } = input;
  const own = bodyOf(input);
  const { front } = splitFrontMatter(own.text);
  const theme = themeOf(input);
  const header = (text: string | undefined): string => oneLine(fillPlain(input, text ?? "", { theme }));

  const subject = header(request.subject ?? front.subject);
  const preheader = header(request.preheader ?? front.preheader);
  const data = { theme, subject, preheader };
  const given = request.template === undefined ? undefined : contentOf(input);
  const documentFor = async (filled: typeof input) => {
    const content = given && { ...given, text: convert(filled, given, data) };
    const { type, text: document } = embed(filled, own, { content, data });
    return { document, html: withoutControls(type === "mjml" ? await runMjml(document) : document) };
  };
  const { html, document } = await documentFor(input);
  const inWords = "textVariables" in input ? await documentFor({ ...input, variables: input.textVariables }) : { html };
  const handWritten = files[`${request.template}/email.txt`];
  return {
    subject,
    preheader,
    fromName: oneLine(fillPlain(input, request.from_name ?? front.from_name ?? "", { theme }, withoutAddress)),
    html: inlineReference(html, document),
    text: handWritten === undefined ? textReference(inWords.html) : fillPlain(input, handWritten, data),
  };
}

/** The text of an SMS: filled, with the line ends of GSM, in NFC, and nothing replaced. */
export function renderReferenceSms(input: ReferenceInput<SmsRequest>): string {
  const text = input.request.content ?? fileOf(input, "sms.txt");
  return fillPlain(input, text, { theme: themeOf(input) })
    .replaceAll("\r\n", "\n")
    .normalize("NFC");
}

type Data = Readonly<Record<string, unknown>>;

/** A text and how it is written. */
interface Typed {
  readonly text: string;
  readonly type: ContentType;
}

const BODIES = { "email.mjml": "mjml", "email.html": "html", "email.md": "markdown" } as const;
const CONTENTS = {
  "content.html": "html",
  "content.md": "markdown",
  "content.mjml": "mjml",
  "content.txt": "text",
} as const;

function bodyOf(input: ReferenceInput<EmailRequest>): Typed {
  const { files, request } = input;
  if (request.template !== undefined) {
    return findTyped(files, request.template, BODIES) ?? { text: fileOf(input, "email.mjml"), type: "mjml" };
  }
  const text = request.content ?? "";
  return { text, type: text.includes("<mjml") ? "mjml" : "html" };
}

function contentOf({ files, request }: ReferenceInput<EmailRequest>): Typed | undefined {
  if (request.content !== undefined) return { text: request.content, type: request.content_type ?? "html" };
  return findTyped(files, request.template ?? "", CONTENTS);
}

function findTyped(
  files: TemplateFiles,
  folder: string,
  types: Readonly<Record<string, ContentType>>,
): Typed | undefined {
  for (const [name, type] of Object.entries(types)) {
    const text = files[`${folder}/${name}`];
    if (text !== undefined) return { text: text.replace(/^\uFEFF/, ""), type };
  }
  return undefined;
}

function convert(input: ReferenceInput<EmailRequest>, { text, type }: Typed, data: Data): string {
  return fillAndConvert(type, () => fillDocument(input, text, data));
}

/** The content becomes `@content` of the template, the result `@content` of the layout, and so on outwards. */
function embed(
  input: ReferenceInput<EmailRequest>,
  own: Typed,
  { content, data, isTemplate = false }: Embedding,
): Typed {
  const { front, body } = splitFrontMatter(own.text);
  // Templates of MJML say themselves what stands around them.
  const isWhole = isTemplate && content?.type === "mjml" && own.type === "mjml";
  const markup = content && (isWhole ? content.text : wrapped(content.text, content.type, body));
  const safe = markup === undefined ? undefined : new Handlebars.SafeString(markup);
  const filled = { type: own.type, text: convert(input, { ...own, text: body }, { ...data, content: safe }) };
  if (front.layout === undefined) return filled;
  const layout = findTyped(input.files, "layouts", {
    [`${front.layout}.mjml`]: "mjml",
    [`${front.layout}.html`]: "html",
  });
  if (layout === undefined) throw new Error(`no layout ${front.layout}`);
  return embed(input, layout, { content: filled, data, isTemplate: true });
}

interface Embedding {
  readonly content: Typed | undefined;
  readonly data: Data;
  /** Whether the content is a template, and this its layout. */
  readonly isTemplate?: boolean;
}

function fillDocument(input: ReferenceInput<unknown>, source: string, data: Data): string {
  return handlebarsFor(input).compile(source)(input.variables, { data: { ...data } });
}

function fillPlain(
  input: ReferenceInput<unknown>,
  source: string,
  data: Data,
  left?: (text: string) => string,
): string {
  const handlebars = handlebarsFor(input);
  Object.assign(handlebars, { parse: (text: string) => printAlike(Handlebars.parse(text)) });
  const variables = withLines(input.variables, contractOf(input));
  const theme = asWritten(data["theme"]);
  return printPlain(() => handlebars.compile(source)(variables, { data: { ...data, theme } }), left);
}

/** Marks texts of the theme: they are the author's, not values. */
function asWritten(theme: unknown): unknown {
  if (typeof theme === "string") return theme && new Handlebars.SafeString(theme);
  if (typeof theme !== "object" || theme === null) return theme;
  return Object.fromEntries(Object.entries(theme).map(([name, each]) => [name, asWritten(each)]));
}

/** A schema as far as this has to read it. */
interface Schema {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function contractOf({ files, request }: ReferenceInput<unknown>): Schema {
  const { template } = request as { readonly template?: string };
  return JSON.parse(files[`${template}/contract.json`] ?? "{}") as Schema;
}

/** Marks the texts whose lines stay, as the contract says. */
function withLines(value: unknown, schema: Schema | undefined): unknown {
  if (schema === undefined) return value;
  if (typeof value === "string")
    return schema.format === "multiline" && value ? new Handlebars.SafeString(value) : value;
  if (Array.isArray(value)) return value.map((item) => withLines(item, schema.items));
  if (typeof value !== "object" || value === null || schema.properties === undefined) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, withLines(each, schema.properties?.[name])]);
  return Object.fromEntries(entries);
}

function handlebarsFor({ files, withHelpers = false }: ReferenceInput<unknown>): typeof Handlebars {
  const environment = Handlebars.create();
  if (withHelpers) registerHelpers(environment);
  for (const [path, text] of Object.entries(files)) {
    const name = /^partials\/(.+)\.(?:mjml|html|md)$/.exec(path)?.[1];
    if (name !== undefined) environment.registerPartial(name, text);
  }
  return environment;
}

function registerHelpers(environment: typeof Handlebars): void {
  for (const [name, helper] of Object.entries(helpers)) {
    environment.registerHelper(name, (...args: unknown[]) => {
      // Handlebars gives its options as the last argument.
      const { hash } = args.pop() as Handlebars.HelperOptions;
      return helper(args, hash, { locale: "en-US", timeZone: "UTC", now: undefined });
    });
  }
}

/** `control-characters`: page breaks and vertical tabs are spaces, and nobody sees the others. */
function withoutControls(html: string): string {
  return html.replace(/[\f\v]/g, " ").replace(/[^\P{Cc}\t\n\r]/gu, "");
}

/** A name holds nothing that a mailer could take for an address. */
function withoutAddress(text: string): string {
  return text.replace(/[()<>[\]:;@\\,"\uFE6B\uFF20]/g, " ");
}

/** Headers are one line, without the start of an encoded word. A no-break space is part of its word. */
function oneLine(text: string): string {
  const line = text.replace(/[\t-\r \x85\u2028\u2029]+/g, " ").trim();
  return line.replace(/=(?=\?[^\s?=])/g, "= ");
}

function fileOf({ files, request }: ReferenceInput<EmailRequest | SmsRequest>, name: string): string {
  const path = `${request.template}/${name}`;
  const text = files[path];
  if (text === undefined) throw new Error(`no file ${path}`);
  return text.replace(/^\uFEFF/, "");
}

function themeOf({ files, theme = {} }: ReferenceInput<unknown>): Theme {
  // `theme.json` has the shape of a theme; a test would show when it has not.
  return mergeThemes(JSON.parse(files["theme.json"] ?? "{}") as Theme, theme);
}

function mergeThemes(base: Theme, over: Theme): Theme {
  const merged: Record<string, string | number | Theme> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = merged[name];
    merged[name] = typeof value === "object" && typeof below === "object" ? mergeThemes(below, value) : value;
  }
  return merged;
}

type Mjml2Html = (
  source: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<{ readonly html: string; readonly errors: readonly { readonly formattedMessage: string }[] }>;

/** MJML has no types of its own. */
const mjml2html: Mjml2Html = createRequire(import.meta.url)("mjml");

async function runMjml(document: string): Promise<string> {
  const options = { validationLevel: "soft", keepComments: true, ignoreIncludes: true, filePath: "" };
  const { html, errors } = await mjml2html(document, options);
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join("\n"));
  return html;
}
