import type { JsonType } from "../artifact/json-schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { suggest } from "../diagnostics/suggest.js";
import type { SourceFile } from "../source/source-file.js";
import {
  type Contract,
  type Declaration,
  ITEM,
  intersectTypes,
  type Path,
  showPath,
  type Use,
  type Variable,
} from "./contract.js";
import type { TypesOf } from "./scope.js";

export interface MergeOptions {
  /** Path of the contract file, for messages. */
  readonly file: string;
  /** Whether the contract file has a say in what a source may use; it has none in the texts of a message. */
  readonly governs: (source: SourceFile) => boolean;
}

/** What is used and what is declared, as one; and where the two contradict each other. */
export function mergeDeclared(
  inferred: Contract,
  declared: Declaration,
  options: MergeOptions,
): { readonly contract: Contract; readonly diagnostics: readonly Diagnostic[] } {
  const merging: Merging = { ...options, diagnostics: [], reported: new Set() };
  const merged = merge({ inferred, declared, path: [], required: true }, merging);
  return {
    contract: { ...merged, types: ["object"], required: true, waived: false },
    diagnostics: merging.diagnostics,
  };
}

/** The types that a contract file declares, by path. */
export function declaredTypes(declared: Declaration | undefined): TypesOf {
  return (path) => {
    let found = declared;
    for (const name of path) found = name === ITEM ? found?.items : found?.properties?.get(name);
    return found === undefined ? [] : typesOf(found);
  };
}

function typesOf({ types, properties, items }: Declaration): readonly JsonType[] {
  if (types.length > 0) return types;
  if (properties !== undefined) return ["object"];
  return items === undefined ? [] : ["array"];
}

interface Merging extends MergeOptions {
  readonly diagnostics: Diagnostic[];
  /** Places that have been reported, as a place may count in several parts. */
  readonly reported: Set<string>;
}

interface Pair {
  readonly inferred: Variable | undefined;
  readonly declared: Declaration;
  readonly path: Path;
  /** What the schema around says; undefined when it says nothing. */
  readonly required: boolean | undefined;
}

function merge({ inferred, declared, path, required }: Pair, merging: Merging): Variable {
  const types = typesOf(declared);
  checkUses(inferred?.uses ?? [], types, { path, merging });
  // Rendering takes null for a value that is missing.
  const waived = declared.default !== undefined || required === false || types.includes("null");
  return {
    types: types.length > 0 ? types : (inferred?.types ?? []),
    required: !waived && (required ?? inferred?.required ?? false),
    conditions: waived || required ? [] : (inferred?.conditions ?? []),
    uses: inferred?.uses ?? [],
    properties: mergeProperties({ inferred, declared, path, required }, merging),
    items: mergeItems({ inferred, declared, path, required }, merging),
    open: isOpen(declared) && (declared.additionalProperties !== undefined || (inferred?.open ?? true)),
    waived,
    declared,
  };
}

/** A schema that lists properties lists all of them, unless it says otherwise. */
function isOpen({ properties, additionalProperties }: Declaration): boolean {
  return additionalProperties === undefined ? properties === undefined : additionalProperties !== false;
}

function mergeProperties({ inferred, declared, path }: Pair, merging: Merging): Variable["properties"] {
  const merged = new Map<string, Variable>();
  for (const [name, declaration] of declared.properties ?? []) {
    const required = declared.required?.has(name);
    const property = inferred?.properties.get(name);
    merged.set(name, merge({ inferred: property, declared: declaration, path: [...path, name], required }, merging));
  }
  const { additionalProperties: others } = declared;
  const isList = typesOf(declared).includes("array");
  for (const [name, variable] of inferred?.properties ?? []) {
    const at = [...path, name];
    if (merged.has(name) || (isList && name === "length")) continue;
    if (!isOpen(declared)) reportUnknown(variable, at, { declared, merging });
    const isDeclared = typeof others === "object";
    merged.set(
      name,
      isDeclared ? merge({ inferred: variable, declared: others, path: at, required: undefined }, merging) : variable,
    );
  }
  return merged;
}

function mergeItems({ inferred, declared, path }: Pair, merging: Merging): Variable | undefined {
  const { items, additionalProperties } = declared;
  const declaration = items ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
  if (declaration === undefined || (items === undefined && inferred?.items === undefined)) return inferred?.items;
  return merge({ inferred: inferred?.items, declared: declaration, path: [...path, ITEM], required: true }, merging);
}

interface UseContext {
  readonly path: Path;
  readonly merging: Merging;
}

/** Where a variable itself is used wrongly, what follows from that inside of a block is not worth a word. */
function checkUses(uses: readonly Use[], types: readonly JsonType[], context: UseContext): void {
  if (types.length === 0) return;
  const wrong = uses.filter(({ accepts }) => accepts.length > 0 && intersectTypes(types, accepts).length === 0);
  const direct = wrong.filter((use) => use.direct);
  for (const use of direct.length > 0 ? direct : wrong) reportConflict(use, types, context);
}

function reportConflict(use: Use, types: readonly JsonType[], { path, merging }: UseContext): void {
  const wanted = use.accepts.includes("string") ? "a text" : use.accepts.includes("array") ? "a list" : "an object";
  const message = `\`${showPath(path)}\` is declared as ${types.join(" or ")}, and used as ${wanted} here`;
  report(use, { code: "contract-conflict", message, help: `mend the use, or \`${merging.file}\`` }, merging);
}

function reportUnknown(
  variable: Variable,
  path: Path,
  { declared, merging }: { readonly declared: Declaration; readonly merging: Merging },
): void {
  const near = suggest(path.at(-1) ?? "", declared.properties?.keys() ?? []);
  const help =
    near === undefined
      ? `declare it in \`${merging.file}\``
      : `did you mean \`${showPath([...path.slice(0, -1), near])}\`?`;
  for (const use of usesWithin(variable)) {
    if (!merging.governs(use.span.source)) continue;
    report(use, { code: "unknown-variable", message: `\`${showPath(path)}\` is not in the contract`, help }, merging);
  }
}

function usesWithin(variable: Variable): readonly Use[] {
  const inner = [...variable.properties.values(), ...(variable.items ? [variable.items] : [])];
  return [...variable.uses, ...inner.flatMap(usesWithin)];
}

function report(
  { span }: Use,
  fact: Pick<Diagnostic, "code" | "message"> & { readonly help: string },
  { diagnostics, reported }: Merging,
): void {
  const key = `${span.source.path}:${span.start}`;
  if (reported.has(key)) return;
  reported.add(key);
  diagnostics.push({ severity: "error", ...fact, span });
}
