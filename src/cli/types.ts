import { type TemplateContract, toTypeScript } from "../analyze/typescript.js";
import { writeText } from "./files.js";
import { Fault, type Finding } from "./findings.js";
import type { Io, Services } from "./io.js";
import { openTemplates, type Templates, withReadableTemplates } from "./job.js";
import { parseOptions } from "./options.js";
import { reportFaults, reportWarnings } from "./report.js";
import { compileTemplate, distinct, templateNames } from "./template-contract.js";

/** `platen types`: the variables of templates as TypeScript types. */
export async function typesCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const { values, positionals } = parseOptions("types", args, {
    output: { type: "string", short: "o" },
    templates: { type: "string", default: "templates" },
    json: { type: "boolean", default: false },
  });
  const templates = openTemplates(io, values.templates);
  return await reportFaults(io, values.json, () =>
    withReadableTemplates(templates, async () => {
      const contracts = await readContracts(templates, positionals, { io, services });
      const text = toTypeScript(contracts);
      if (values.output === undefined || values.output === "-") {
        io.stdout.write(text);
        return;
      }
      await writeText(io, values.output, text);
      const count = contracts.length === 1 ? "1 template" : `${contracts.length} templates`;
      io.stdout.write(`wrote ${values.output} (${count})\n`);
    }),
  );
}

/** @throws Fault with the findings of all templates when one does not compile. */
async function readContracts(
  templates: Templates,
  named: readonly string[],
  parts: { readonly io: Io; readonly services: Services },
): Promise<readonly TemplateContract[]> {
  const contracts: TemplateContract[] = [];
  const warnings: Finding[] = [];
  const faults: Finding[] = [];
  for (const name of await templateNames(templates, named)) {
    try {
      const compiled = await compileTemplate(name, templates, parts);
      contracts.push({ template: name, contract: compiled.contract });
      warnings.push(...compiled.warnings);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(...error.findings);
    }
  }
  if (faults.length > 0) throw new Fault(distinct([...warnings, ...faults]));
  reportWarnings(parts.io, distinct(warnings));
  return contracts;
}
