import type { ReadySms } from "../renderer/types.js";
import { RenderError } from "../runtime/index.js";
import type { SmsOptions } from "../sms/index.js";
import { listSamples } from "../templates/samples.js";
import { Fault, type Finding, fault, formatFindings, printable } from "./findings.js";
import type { Io, Services } from "./io.js";
import { compileJob, type Job, messageJob, openTemplates, templateJob, withReadableTemplates } from "./job.js";
import { parseOptions, refuseTogether, UsageError } from "./options.js";
import { findingOfRender } from "./origin.js";
import { findingOfRow } from "./recipient-row.js";
import { noRecipients, openRecipients, type Recipients } from "./recipients.js";
import { REGIONAL_OPTIONS, type Regional, readRegionalOptions } from "./regional-options.js";
import { formatJson, reportFaults, reportWarnings } from "./report.js";
import { createEstimator, type Estimate, type Estimator } from "./sms-estimate.js";
import { readSmsOptions, SMS_OPTIONS } from "./sms-options.js";
import { formatEstimate } from "./sms-summary.js";
import { readVariables } from "./variables.js";

interface SmsCommandOptions {
  readonly template: string | undefined;
  readonly message: string | undefined;
  readonly templates: string;
  readonly recipients: string | undefined;
  readonly sms: SmsOptions;
  readonly regional: Regional;
  readonly json: boolean;
}

/** `platen sms`: what the SMS of a template will cost, before any is sent. */
export async function smsCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const options = smsOptions(args);
  let isFine = true;
  const code = await reportFaults(io, options.json, () =>
    withReadableTemplates(openTemplates(io, options.templates), async () => {
      isFine = await estimate(options, io, services);
    }),
  );
  return isFine ? code : 1;
}

/** @returns Whether all recipients' messages can be sent. */
async function estimate(options: SmsCommandOptions, io: Io, services: Services): Promise<boolean> {
  const templates = openTemplates(io, options.templates);
  const job =
    options.message === undefined
      ? await templateJob(io, templates, options.template ?? "", "sms")
      : await messageJob(io, templates, options.message, "sms");
  const { messages, warnings } = await compileJob(job, services);
  const [message] = messages;
  if (message?.channel !== "sms") throw new TypeError("an SMS was asked for");
  const recipients =
    options.recipients === undefined
      ? readSamples(io, job)
      : readRows(await openRecipients(io, options.recipients, { contract: message.contract, command: "sms" }));
  const subject = { contract: message.contract, strings: message.artifact.strings, options: options.sms };
  const estimator = createEstimator(subject);
  const { failed, failures } = await renderTexts(message, recipients, { job, options, estimator });
  const result = estimator.estimate();
  if (result === undefined) throw new Fault(failures);
  reportWarnings(io, warnings);
  show(result, failures, { ...options, failed }, io);
  return failures.length === 0 && result.overLimit === 0;
}

/** The data of one recipient and what to call it, or why they cannot be read. */
type Recipient =
  | { readonly name: string; readonly values: Readonly<Record<string, unknown>> }
  | { readonly finding: Finding };

async function* readSamples(io: Io, job: Job): AsyncGenerator<Recipient> {
  const samples = job.template === undefined ? [] : await listSamples(job.templates.store, job.template);
  if (samples.length === 0) {
    const message = "there are no samples to estimate from";
    throw fault({ code: "unknown-sample", message, help: "add one, or give a file with --recipients" });
  }
  for (const sample of samples) {
    yield { name: `sample \`${sample}\``, values: (await readVariables(io, { sample }, job)).values };
  }
}

async function* readRows(recipients: Recipients): AsyncGenerator<Recipient> {
  let isEmpty = true;
  for await (const rows of recipients.rows()) {
    isEmpty &&= rows.length === 0;
    for (const row of rows) {
      if ("values" in row) yield { name: `line ${row.line}`, values: row.values };
      else yield { finding: findingOfRow(row, recipients.path) };
    }
  }
  if (isEmpty) throw noRecipients(recipients.path);
}

/** More than these would only repeat themselves. */
const MAX_FAILURES = 10;

/** Recipients without a text. */
interface Failures {
  failed: number;
  /** Why, of some of them. */
  readonly failures: Finding[];
}

/** The limit of segments is looked at afterwards: a message that is over it has a length, too. */
async function renderTexts(
  message: ReadySms,
  recipients: AsyncIterable<Recipient>,
  {
    job,
    options,
    estimator,
  }: { readonly job: Job; readonly options: SmsCommandOptions; readonly estimator: Estimator },
): Promise<Failures> {
  const { maxSegments: _, ...sms } = options.sms;
  const { date, ...regional } = options.regional;
  const rendering = { sms, ...regional, now: date ?? Date.now() };
  const result: Failures = { failed: 0, failures: [] };
  for await (const recipient of recipients) {
    if ("finding" in recipient) {
      fail([recipient.finding]);
      continue;
    }
    const { name, values } = recipient;
    try {
      const { text, encoding, units, segments, offenders, cost } = message.render(values, rendering);
      estimator.add({ recipient: name, values, text, encoding, units, segments, offenders, cost });
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      fail(
        await Promise.all(
          error.problems
            .slice(0, MAX_FAILURES - result.failures.length)
            .map((problem) => findingOfRender({ ...problem, message: `${problem.message} (${name})` }, job.origin)),
        ),
      );
    }
  }
  return result;

  function fail(findings: readonly Finding[]): void {
    result.failed++;
    if (result.failures.length < MAX_FAILURES) result.failures.push(...findings);
  }
}

function show(
  result: Estimate,
  failures: readonly Finding[],
  { json, failed, sms }: { readonly json: boolean; readonly failed: number; readonly sms: SmsOptions },
  io: Io,
): void {
  if (json) {
    const ok = failed === 0 && result.overLimit === 0;
    io.stdout.write(formatJson({ ok, ...result, failed, diagnostics: failures.map((finding) => finding.json) }));
    return;
  }
  io.stderr.write(formatFindings(failures));
  io.stdout.write(printable(formatEstimate(result, { failed, maxSegments: sms.maxSegments })));
}

function smsOptions(args: readonly string[]): SmsCommandOptions {
  const { values, positionals } = parseOptions("sms", args, {
    ...SMS_OPTIONS,
    ...REGIONAL_OPTIONS,
    message: { type: "string" },
    recipients: { type: "string" },
    templates: { type: "string", default: "templates" },
    json: { type: "boolean", default: false },
  });
  const [template, ...more] = positionals;
  if (more.length > 0) throw new UsageError("one template at a time", "sms");
  if (template === undefined && values.message === undefined) throw new UsageError("which template?", "sms");
  refuseTogether("sms", { "a template": template !== undefined, "--message": values.message !== undefined });
  const { message, recipients, templates, json } = values;
  const [sms, regional] = [readSmsOptions("sms", values), readRegionalOptions("sms", values)];
  return { template, message, recipients, templates, json, sms, regional };
}
