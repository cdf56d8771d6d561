import type { Contract, Variable } from "../../src/analyze/contract.js";
import { typeLabel } from "../../src/analyze/typescript.js";
import { createRenderer } from "../../src/renderer/renderer.js";
import type { ReadySms } from "../../src/renderer/types.js";

/** An SMS is the shortest template. */
export function compileText(text: string, files: Readonly<Record<string, string>> = {}): Promise<ReadySms> {
  const templates = { "t/sms.txt": text, ...files };
  const helpers = { shout: { run: (args: readonly unknown[]) => `${args[0]}!` } };
  return createRenderer({ templates, helpers }).compile({ type: "sms", template: "t" });
}

export function compileWithContract(text: string, contract: object): Promise<ReadySms> {
  return compileText(text, { "t/contract.json": JSON.stringify(contract) });
}

export async function contractOf(text: string, files?: Readonly<Record<string, string>>): Promise<Contract> {
  return (await compileText(text, files)).contract;
}

/** A contract in a line: `a scalar, b? {c scalar}, d [{e scalar}]`; `?(x)` is needed when `x`. */
export function shapeOf(contract: Variable): string {
  return [...contract.properties]
    .map(([name, variable]) => {
      const conditions = variable.conditions.length === 0 ? "" : `(${variable.conditions.join(", or ")})`;
      return `${name}${variable.required ? "" : `?${conditions}`} ${formOf(variable)}`;
    })
    .join(", ");
}

function formOf(variable: Variable): string {
  const { types, items, properties } = variable;
  const isList = types.length === 1 && types[0] === "array";
  if (isList) return items === undefined ? "[]" : `[${formOf(items)}]`;
  if (types.length === 1 && types[0] === "object" && items === undefined) return `{${shapeOf(variable)}}`;
  const inside = items === undefined ? "" : ` [${formOf(items)}]`;
  return `${typeLabel({ ...variable, items: undefined })}${inside}${properties.size > 0 ? ` {${shapeOf(variable)}}` : ""}`;
}
