import { applyContract } from "../analyze/apply-contract.js";
import type { Declaration } from "../analyze/contract.js";
import { readContractFile } from "../analyze/contract-file.js";
import type { Declared } from "../analyze/domain.js";
import { inferContract } from "../analyze/infer-contract.js";
import { declaredTypes, mergeDeclared } from "../analyze/merge-contract.js";
import type { SourceFile } from "../source/source-file.js";
import type { ExpandedNode } from "../syntax/nodes.js";
import type { Sources } from "./sources.js";

/** Trees of a message by part; undefined for a part that it lacks. */
type PartsOf<Given> = { readonly [Part in keyof Given]: readonly ExpandedNode[] | undefined };

/**
 * Finds the variables of a message, and makes those optional that `contract.json` beside the template declares so.
 *
 * @param parts All trees of the message.
 * @param template The template's name; without one, or without its contract file, everything follows from use.
 */
export async function settleContract<Given extends PartsOf<Given>>(
  parts: Given,
  template: string | undefined,
  sources: Sources,
): Promise<Declared & { readonly parts: Given }> {
  const file = `${template}/contract.json`;
  const declared = template === undefined ? undefined : await readDeclaration(file, sources);
  const typesOf = declaredTypes(declared);
  const trees = Object.values<readonly ExpandedNode[] | undefined>(parts).filter((tree) => tree !== undefined);
  const inferred = inferContract(trees, typesOf);
  if (declared === undefined) return { parts, contract: inferred, typesOf };

  const { contract, diagnostics } = mergeDeclared(inferred, declared, { file, governs: isTemplateFile });
  sources.diagnostics.push(...diagnostics);
  const applied = Object.entries<readonly ExpandedNode[] | undefined>(parts).map(([part, tree]) => {
    const result = tree && applyContract(tree, contract, typesOf);
    sources.diagnostics.push(...(result?.diagnostics ?? []));
    return [part, result?.nodes] as const;
  });
  // The same parts by the same names.
  return { parts: Object.fromEntries(applied) as Given, contract, typesOf };
}

async function readDeclaration(file: string, sources: Sources): Promise<Declaration | undefined> {
  const source = await sources.json(file);
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
