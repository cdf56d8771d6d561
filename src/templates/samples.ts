import { createSourceFile, type SourceFile } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import type { BrowsableStore } from "./browsable-store.js";
import { isTemplatePath, joinPath } from "./template-path.js";

/** The files by which a template folder is known: the body of an email in one of its forms, and the text of an SMS. */
export const EMAIL_BODY = "email.mjml";
const EMAIL_BODIES = [EMAIL_BODY, "email.html", "email.md"];
export const SMS_BODY = "sms.txt";

/** Folders at the root that hold no templates of their own. */
const SHARED_FOLDERS = new Set(["layouts", "partials"]);

/** Which bodies a template has; neither means that there is no such template. */
export async function readChannels(store: TemplateStore, template: string): Promise<{ email: boolean; sms: boolean }> {
  if (!isTemplatePath(template)) return { email: false, sms: false };
  const files = await store.list(template);
  return {
    email: EMAIL_BODIES.some((body) => files.includes(joinPath(template, body))),
    sms: files.includes(joinPath(template, SMS_BODY)),
  };
}

/** Names of the templates, sorted: folders of the root with a body. */
export async function listTemplates(store: BrowsableStore): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of await store.folders("")) {
    if (SHARED_FOLDERS.has(folder)) continue;
    const { email, sms } = await readChannels(store, folder);
    if (email || sms) names.push(folder);
  }
  return names;
}

/** Path of a template's sample data. */
export function samplePath(template: string, name: string): string {
  return `${template}/samples/${name}.json`;
}

/** The JSON source of a template's sample, not yet parsed; undefined when there is none of this name. */
export async function readSample(
  store: TemplateStore,
  template: string,
  name: string,
): Promise<SourceFile | undefined> {
  const path = samplePath(template, name);
  const text = await store.read(path);
  return text === undefined ? undefined : createSourceFile(path, text);
}

/** Names of a template's samples, sorted, as `--sample` takes them. */
export async function listSamples(store: TemplateStore, template: string): Promise<readonly string[]> {
  const folder = `${template}/samples`;
  const files = await store.list(folder);
  return files.filter((path) => path.endsWith(".json")).map((path) => path.slice(folder.length + 1, -".json".length));
}
