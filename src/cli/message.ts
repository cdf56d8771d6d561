import { checkMessage, type MessageFields, type MessageProblem } from "../message/index.js";
import { readSource } from "./files.js";
import { Fault, type Finding, printable } from "./findings.js";
import type { Io, Services } from "./io.js";
import { openTemplates, type Templates, withReadableTemplates } from "./job.js";
import { findingOfProblem, openRecord, type RecordSource } from "./message-file.js";
import { parseOptions, UsageError } from "./options.js";
import { findingOfCompile, messageOrigin, type Origin, templateOrigin } from "./origin.js";
import { formatJson, reportFaults, reportWarnings } from "./report.js";
import { formatTable } from "./table.js";

interface MessageOptions {
  readonly file: string;
  readonly templates: string;
  readonly json: boolean;
}

/** `platen message`: is this record one that can be created, and rendered? */
export async function messageCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const options = messageOptions(args);
  return await reportFaults(io, options.json, async () => {
    const templates = openTemplates(io, options.templates);
    await withReadableTemplates(templates, () => message(options, templates, { io, services }));
  });
}

async function message(
  { file, json }: MessageOptions,
  templates: Templates,
  { io, services }: { readonly io: Io; readonly services: Services },
): Promise<void> {
  const record = openRecord(await readSource(io, file));
  const renderer = await services.createRenderer({ templates: templates.root });
  const checked = await checkMessage(record.source.text, renderer);
  const origin = originOf(record, checked.fields, templates);
  const findings = checked.findings.map((problem) => findingOf(problem, record, origin));
  if (!checked.ok) throw new Fault(findings);
  if (json) {
    const diagnostics = findings.map((finding) => finding.json);
    io.stdout.write(formatJson({ ok: true, message: checked.fields, diagnostics }));
    return;
  }
  reportWarnings(io, findings);
  io.stdout.write(printable(formatFields(checked.fields)));
}

/** A finding of the compiler has its place in a text or a template; the others are about a field as a whole. */
function findingOf(problem: MessageProblem, record: RecordSource, origin: Origin): Finding {
  return problem.span === undefined ? findingOfProblem(problem, record) : findingOfCompile(problem, origin);
}

function originOf({ source }: RecordSource, fields: MessageFields, { store, folder }: Templates): Origin {
  const text = (value: string | null | undefined) => value ?? undefined;
  const texts = {
    content: text(fields.content),
    subject: text(fields.subject),
    from_name: text(fields.from_name),
  };
  return messageOrigin({ path: source.path, fields: texts }, templateOrigin(store, folder));
}

/** The fields that are set, typed as they are: texts in quotes. */
function formatFields(fields: MessageFields): string {
  const set = Object.entries(fields).filter(([, value]) => value !== null);
  return formatTable(
    undefined,
    set.map(([name, value]) => [name, JSON.stringify(value)]),
  );
}

function messageOptions(args: readonly string[]): MessageOptions {
  const { values, positionals } = parseOptions("message", args, {
    templates: { type: "string", default: "templates" },
    json: { type: "boolean", default: false },
  });
  const [file, ...more] = positionals;
  if (more.length > 0) throw new UsageError("one message at a time", "message");
  if (file === undefined) throw new UsageError("which message? `-` reads standard input", "message");
  return { file, templates: values.templates, json: values.json };
}
