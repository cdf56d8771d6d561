import type { ReadyEmail } from "../renderer/types.js";
import { positionAt } from "../source/source-file.js";
import { writeText } from "./files.js";
import type { Io, Services } from "./io.js";
import {
  type Channel,
  compileJob,
  type Job,
  messageJob,
  openTemplates,
  type Templates,
  templateJob,
  withReadableTemplates,
} from "./job.js";
import { oneOf, parseOptions, refuseTogether, UsageError } from "./options.js";
import type { Origin } from "./origin.js";
import { reportFaults, reportWarnings } from "./report.js";
import { kilobytes } from "./summary.js";
import { formatTable } from "./table.js";

interface CompileOptions {
  readonly template: string | undefined;
  readonly message: string | undefined;
  readonly templates: string;
  readonly output: string | undefined;
  readonly channel: Channel | undefined;
  readonly stats: boolean;
  readonly json: boolean;
}

/** `platen compile`: a template or a message record to an artifact. */
export async function compileCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const options = compileOptions(args);
  return await reportFaults(io, options.json, async () => {
    const templates = openTemplates(io, options.templates);
    await withReadableTemplates(templates, () => compile(options, templates, { io, services }));
  });
}

async function compile(
  options: CompileOptions,
  templates: Templates,
  { io, services }: { readonly io: Io; readonly services: Services },
): Promise<void> {
  const whole = await chooseJob(options, templates, io);
  const [request, ...others] = whole.requests;
  if (request === undefined) return;
  const { messages, warnings } = await compileJob({ ...whole, requests: [request] }, services);
  reportWarnings(io, warnings);
  if (others.length > 0) {
    const { template } = whole;
    io.stderr.write(
      `note: this is the email; \`${template}\` has an SMS too: platen compile ${template} --channel sms\n`,
    );
  }
  const [message] = messages;
  if (options.stats && message?.channel === "email") io.stderr.write(formatStats(message, whole.origin));
  const artifact = `${JSON.stringify(message?.artifact)}\n`;
  if (options.output === undefined || options.output === "-") {
    io.stdout.write(artifact);
    return;
  }
  await writeText(io, options.output, artifact);
  io.stdout.write(`wrote ${options.output} (${kilobytes(Buffer.byteLength(artifact))})\n`);
}

/** In how many variants the layout comes, what chooses between them, and how large each part of the artifact is. */
function formatStats({ layout, artifact }: ReadyEmail, { show }: Origin): string {
  const rows = layout.decisions.map(({ text, span, outcomes }) => {
    const { line, column } = positionAt(span.source, span.start);
    return [text, `${outcomes} outcomes`, `${show(span.source.path)}:${line}:${column}`];
  });
  const size = (part: unknown) => kilobytes(Buffer.byteLength(JSON.stringify(part)));
  const { programs, strings } = artifact;
  return `${layout.variants} ${layout.variants === 1 ? "variant" : "variants"} of the layout
${formatTable(undefined, rows)}texts ${size(strings)}, HTML program ${size(programs.html)}, text program ${size(programs.text)}
`;
}

async function chooseJob(options: CompileOptions, templates: Templates, io: Io): Promise<Job> {
  const { template, message, channel } = options;
  if (message !== undefined) return await messageJob(io, templates, message, channel);
  return await templateJob(io, templates, template ?? "", channel);
}

function compileOptions(args: readonly string[]): CompileOptions {
  const { values, positionals } = parseOptions("compile", args, {
    output: { type: "string", short: "o" },
    channel: { type: "string" },
    message: { type: "string" },
    templates: { type: "string", default: "templates" },
    stats: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const [template, ...more] = positionals;
  if (more.length > 0) throw new UsageError("one template at a time", "compile");
  if (template === undefined && values.message === undefined) throw new UsageError("which template?", "compile");
  refuseTogether("compile", { "a template": template !== undefined, "--message": values.message !== undefined });
  return {
    template,
    message: values.message,
    templates: values.templates,
    output: values.output,
    channel: oneOf({ command: "compile", name: "channel", choices: ["email", "sms"] }, values.channel),
    stats: values.stats,
    json: values.json,
  };
}
