import { type Contract, ITEM, showPath, type Use, type Variable } from "../analyze/contract.js";
import { typeLabel } from "../analyze/typescript.js";
import { positionAt } from "../source/source-file.js";

/**
 * The variables of a contract as rows: name, type, whether it is required, where it is used, description. What lies in
 * a variable follows it.
 */
export function contractRows(contract: Contract, show: (path: string) => string): readonly (readonly string[])[] {
  return rowsWithin(contract, [], show);
}

function rowsWithin(variable: Variable, path: readonly string[], show: (path: string) => string): string[][] {
  const properties = [...variable.properties].flatMap(([name, property]) => {
    const at = [...path, name];
    return [rowOf(property, at, show), ...rowsWithin(property, at, show)];
  });
  const { items } = variable;
  if (items === undefined || isListed(items, variable)) return properties;
  const at = [...path, ITEM];
  const isNamed = items.uses.some(({ direct }) => direct) || items.declared?.description !== undefined;
  return [...properties, ...(isNamed ? [rowOf(items, at, show)] : []), ...rowsWithin(items, at, show)];
}

/** Whether what lies in the items is the variable's own already, as with `{{#name}}` of a list or an object. */
function isListed(items: Variable, variable: Variable): boolean {
  const inner = [...items.properties];
  return inner.length > 0 && inner.every(([name, property]) => variable.properties.get(name) === property);
}

function rowOf(variable: Variable, path: readonly string[], show: (path: string) => string): string[] {
  const { declared } = variable;
  const required = path.at(-1) === ITEM ? "" : requiredLabel(variable);
  return [showPath(path), typeLabel(variable), required, placesOf(variable.uses, show), declared?.description ?? ""];
}

function requiredLabel({ required, conditions, declared }: Variable): string {
  if (required) return "yes";
  if (declared?.default !== undefined) return `no, default ${JSON.stringify(declared.default)}`;
  return conditions.length === 0 ? "no" : `when ${conditions.join(", or ")}`;
}

/** `templates/receipt/email.mjml:2,24`: the lines by file. */
function placesOf(uses: readonly Use[], show: (path: string) => string): string {
  const lines = new Map<string, Set<number>>();
  for (const { span, direct } of uses) {
    if (!direct) continue;
    const known = lines.get(span.source.path) ?? new Set<number>();
    known.add(positionAt(span.source, span.start).line);
    lines.set(span.source.path, known);
  }
  return [...lines]
    .map(([path, numbers]) => `${show(path)}:${[...numbers].toSorted((a, b) => a - b).join(",")}`)
    .join(" ");
}
