import type { Contract } from "../analyze/contract.js";
import { readContractFile } from "../analyze/contract-file.js";
import { type ContractChange, diffContracts } from "../analyze/diff-contract.js";
import { toJsonSchema } from "../analyze/json-schema.js";
import type { JsonSchema } from "../artifact/json-schema.js";
import { readSource } from "./files.js";
import { Fault, findingOfDiagnostic, printable } from "./findings.js";
import type { Io, Services } from "./io.js";
import { openTemplates, withReadableTemplates } from "./job.js";
import { parseOptions, UsageError } from "./options.js";
import { formatJson, reportFaults, reportWarnings } from "./report.js";
import { formatTable } from "./table.js";
import { compileTemplate } from "./template-contract.js";
import { contractRows } from "./variable-rows.js";

interface VarsOptions {
  readonly template: string;
  readonly templates: string;
  readonly diff: string | undefined;
  readonly json: boolean;
}

/** `platen vars`: which variables a template takes, and whether that breaks those who give them. */
export async function varsCommand(args: readonly string[], io: Io, services: Services): Promise<number> {
  const options = varsOptions(args);
  const templates = openTemplates(io, options.templates);
  let breaks = false;
  const code = await reportFaults(io, options.json, () =>
    withReadableTemplates(templates, async () => {
      const before = options.diff === undefined ? undefined : await readSchema(io, options.diff);
      const { contract, warnings, job } = await compileTemplate(options.template, templates, { io, services });
      reportWarnings(io, warnings);
      if (before === undefined) return showContract(io, contract, { json: options.json, show: job.origin.show });
      breaks = showChanges(io, diffContracts(before, toJsonSchema(contract)), options.json);
    }),
  );
  return breaks ? 1 : code;
}

function showContract(
  io: Io,
  contract: Contract,
  { json, show }: { readonly json: boolean; readonly show: (path: string) => string },
): void {
  if (json) {
    io.stdout.write(formatJson(toJsonSchema(contract)));
    return;
  }
  const rows = contractRows(contract, show);
  const table = formatTable(["variable", "type", "required", "used at", "description"], rows);
  io.stdout.write(printable(rows.length === 0 ? "no variables\n" : table));
}

/** A contract that `platen vars --json` wrote, or a contract file. */
async function readSchema(io: Io, path: string): Promise<JsonSchema> {
  const source = await readSource(io, path);
  const { diagnostics } = readContractFile(source);
  if (diagnostics.length > 0) throw new Fault(diagnostics.map((diagnostic) => findingOfDiagnostic(diagnostic)));
  return JSON.parse(source.text) as JsonSchema; // as was checked
}

/** @returns Whether a change breaks callers. */
function showChanges(io: Io, changes: readonly ContractChange[], json: boolean): boolean {
  const breaking = changes.filter((change) => change.breaking);
  if (json) {
    io.stdout.write(formatJson({ breaking: breaking.length > 0, changes }));
    return breaking.length > 0;
  }
  const rows = changes.map((change) => [change.breaking ? "breaking" : "compatible", change.path, change.message]);
  io.stdout.write(printable(formatTable(undefined, rows) + verdict(changes.length, breaking.length)));
  return breaking.length > 0;
}

function verdict(all: number, breaking: number): string {
  if (all === 0) return "no changes\n";
  if (breaking === 0) return "no change breaks callers\n";
  return breaking === 1 ? "1 change breaks callers\n" : `${breaking} changes break callers\n`;
}

function varsOptions(args: readonly string[]): VarsOptions {
  const { values, positionals } = parseOptions("vars", args, {
    diff: { type: "string" },
    templates: { type: "string", default: "templates" },
    json: { type: "boolean", default: false },
  });
  const [template, ...more] = positionals;
  if (more.length > 0) throw new UsageError("one template at a time", "vars");
  if (template === undefined) throw new UsageError("which template?", "vars");
  return { template, templates: values.templates, diff: values.diff, json: values.json };
}
