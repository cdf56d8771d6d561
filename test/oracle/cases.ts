import { fileURLToPath } from "node:url";
import type { RenderedEmail, Variables } from "../../src/runtime/index.js";
import { differences, textDifferences, textPartDifferences } from "./compare.js";
import { type ReferenceEmail, renderReference } from "./reference.js";
import { readTemplateFiles, type TemplateFiles } from "./template-files.js";

/** The templates that ship with Platen; each with all of its samples is a case. */
export const TEMPLATE_ROOT = fileURLToPath(new URL("../../templates", import.meta.url));
export const FILES: TemplateFiles = await readTemplateFiles(TEMPLATE_ROOT);

export interface Case {
  readonly name: string;
  readonly template: string;
  readonly variables: Variables;
}

/** @param body The file that makes a folder a template of a channel: `email.mjml` or `sms.txt`. */
export function casesWith(body: string): readonly Case[] {
  return Object.keys(FILES).flatMap((path) => {
    const [, template = "", sample = ""] = /^([^/]+)\/samples\/([^/]+)\.json$/.exec(path) ?? [];
    if (FILES[`${template}/${body}`] === undefined) return [];
    // A sample is an object; a renderer that gets something else says so.
    const variables = JSON.parse(FILES[path] ?? "") as Variables;
    return [{ name: `${template}, ${sample}`, template, variables }];
  });
}

/** What the reference makes of a case; made once. */
export function referenceOf({ name, template, variables }: Case): Promise<ReferenceEmail> {
  const known = references.get(name);
  if (known !== undefined) return known;
  const made = renderReference({ files: FILES, request: { type: "email", template }, variables });
  references.set(name, made);
  return made;
}

const references = new Map<string, Promise<ReferenceEmail>>();

/** Everything in which a rendered email is not what the reference says. */
export function emailDifferences(email: RenderedEmail, reference: ReferenceEmail): readonly string[] {
  return [
    ...textDifferences("subject", email.subject, reference.subject),
    ...textDifferences("preheader", email.preheader, reference.preheader),
    ...textDifferences("from name", email.from.name, reference.fromName),
    ...textPartDifferences(email.text, reference.text),
    ...differences(email.html, reference.html),
  ];
}
