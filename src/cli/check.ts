import { toSarif } from "../diagnostics/sarif.js";
import { listSamples } from "../templates/samples.js";
import { checkSample } from "./check-sample.js";
import { Fault, type Finding, formatFindings } from "./findings.js";
import type { Io, Services } from "./io.js";
import { openTemplates, type Templates, withReadableTemplates } from "./job.js";
import { parseOptions, refuseTogether } from "./options.js";
import { formatJson, reportFaults } from "./report.js";
import { type CompiledTemplate, compileTemplate, distinct, templateNames } from "./template-contract.js";
import { version } from "./version.js";

interface CheckOptions {
  readonly named: readonly string[];
  readonly json: boolean;
  readonly sarif: boolean;
}

/** What was looked at, and what was found. */
interface Checked {
  readonly templates: number;
  readonly samples: number;
  readonly findings: readonly Finding[];
}

/** `platen check`: compiles all templates, and fills them with all their samples. */
export async function checkCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const { values, positionals } = parseOptions("check", args, {
    templates: { type: "string", default: "templates" },
    json: { type: "boolean", default: false },
    sarif: { type: "boolean", default: false },
  });
  refuseTogether("check", { "--json": values.json, "--sarif": values.sarif });
  const templates = openTemplates(io, values.templates);
  let isFine = true;
  const code = await reportFaults(io, values.json, () =>
    withReadableTemplates(templates, async () => {
      const options = { named: positionals, json: values.json, sarif: values.sarif };
      const checked = await checkTemplates(options, templates, { io, services });
      isFine = !checked.findings.some(isError);
      show(checked, options, io);
    }),
  );
  return isFine ? code : 1;
}

async function checkTemplates(
  { named }: CheckOptions,
  templates: Templates,
  parts: { readonly io: Io; readonly services: Services },
): Promise<Checked> {
  const names = await templateNames(templates, named);
  const findings: Finding[] = [];
  let samples = 0;
  for (const name of names) {
    const sampleNames = await listSamples(templates.store, name);
    samples += sampleNames.length;
    try {
      const compiled = await compileTemplate(name, templates, parts);
      findings.push(...compiled.warnings, ...(await checkSamples(compiled, sampleNames)));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      findings.push(...error.findings);
    }
  }
  return { templates: names.length, samples, findings: distinct(findings) };
}

async function checkSamples(compiled: CompiledTemplate, samples: readonly string[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const sample of samples) findings.push(...(await checkSample(compiled, sample)));
  return findings;
}

function show({ templates, samples, findings }: Checked, options: CheckOptions, io: Io): void {
  const diagnostics = findings.map(({ json }) => json);
  if (options.sarif) {
    io.stdout.write(formatJson(toSarif(diagnostics, version())));
  } else if (options.json) {
    io.stdout.write(formatJson({ ok: !findings.some(isError), templates, samples, diagnostics }));
  } else {
    io.stderr.write(formatFindings(findings));
    const outcome = [countOf(findings.filter(isError).length, "problem")];
    const warnings = findings.filter((finding) => !isError(finding)).length;
    if (warnings > 0) outcome.push(countOf(warnings, "warning"));
    io.stdout.write(`${countOf(templates, "template")}, ${countOf(samples, "sample")}: ${outcome.join(", ")}\n`);
  }
}

function isError({ json }: Finding): boolean {
  return json.severity === "error";
}

function countOf(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count === 0 ? "no" : count} ${what}s`;
}
