import { resolve } from "node:path";
import { sortDiagnostics } from "../diagnostics/diagnostic.js";
import { suggest } from "../diagnostics/suggest.js";
import type { CompileRequest, ReadyEmail, ReadySms } from "../renderer/types.js";
import type { BrowsableStore } from "../templates/browsable-store.js";
import { folderStore } from "../templates/folder-store.js";
import { EMAIL_BODY, listTemplates, readChannels, SMS_BODY } from "../templates/samples.js";
import { UnreadableFileError } from "../templates/unreadable-file-error.js";
import { isFolder, readSource } from "./files.js";
import { Fault, type Finding, fault } from "./findings.js";
import type { Io, Services } from "./io.js";
import { findingOfCompile, messageOrigin, type Origin, templateOrigin } from "./origin.js";

export type Channel = CompileRequest["type"];

/** The template folder of a command. */
export interface Templates {
  /** As the user typed it. */
  readonly folder: string;
  readonly root: string;
  readonly store: BrowsableStore;
}

/** What a command compiles: one message, or the email and the SMS of one template. */
export interface Job {
  readonly requests: readonly CompileRequest[];
  readonly origin: Origin;
  readonly templates: Templates;
  /** The template whose samples are data for the job. */
  readonly template: string | undefined;
  readonly warnings: readonly Finding[];
}

export function openTemplates(io: Io, folder: string): Templates {
  const root = resolve(io.cwd, folder);
  return { folder, root, store: folderStore(root) };
}

/**
 * The job of compiling a template, in all its channels or only the wanted one.
 *
 * @throws Fault `unknown-template` when there is no such template, or it lacks the wanted channel.
 */
export async function templateJob(io: Io, templates: Templates, name: string, wanted?: Channel): Promise<Job> {
  const has = await findTemplate(io, templates, name, wanted);
  const channels = (["email", "sms"] as const).filter((type) => has[type] && (wanted ?? type) === type);
  return {
    requests: channels.map((type) => ({ type, template: name })),
    origin: templateOrigin(templates.store, templates.folder),
    templates,
    template: name,
    warnings: [],
  };
}

/**
 * The job of compiling a message record.
 *
 * @throws Fault `invalid-message`, `unknown-part`, `unknown-template`.
 */
export async function messageJob(io: Io, templates: Templates, path: string, wanted?: Channel): Promise<Job> {
  const source = await readSource(io, path);
  // Rendering an artifact does without the schema of records.
  const { readMessage } = await import("./message-file.js");
  const { request, warnings } = readMessage(source);
  if (wanted !== undefined && wanted !== request.type) {
    throw fault({
      code: "unknown-part",
      message: wrongChannel("the message", wanted),
      place: { file: source.path },
    });
  }
  // The text of an SMS needs no template.
  if (request.template !== undefined && (request.type === "email" || request.content === undefined)) {
    await findTemplate(io, templates, request.template, request.type);
  }
  const { content, ...header } = request;
  const fields =
    header.type === "email" ? { content, subject: header.subject, from_name: header.from_name } : { content };
  return {
    requests: [request],
    origin: messageOrigin({ path: source.path, fields }, templateOrigin(templates.store, templates.folder)),
    templates,
    template: request.template,
    warnings,
  };
}

async function findTemplate(
  io: Io,
  templates: Templates,
  name: string,
  wanted: Channel | undefined,
): Promise<Readonly<Record<Channel, boolean>>> {
  const has = await readChannels(templates.store, name);
  if (!has.email && !has.sms) throw await unknownTemplate(io, templates, name);
  if (wanted === undefined || has[wanted]) return has;
  const [channel, body] = wanted === "email" ? ["email", EMAIL_BODY] : ["SMS", SMS_BODY];
  const help = `write one in ${templates.folder}/${name}/${body}`;
  throw fault({ code: "unknown-part", message: `the template \`${name}\` has no ${channel}`, help });
}

/** States that something has only the channel that is not wanted. */
export function wrongChannel(what: string, wanted: Channel): string {
  return wanted === "sms" ? `${what} is an email, and has no SMS` : `${what} is an SMS, and has no email`;
}

/**
 * Compiles all of a job.
 *
 * @returns The messages in the order of the requests, and all warnings.
 * @throws Fault with the findings of all requests when one does not compile.
 */
export async function compileJob(
  job: Job,
  services: Services,
): Promise<{ messages: readonly (ReadyEmail | ReadySms)[]; warnings: readonly Finding[] }> {
  const renderer = await services.createRenderer({ templates: job.templates.root });
  const messages: (ReadyEmail | ReadySms)[] = [];
  const findings = [...job.warnings];
  for (const request of job.requests) {
    const result = await renderer.compileSafe(request);
    if (result.ok) messages.push(result.message);
    const diagnostics = result.ok ? result.message.warnings : result.diagnostics;
    for (const diagnostic of sortDiagnostics(diagnostics)) findings.push(findingOfCompile(diagnostic, job.origin));
  }
  if (messages.length < job.requests.length) throw new Fault(findings);
  return { messages, warnings: findings };
}

/** Turns the error for a template file that cannot be read into a finding that names it as the user knows it. */
export async function withReadableTemplates(templates: Templates, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const place = { file: templateOrigin(templates.store, templates.folder).show(error.path) };
    throw fault({ code: "unreadable-file", message: `the file ${error.reason}`, place });
  }
}

async function unknownTemplate(io: Io, templates: Templates, name: string): Promise<Fault> {
  const { folder, root, store } = templates;
  if (!(await isFolder(io, root))) {
    const help = "say where the templates are with --templates DIR";
    return fault({
      code: "unknown-template",
      message: `there is no folder \`${folder}\` to find \`${name}\` in`,
      help,
    });
  }
  const names = await listTemplates(store);
  const message = `there is no template \`${name}\` in \`${folder}\``;
  return fault({ code: "unknown-template", message, help: helpAmong(name, names, "template") });
}

/** Help for an unknown name: the nearest known one, else the first few of them. */
export function helpAmong(name: string, known: readonly string[], what: string): string {
  const nearest = suggest(name, known);
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  if (known.length === 0) return `there is no ${what} at all`;
  const shown = known.slice(0, 8).map((each) => `\`${each}\``);
  return `known: ${shown.join(", ")}${known.length > shown.length ? `, and ${known.length - shown.length} more` : ""}`;
}
