import type { JsonSchema, JsonType } from "../artifact/json-schema.js";
import type { Contract, Variable } from "./contract.js";

/** The contract as JSON Schema 2020-12. */
export function toJsonSchema(contract: Contract): JsonSchema {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schemaOf(contract) };
}

function schemaOf(variable: Variable): JsonSchema {
  const { declared, conditions, types } = variable;
  return {
    ...(declared?.description !== undefined && { description: declared.description }),
    ...(conditions.length > 0 && { $comment: `needed when ${conditions.join(", or ")}` }),
    ...(types.length > 0 && { type: typeOf(types) }),
    ...(declared?.enum && { enum: declared.enum }),
    ...(declared?.format !== undefined && { format: declared.format }),
    ...(declared?.maxItems !== undefined && { maxItems: declared.maxItems }),
    ...(declared?.default !== undefined && { default: declared.default }),
    ...objectKeywords(variable),
    ...listKeywords(variable),
  };
}

function typeOf(types: readonly JsonType[]): JsonType | readonly JsonType[] {
  const [only] = types;
  return types.length === 1 && only !== undefined ? only : types;
}

function objectKeywords({ properties, declared, types, items }: Variable): JsonSchema {
  const others = additionalOf(declared?.additionalProperties, types.includes("object") ? items : undefined);
  const additional = others === undefined ? {} : { additionalProperties: others };
  if (properties.size === 0) return additional;
  const entries = [...properties].map(([name, property]) => [name, schemaOf(property)] as const);
  const required = [...properties].filter(([, property]) => property.required).map(([name]) => name);
  return { properties: Object.fromEntries(entries), required, ...additional };
}

/** What an object may hold besides: what is declared, else what a loop over it reads. */
function additionalOf(
  declared: boolean | object | undefined,
  items: Variable | undefined,
): boolean | JsonSchema | undefined {
  if (typeof declared === "boolean") return declared;
  return items === undefined ? undefined : schemaOf(items);
}

function listKeywords({ items, types }: Variable): JsonSchema {
  return items !== undefined && types.includes("array") ? { items: schemaOf(items) } : {};
}
