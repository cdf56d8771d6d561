import { applyContract } from "../analyze/apply-contract.js";
import { type Contract, type Declaration, showPath, variableAt } from "../analyze/contract.js";
import { readContractFile } from "../analyze/contract-file.js";
import { inferContract } from "../analyze/infer-contract.js";
import { declaredTypes, mergeDeclared } from "../analyze/merge-contract.js";
import type { TypesOf } from "../analyze/scope.js";
import type { SourceFile } from "../source/source-file.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import type { Sources } from "./sources.js";

/** Trees of a message by part; undefined for a part that it lacks. */
type PartsOf<Given> = { readonly [Part in keyof Given]: readonly ExpandedNode[] | undefined };

/** What is known of the variables. */
export interface Known {
  readonly contract: Contract;
  readonly typesOf: TypesOf;
}

/**
 * Finds the variables of a message, and makes those optional that `contract.json` beside the template declares so.
 *
 * @param parts All trees of the message.
 * @param declared What the contract file says; without it, everything follows from use.
 */
export function settleContract<Given extends PartsOf<Given>>(
  parts: Given,
  { template }: { readonly template?: string },
  { declared, sources }: { readonly declared: Declaration | undefined; readonly sources: Sources },
): Known & { readonly parts: Given } {
  const typesOf = declaredTypes(declared);
  const trees = Object.values<readonly ExpandedNode[] | undefined>(parts).filter((tree) => tree !== undefined);
  const inferred = inferContract(trees, typesOf);
  if (declared === undefined) {
    warnOfVariables(inferred, sources);
    return { parts, contract: inferred, typesOf };
  }

  const { contract, diagnostics } = mergeDeclared(inferred, declared, {
    file: contractFile(template),
    governs: isTemplateFile,
  });
  sources.diagnostics.push(...diagnostics);
  warnOfVariables(contract, sources);
  const applied = Object.entries<readonly ExpandedNode[] | undefined>(parts).map(([part, tree]) => {
    const result = tree && applyContract(tree, contract, typesOf);
    sources.diagnostics.push(...(result?.diagnostics ?? []));
    return [part, result?.nodes] as const;
  });
  // The same parts by the same names.
  return { parts: Object.fromEntries(applied) as Given, contract, typesOf };
}

/** Warns of tags that call a helper where the author may have meant a variable. */
function warnOfVariables(contract: Contract, { bareCalls, diagnostics }: Sources): void {
  for (const { path, span } of bareCalls) {
    if (path.length === 0 || variableAt(contract, path) === undefined) continue;
    const name = path.at(-1);
    const message = `\`{{${name}}}\` calls the helper \`${name}\`, and there is a variable \`${showPath(path)}\` as well`;
    const help = `write \`{{this.${name}}}\` for the variable, or rename the helper`;
    diagnostics.push({ code: "ambiguous-name", severity: "warning", message, help, span });
  }
}

export function contractFile(template: string | undefined): string {
  return `${template}/contract.json`;
}

/** Reads the contract file beside a template, if there is one. */
export async function readDeclaration(
  template: string | undefined,
  sources: Sources,
): Promise<Declaration | undefined> {
  const source = template === undefined ? undefined : await sources.json(contractFile(template));
  if (source === undefined) return undefined;
  const { declaration, diagnostics } = readContractFile(source);
  sources.diagnostics.push(...diagnostics);
  // What follows from half of a contract would mislead.
  return diagnostics.length > 0 ? undefined : declaration;
}

/** Files lie in folders; texts that a message brings along have the name of their field, and variables of their own. */
function isTemplateFile({ path }: SourceFile): boolean {
  return path.includes("/");
}
