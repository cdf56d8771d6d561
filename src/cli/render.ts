import { ArtifactError } from "../artifact/index.js";
import {
  type CompiledMessage,
  type Problem,
  RenderError,
  type Rendered,
  type RenderedEmail,
  type RenderedSms,
  type RenderOptions,
} from "../runtime/index.js";
import type { SmsOptions } from "../sms/index.js";
import { EML_OPTIONS, type EmlTarget, readEmlOptions, writeEml } from "./eml.js";
import { isFile, readSource, writeText } from "./files.js";
import { Fault, type Finding, fault, printable } from "./findings.js";
import type { Io, Services } from "./io.js";
import {
  type Channel,
  compileJob,
  type Job,
  messageJob,
  openTemplates,
  templateJob,
  withReadableTemplates,
  wrongChannel,
} from "./job.js";
import { parseJson } from "./json-source.js";
import { oneOf, parseOptions, refuseTogether, UsageError } from "./options.js";
import { artifactOrigin, findingOfRender, type Origin } from "./origin.js";
import { REGIONAL_OPTIONS, type Regional, readRegionalOptions } from "./regional-options.js";
import { formatJson, reportFaults, reportWarnings } from "./report.js";
import { readSmsOptions, SMS_OPTIONS } from "./sms-options.js";
import { endLine, formatSummary } from "./summary.js";
import { trustTexts } from "./trust-html.js";
import { readVariables, type Variables } from "./variables.js";

const PARTS = ["subject", "preheader", "html", "text", "sms", "eml"] as const;
type Part = (typeof PARTS)[number];

interface RenderCommandOptions {
  /** Name of a template, or path of an artifact. */
  readonly argument: string | undefined;
  readonly message: string | undefined;
  readonly templates: string;
  readonly data: string | undefined;
  readonly sample: string | undefined;
  /** Paths of the data that hold HTML. */
  readonly trustHtml: string | undefined;
  readonly part: Part | undefined;
  readonly eml: EmlTarget | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
  readonly sms: SmsOptions;
  readonly regional: Regional;
}

/** What to fill, from whichever kind of source it came. */
interface Target {
  readonly messages: readonly CompiledMessage[];
  readonly origin: Origin;
  readonly job?: Job;
  readonly warnings: readonly Finding[];
}

/** `platen render`: fills a template, a message record or an artifact. */
export async function renderCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const options = renderOptions(args);
  return await reportFaults(io, options.json, () =>
    withReadableTemplates(openTemplates(io, options.templates), () => render(options, io, services)),
  );
}

async function render(options: RenderCommandOptions, io: Io, services: Services): Promise<void> {
  const target = await chooseTarget(options, io, services);
  const variables = trustTexts(await readVariables(io, options, target.job), options.trustHtml);
  const { date = Date.now(), ...regional } = options.regional;
  const { rendered, warnings } = await fill(target, variables, { sms: options.sms, ...regional, now: date });
  const part = await partOf(rendered, options, date);
  reportWarnings(io, target.warnings);
  for (const warning of warnings) io.stderr.write(`warning: ${printable(warning)}\n`);
  if (options.out !== undefined) await writeFiles(io, options.out, rendered, options.json);
  if (options.json) io.stdout.write(formatJson(jsonOf(rendered, options.part, part)));
  else if (options.part !== undefined) io.stdout.write(endLine(part));
  else if (options.out === undefined) io.stdout.write(formatSummary(rendered));
}

async function chooseTarget(options: RenderCommandOptions, io: Io, services: Services): Promise<Target> {
  const channel = options.part === undefined ? undefined : channelOf(options.part);
  const name = options.argument ?? "";
  if (options.message === undefined && (name.endsWith(".json") || (await isFile(io, name)))) {
    if (options.sample !== undefined) throw new UsageError("an artifact has no samples; use --data", "render");
    return { messages: [await loadArtifact(io, name, { services, channel })], origin: artifactOrigin, warnings: [] };
  }
  const templates = openTemplates(io, options.templates);
  const job =
    options.message === undefined
      ? await templateJob(io, templates, name, channel)
      : await messageJob(io, templates, options.message, channel);
  if (options.sample !== undefined && job.template === undefined) {
    throw new UsageError("a message without template has no samples; use --data", "render");
  }
  return { ...(await compileJob(job, services)), origin: job.origin, job };
}

async function loadArtifact(
  io: Io,
  path: string,
  { services, channel }: { readonly services: Services; readonly channel: Channel | undefined },
): Promise<CompiledMessage> {
  const source = await readSource(io, path);
  const json = parseJson(source, "invalid-artifact");
  const place = { file: source.path };
  try {
    const message = await services.load(json);
    if (channel === undefined || message.channel === channel) return message;
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    throw fault({ code: error.code, message: error.message, help: error.help, place });
  }
  throw fault({ code: "unknown-part", message: wrongChannel("the artifact", channel), place });
}

