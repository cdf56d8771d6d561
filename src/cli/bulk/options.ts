import { isAddress } from "../../artifact/address.js";
import type { SmsOptions } from "../../sms/index.js";
import type { Channel } from "../job.js";
import { oneOf, parseOptions, refuseTogether, UsageError } from "../options.js";
import { REGIONAL_OPTIONS, type Regional, readRegionalOptions } from "../regional-options.js";
import { readSmsOptions, SMS_OPTIONS } from "../sms-options.js";

export interface BulkOptions {
  readonly template: string | undefined;
  readonly message: string | undefined;
  readonly templates: string;
  readonly recipients: string;
  readonly channel: Channel | undefined;
  readonly format: Format;
  /** Undefined for standard output. */
  readonly out: string | undefined;
  readonly errors: string | undefined;
  readonly resume: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** How many threads make messages. */
  readonly jobs: number | undefined;
  readonly sms: SmsOptions;
  /** Path of the variable that holds the recipient's address, for mail programs. */
  readonly to: readonly string[];
  readonly from: string | undefined;
  /** Without a date the run takes place when it begins. */
  readonly regional: Regional;
}

/** How messages are written. */
export const FORMATS = ["ndjson", "eml", "mbox"] as const;
export type Format = (typeof FORMATS)[number];

/** @throws UsageError */
export function bulkOptions(args: readonly string[]): BulkOptions {
  const { values, positionals } = parseOptions("bulk", args, {
    recipients: { type: "string" },
    out: { type: "string" },
    format: { type: "string", default: "ndjson" },
    errors: { type: "string" },
    resume: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
    to: { type: "string" },
    from: { type: "string" },
    channel: { type: "string" },
    message: { type: "string" },
    templates: { type: "string", default: "templates" },
    json: { type: "boolean", default: false },
    jobs: { type: "string" },
    ...SMS_OPTIONS,
    ...REGIONAL_OPTIONS,
  });
  const [template, ...more] = positionals;
  const { message, recipients, out, errors, resume, "dry-run": dryRun, json, templates } = values;
  const wrong = (problem: string) => new UsageError(problem, "bulk");
  if (more.length > 0) throw wrong("one template at a time");
  if (template === undefined && message === undefined) throw wrong("which template?");
  refuseTogether("bulk", { "a template": template !== undefined, "--message": message !== undefined });
  if (recipients === undefined) throw wrong("whom for? give a file with --recipients");
  refuseTogether("bulk", { "--dry-run": dryRun, "--out": out !== undefined });
  if (resume && out === undefined) throw wrong("`--resume` needs `--out`: what was printed cannot be continued");
  if (json && out === undefined && !dryRun) throw wrong("`--json` needs `--out` or `--dry-run`");
  if (out !== undefined && out === errors) throw wrong("`--out` and `--errors` are the same file");
  const format = oneOf({ command: "bulk", name: "format", choices: FORMATS }, values.format) ?? "ndjson";
  if (format === "ndjson" && (values.to ?? values.from) !== undefined) {
    throw wrong("`--to` and `--from` are for `--format eml` and `--format mbox`");
  }
  if (format === "eml" && out === undefined && !dryRun) throw wrong("`--format eml` needs a folder: `--out DIR`");
  if (values.jobs !== undefined && !/^[1-9]\d{0,2}$/.test(values.jobs))
    throw wrong("`--jobs` is a number from 1 to 999");
  if (values.from !== undefined && !isAddress(values.from)) throw wrong("`--from` is one address");
  return {
    template,
    message,
    templates,
    recipients,
    channel: oneOf({ command: "bulk", name: "channel", choices: ["email", "sms"] }, values.channel),
    format,
    out,
    errors,
    resume,
    dryRun,
    json,
    jobs: values.jobs === undefined ? undefined : Number(values.jobs),
    sms: readSmsOptions("bulk", values),
    to: (values.to ?? "email").split("."),
    from: values.from,
    regional: readRegionalOptions("bulk", values),
  };
}