/** Fills all messages of a target; the problems of all of them are reported together. */
async function fill(
  target: Target,
  variables: Variables,
  options: RenderOptions,
): Promise<{ rendered: { email?: RenderedEmail; sms?: RenderedSms }; warnings: readonly string[] }> {
  const rendered: { email?: RenderedEmail; sms?: RenderedSms } = {};
  const errors: Finding[] = [];
  const warnings: string[] = [];
  for (const message of target.messages) {
    const result = renderSafe(message, variables.values, options);
    for (const problem of result.problems) errors.push(await findingOfRender(helped(problem), target.origin));
    if (result.rendered?.channel === "email") rendered.email = result.rendered;
    if (result.rendered?.channel === "sms") rendered.sms = result.rendered;
    warnings.push(...(result.rendered?.warnings ?? []));
  }
  if (errors.length === 0) return { rendered, warnings };
  const missing = errors.some((finding) => finding.json.code === "missing-variable");
  throw new Fault([...target.warnings, ...errors], missing ? variables.note : undefined);
}

/** Nobody can call a function at the terminal. */
function helped(problem: Problem): Problem {
  if (problem.code !== "untrusted-html" || problem.path === undefined) return problem;
  const path = problem.path.replace(/\.\d+(?=\.|$)/g, "[]");
  return { ...problem, help: `write \`{{ }}\`, or vouch for the text with \`--trust-html ${path}\`` };
}

function renderSafe(
  message: CompiledMessage,
  values: Variables["values"],
  options: RenderOptions,
): { readonly rendered?: Rendered; readonly problems: readonly Problem[] } {
  try {
    return { rendered: message.render(values, options), problems: [] };
  } catch (error) {
    if (error instanceof RenderError) return { problems: error.problems };
    throw error;
  }
}

/** The files hold exactly what would be sent: no line end is added, which in an SMS would count. */
async function writeFiles(
  io: Io,
  folder: string,
  { email, sms }: { readonly email?: RenderedEmail; readonly sms?: RenderedSms },
  quiet: boolean,
): Promise<void> {
  const files: (readonly [name: string, text: string])[] = [];
  if (email !== undefined) {
    files.push(["subject.txt", email.subject], ["body.html", email.html], ["body.txt", email.text]);
  }
  if (sms !== undefined) files.push(["sms.txt", sms.text]);
  for (const [name, text] of files) {
    const path = `${folder.replace(/\/$/, "")}/${name}`;
    await writeText(io, path, text);
    if (!quiet) io.stdout.write(`wrote ${path}\n`);
  }
}

function channelOf(part: Part): Channel {
  return part === "sms" ? "sms" : "email";
}

async function partOf(
  { email, sms }: { readonly email?: RenderedEmail; readonly sms?: RenderedSms },
  { part, eml }: RenderCommandOptions,
  date: number,
): Promise<string> {
  if (part === undefined) return "";
  if (part === "sms") return sms?.text ?? "";
  if (part !== "eml") return email?.[part] ?? "";
  return email === undefined || eml === undefined ? "" : await writeEml(email, eml, date);
}

/** All that was rendered; of an email, only the part that was asked for. */
function jsonOf(
  { email, sms }: { readonly email?: RenderedEmail; readonly sms?: RenderedSms },
  part: Part | undefined,
  text: string,
) {
  if (part === undefined || part === "sms" || email === undefined) return { email, sms };
  return { email: { [part]: text } };
}

function renderOptions(args: readonly string[]): RenderCommandOptions {
  const { values, positionals } = parseOptions("render", args, {
    message: { type: "string" },
    templates: { type: "string", default: "templates" },
    data: { type: "string" },
    sample: { type: "string" },
    "trust-html": { type: "string" },
    part: { type: "string" },
    out: { type: "string" },
    json: { type: "boolean", default: false },
    ...SMS_OPTIONS,
    ...REGIONAL_OPTIONS,
    ...EML_OPTIONS,
  });
  const { message, data, sample, out, json } = values;
  const part = oneOf({ command: "render", name: "part", choices: PARTS }, values.part);
  const [argument, ...more] = positionals;
  if (more.length > 0) throw new UsageError("one template at a time", "render");
  if (argument === undefined && message === undefined) throw new UsageError("which template or artifact?", "render");
  refuseTogether("render", { "a template": argument !== undefined, "--message": message !== undefined });
  refuseTogether("render", { "--data": data !== undefined, "--sample": sample !== undefined });
  refuseTogether("render", { "--part": part !== undefined, "--out": out !== undefined });
  if (data === "-" && message === "-") throw new UsageError("only one of --data and --message can be `-`", "render");
  return {
    argument,
    message,
    templates: values.templates,
    data,
    sample,
    trustHtml: values["trust-html"],
    part,
    eml: readEmlOptions(values, part === "eml"),
    out,
    json,
    sms: readSmsOptions("render", values),
    regional: readRegionalOptions("render", values),
  };
}
